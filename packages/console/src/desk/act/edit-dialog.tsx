import type { DeskAction, DeskClaim, DeskPolarity } from "@tocsin/sdk";
import { type FormEvent, type ReactElement, useId, useState } from "react";
import { EDIT_REASON } from "../desk-words.ts";
import { DeskDialog } from "./desk-dialog.tsx";
import { TextLine } from "./text-line.tsx";

type Edit = Extract<DeskAction, { readonly kind: "edit" }>;

/** What a claim says, put right; what was proposed is kept beside it. */
export function EditDialog(properties: {
  readonly claim: DeskClaim;
  readonly mainEvent: string;
  /** What others say to the same question. */
  readonly values: readonly string[];
  readonly onEdit: (edit: Edit) => void;
  readonly onClose: () => void;
}): ReactElement {
  const { claim, mainEvent, values, onEdit, onClose } = properties;
  const [value, setValue] = useState(claim.value);
  const [least, setLeast] = useState(claim.least === null ? "" : String(claim.least));
  const [most, setMost] = useState(claim.most === null ? "" : String(claim.most));
  const [population, setPopulation] = useState(claim.population ?? "");
  const [reason, setReason] = useState<string>(EDIT_REASON);
  const [polarity, setPolarity] = useState(claim.polarity);
  const [hedges, setHedges] = useState(claim.hedges.join(", "));
  const [event, setEvent] = useState(claim.otherEvent ?? "");
  const counted = claim.least !== null;
  const submit = (submitted: FormEvent): void => {
    submitted.preventDefault();
    const interval =
      least === "" ? null : { least: Number(least), most: most === "" ? null : Number(most) };
    onEdit({
      kind: "edit",
      claimId: claim.id,
      change: {
        value: value.trim(),
        interval,
        population: population.trim() === "" ? null : population.trim(),
        polarity,
        hedges: hedges
          .split(",")
          .map((hedge) => hedge.trim())
          .filter((hedge) => hedge !== ""),
        event: event.trim() === "" ? mainEvent : `other: ${event.trim()}`,
      },
      reason,
    });
  };
  return (
    <DeskDialog title="Put it right" about={`${claim.says} – ${claim.speaker}`} onClose={onClose}>
      <form className="act-form" onSubmit={submit}>
        <TextLine
          label={counted ? "Of what" : "What is said"}
          value={value}
          onChange={setValue}
          maxLength={300}
          suggestions={values}
          required
        />
        {counted && (
          <div className="desk-fields">
            <TextLine
              label="At least"
              value={least}
              onChange={setLeast}
              maxLength={9}
              numeric
              required
            />
            <TextLine
              label="At most (empty: open)"
              value={most}
              onChange={setMost}
              maxLength={9}
              numeric
            />
            <TextLine label="Of whom" value={population} onChange={setPopulation} maxLength={100} />
          </div>
        )}
        <div className="desk-fields">
          <PolarityChoice value={polarity} onChange={setPolarity} />
          <TextLine
            label="Weakened by (commas between)"
            value={hedges}
            onChange={setHedges}
            maxLength={300}
          />
          <TextLine
            label="Another event (empty: this one)"
            value={event}
            onChange={setEvent}
            maxLength={90}
          />
        </div>
        <TextLine label="Why" value={reason} onChange={setReason} maxLength={300} required />
        <button type="submit" className="button-strong">
          Save
        </button>
      </form>
    </DeskDialog>
  );
}

const POLARITY_WORDS: Readonly<Record<DeskPolarity, string>> = {
  affirm: "it is so",
  deny: "it is not so",
  unknown: "it is not known",
};

function PolarityChoice(properties: {
  readonly value: DeskPolarity;
  readonly onChange: (polarity: DeskPolarity) => void;
}): ReactElement {
  const { value, onChange } = properties;
  const id = useId();
  const all: readonly DeskPolarity[] = ["affirm", "deny", "unknown"];
  return (
    <div className="field">
      <label htmlFor={id}>Who says it says that</label>
      <select
        id={id}
        value={value}
        onChange={({ currentTarget }) =>
          onChange(all.find((each) => each === currentTarget.value) ?? value)
        }
      >
        {all.map((each) => (
          <option key={each} value={each}>
            {POLARITY_WORDS[each]}
          </option>
        ))}
      </select>
    </div>
  );
}
