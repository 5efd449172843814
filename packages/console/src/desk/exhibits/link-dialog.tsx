import type { DeskAction, DeskCase, DeskExhibit, DeskLinkTarget } from "@tocsin/sdk";
import { type FormEvent, type ReactElement, useState } from "react";
import { DeskDialog } from "../act/desk-dialog.tsx";
import { DIGITS, KeyChoices } from "../act/key-choices.tsx";
import { TextLine } from "../../fields/text-line.tsx";
import { UNLINK_REASON } from "../desk-words.ts";
import { EvidenceOptions } from "../findings/evidence-options-list.tsx";
import { linkOptions, targetKey } from "./link-options.ts";

/** Why, where the person says nothing else. */
const LINK_REASON = "it shows what is said there";

/** Chooses what an exhibit bears on: typed words narrow it down, Enter takes the first. */
export function LinkDialog(properties: {
  readonly shown: DeskCase;
  readonly exhibit: DeskExhibit;
  readonly onDone: (action: DeskAction) => void;
  readonly onClose: () => void;
}): ReactElement {
  const { shown, exhibit, onDone, onClose } = properties;
  const [wanted, setWanted] = useState("");
  const [reason, setReason] = useState("");
  const options = linkOptions(shown, exhibit, wanted);
  const link = (to: DeskLinkTarget): void =>
    onDone({
      kind: "link-exhibit",
      exhibitId: exhibit.id,
      to,
      reason: reason.trim() === "" ? LINK_REASON : reason.trim(),
    });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const [first] = options;
    if (first !== undefined) link(first.evidence);
  };
  return (
    <DeskDialog
      title="What does it bear on?"
      about={`${exhibit.id}: ${exhibit.note === "" ? exhibit.kind : exhibit.note}`}
      onClose={onClose}
    >
      <form className="act-form" onSubmit={submit}>
        <div className="desk-fields">
          <TextLine
            label="Find (a word, a name, a letter)"
            value={wanted}
            onChange={setWanted}
            maxLength={100}
          />
          <TextLine
            label={`Why (if not: ${LINK_REASON})`}
            value={reason}
            onChange={setReason}
            maxLength={300}
          />
        </div>
        <EvidenceOptions options={options} disabled={false} onChoose={link} />
        <button type="submit" className="button" disabled={options.length === 0}>
          Take the first
        </button>
      </form>
    </DeskDialog>
  );
}

/** Chooses by a digit which link does not hold. */
export function UnlinkDialog(properties: {
  readonly exhibit: DeskExhibit;
  readonly onDone: (action: DeskAction) => void;
  readonly onClose: () => void;
}): ReactElement {
  const { exhibit, onDone, onClose } = properties;
  const links = exhibit.links.slice(0, DIGITS.length);
  return (
    <KeyChoices
      title="Which link does not hold?"
      about={`${exhibit.id}: that it was linked stays in the record.`}
      empty="It is linked to nothing."
      groups={[
        {
          title: "",
          choices: links.map(({ to, says, reason }, i) => ({
            key: DIGITS[i] ?? targetKey(to),
            text: says,
            beside: reason,
            reason: UNLINK_REASON,
          })),
        },
      ]}
      onChoose={(key, reason) => {
        const link = links[DIGITS.findIndex((digit) => digit === key)];
        if (link !== undefined)
          onDone({ kind: "unlink-exhibit", exhibitId: exhibit.id, to: link.to, reason });
      }}
      onClose={onClose}
    />
  );
}
