import { type FormEvent, type ReactElement, useState } from "react";
import { TextLine } from "../../fields/text-line.tsx";
import { DeskDialog } from "../act/desk-dialog.tsx";
import { EvidenceOptions } from "./evidence-options-list.tsx";
import type { EvidenceOption } from "./evidence-options.ts";

/** Chooses something that the case holds, and says why: typed words narrow it down, Enter takes the first. */
export function PickDialog<Evidence>(properties: {
  readonly title: string;
  readonly about: string;
  readonly optionsOf: (wanted: string) => readonly EvidenceOption<Evidence>[];
  /** What is asked for the reason, and the reason where nothing is said; null: it has to be said, and is asked for first. */
  readonly why: { readonly label: string; readonly otherwise: string | null };
  readonly onPick: (evidence: Evidence, reason: string) => void;
  readonly onClose: () => void;
}): ReactElement {
  const { title, about, optionsOf, why, onPick, onClose } = properties;
  const [wanted, setWanted] = useState("");
  const [said, setSaid] = useState("");
  const options = optionsOf(wanted);
  const reason = said.trim() === "" ? why.otherwise : said.trim();
  const pick = (evidence: Evidence): void => {
    if (reason !== null) onPick(evidence, reason);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const [first] = options;
    if (first !== undefined) pick(first.evidence);
  };
  const whyLine = (
    <TextLine
      label={why.label}
      value={said}
      onChange={setSaid}
      maxLength={300}
      required={why.otherwise === null}
    />
  );
  return (
    <DeskDialog title={title} about={about} onClose={onClose}>
      <form className="act-form" onSubmit={submit}>
        <div className="desk-fields">
          {why.otherwise === null && whyLine}
          <TextLine
            label="Find (a word, a name, a letter)"
            value={wanted}
            onChange={setWanted}
            maxLength={100}
          />
          {why.otherwise !== null && whyLine}
        </div>
        <EvidenceOptions options={options} disabled={reason === null} onChoose={pick} />
        <button type="submit" className="button" disabled={options.length === 0 || reason === null}>
          Take the first
        </button>
      </form>
    </DeskDialog>
  );
}
