import type { DeskAction, DeskCase, DeskEvidence, DeskHypothesis } from "@tocsin/sdk";
import { type FormEvent, type ReactElement, useState } from "react";
import { DeskDialog } from "../act/desk-dialog.tsx";
import { TextLine } from "../act/text-line.tsx";
import { type EvidenceOption, evidenceOptions } from "./evidence-options.ts";

const SHOWN_MAX = 40;

/** Chooses what speaks for or against a hypothesis, from all that the case holds: typed words narrow it down. */
export function EvidenceDialog(properties: {
  readonly shown: DeskCase;
  readonly hypothesis: DeskHypothesis;
  readonly side: "for" | "against";
  readonly onDone: (action: DeskAction) => void;
  readonly onClose: () => void;
}): ReactElement {
  const { shown, hypothesis, side, onDone, onClose } = properties;
  const [wanted, setWanted] = useState("");
  const [reason, setReason] = useState("");
  const options = evidenceOptions(shown, hypothesis, wanted);
  const weigh = (evidence: DeskEvidence): void =>
    onDone({
      kind: "weigh",
      hypothesisId: hypothesis.id,
      evidence,
      bears: side,
      reason: reason.trim(),
    });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const [first] = options;
    if (first !== undefined && reason.trim() !== "") weigh(first.evidence);
  };
  return (
    <DeskDialog
      title={`What speaks ${side} it?`}
      about={`${hypothesis.id}: ${hypothesis.text}`}
      onClose={onClose}
    >
      <form className="act-form" onSubmit={submit}>
        <div className="desk-fields">
          <TextLine
            label="Why it does"
            value={reason}
            onChange={setReason}
            maxLength={300}
            required
          />
          <TextLine
            label="Find (a word, a name, a letter)"
            value={wanted}
            onChange={setWanted}
            maxLength={100}
          />
        </div>
        <Options options={options} disabled={reason.trim() === ""} onChoose={weigh} />
        <button
          type="submit"
          className="button"
          disabled={options.length === 0 || reason.trim() === ""}
        >
          Take the first
        </button>
      </form>
    </DeskDialog>
  );
}

function Options(properties: {
  readonly options: readonly EvidenceOption[];
  readonly disabled: boolean;
  readonly onChoose: (evidence: DeskEvidence) => void;
}): ReactElement {
  const { options, disabled, onChoose } = properties;
  return (
    <>
      <ul className="desk-choices evidence-options" aria-label="What the case holds">
        {options.slice(0, SHOWN_MAX).map((option) => (
          <Option
            key={option.key}
            option={option}
            disabled={disabled}
            onChoose={() => onChoose(option.evidence)}
          />
        ))}
      </ul>
      <p className="soft small" role="status">
        {options.length === 0
          ? "Nothing that the case holds matches."
          : options.length > SHOWN_MAX
            ? `${SHOWN_MAX} of ${options.length}: type a word to narrow it down.`
            : "Enter takes the first, too."}
      </p>
    </>
  );
}

function Option(properties: {
  readonly option: EvidenceOption;
  readonly disabled: boolean;
  readonly onChoose: () => void;
}): ReactElement {
  const { option, disabled, onChoose } = properties;
  return (
    <li>
      <button type="button" className="act-choice" disabled={disabled} onClick={onChoose}>
        <span className="account-id">{option.of}</span>
        <span dir="auto">
          <strong>{option.says}</strong> <span className="soft">{option.beside}</span>
        </span>
      </button>
    </li>
  );
}
