import type { DeskExhibit } from "@tocsin/sdk";
import { type FormEvent, type ReactElement, type ReactNode, useState } from "react";
import { DeskDialog } from "../act/desk-dialog.tsx";
import { TextLine } from "../../fields/text-line.tsx";
import type { Asking } from "../rows/rows-view.tsx";
import { MomentFields, noMoment, placeOf, takenOf } from "./moment-fields.tsx";

type Properties = Asking & { readonly exhibit: DeskExhibit };

/** Asks from whom to whom an exhibit went, when and why. */
export function HandOverDialog({ exhibit, onDone, onClose }: Properties): ReactElement {
  const { id, holder } = exhibit;
  const [from, setFrom] = useState(holder);
  const [to, setTo] = useState("");
  const [reason, setReason] = useState("");
  const [moment, setMoment] = useState(noMoment);
  const when = takenOf(moment);
  const submit = (): void => {
    if (when === null || [from, to, reason].some((text) => text.trim() === "")) return;
    onDone({
      kind: "hand-over",
      exhibitId: id,
      from: from.trim(),
      to: to.trim(),
      when,
      reason: reason.trim(),
    });
  };
  return (
    <FormDialog
      title="It changed hands"
      about={`${id} is held by ${holder}. Where somebody else hands it over the chain is broken, and every report says so.`}
      button="Record it"
      onSubmit={submit}
      onClose={onClose}
    >
      <div className="desk-fields">
        <TextLine label="From" value={from} onChange={setFrom} maxLength={200} required />
        <TextLine label="To" value={to} onChange={setTo} maxLength={200} required />
        <MomentFields typed={moment} onType={setMoment} when="When" required />
      </div>
      <TextLine label="Why" value={reason} onChange={setReason} maxLength={300} required />
    </FormDialog>
  );
}

/** Asks what time or place was verified, and how. */
export function VerifyDialog({ exhibit, onDone, onClose }: Properties): ReactElement {
  const { id } = exhibit;
  const [reason, setReason] = useState("");
  const [moment, setMoment] = useState(noMoment);
  const [taken, place] = [takenOf(moment), placeOf(moment)];
  const submit = (): void => {
    if ((taken === null && place === null) || reason.trim() === "") return;
    onDone({ kind: "verify-exhibit", exhibitId: id, taken, place, reason: reason.trim() });
  };
  return (
    <FormDialog
      title="Time or place verified"
      about={`${id}: what was claimed stays beside it.`}
      button="Record it"
      onSubmit={submit}
      onClose={onClose}
    >
      <div className="desk-fields">
        <MomentFields
          typed={moment}
          onType={setMoment}
          when="When it was"
          where="Where it was (words, or latitude, longitude)"
        />
      </div>
      <TextLine
        label="How it was verified"
        value={reason}
        onChange={setReason}
        maxLength={300}
        required
      />
      {taken === null && place === null && (
        <p className="soft small">Say a time, a place, or both.</p>
      )}
    </FormDialog>
  );
}

function FormDialog(properties: {
  readonly title: string;
  readonly about: string;
  readonly button: string;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}): ReactElement {
  const { title, about, button, onSubmit, onClose, children } = properties;
  return (
    <DeskDialog title={title} about={about} onClose={onClose}>
      <form
        className="act-form"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        {children}
        <button type="submit" className="button-strong">
          {button}
        </button>
      </form>
    </DeskDialog>
  );
}
