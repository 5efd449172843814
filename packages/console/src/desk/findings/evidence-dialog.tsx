import type { DeskAction, DeskCase, DeskEvidence, DeskHypothesis } from "@tocsin/sdk";
import { type FormEvent, type ReactElement, useState } from "react";
import { DeskDialog } from "../act/desk-dialog.tsx";
import { TextLine } from "../../fields/text-line.tsx";
import { EvidenceOptions } from "./evidence-options-list.tsx";
import { evidenceOptions } from "./evidence-options.ts";

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
        <EvidenceOptions options={options} disabled={reason.trim() === ""} onChoose={weigh} />
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
