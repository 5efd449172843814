import type { DeskAction, DeskHypothesis } from "@tocsin/sdk";
import { type FormEvent, type ReactElement, useState } from "react";
import { DeskDialog } from "../act/desk-dialog.tsx";
import { TextLine } from "../../fields/text-line.tsx";

const TEXT_MAX = 1000;

/** Puts up a hypothesis, or puts one in other words; one that is withdrawn stays in the record. */
export function HypothesisDialog(properties: {
  /** Null: a new one. */
  readonly hypothesis: DeskHypothesis | null;
  readonly onDone: (action: DeskAction) => void;
  readonly onClose: () => void;
}): ReactElement {
  const { hypothesis, onDone, onClose } = properties;
  const [text, setText] = useState(hypothesis?.text ?? "");
  const [reason, setReason] = useState("");
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const put = text.trim();
    if (hypothesis === null) onDone({ kind: "hypothesis", text: put });
    else onDone({ kind: "revise-hypothesis", hypothesisId: hypothesis.id, text: put, reason });
  };
  return (
    <DeskDialog
      title={hypothesis === null ? "What may be so?" : `Put ${hypothesis.id} in other words`}
      onClose={onClose}
    >
      <form className="act-form" onSubmit={submit}>
        <TextLine
          label={hypothesis === null ? "The hypothesis" : "As it is put now"}
          value={text}
          onChange={setText}
          maxLength={TEXT_MAX}
          required
        />
        {hypothesis !== null && (
          <TextLine label="Why" value={reason} onChange={setReason} maxLength={300} required />
        )}
        <div className="desk-row">
          <button type="submit" className="button-strong" disabled={text.trim() === ""}>
            {hypothesis === null ? "Put it up" : "Save"}
          </button>
          {hypothesis !== null && !hypothesis.withdrawn && (
            <button
              type="button"
              className="button"
              disabled={reason.trim() === ""}
              onClick={() =>
                onDone({
                  kind: "revise-hypothesis",
                  hypothesisId: hypothesis.id,
                  text: null,
                  reason,
                })
              }
            >
              Withdraw it
            </button>
          )}
        </div>
      </form>
    </DeskDialog>
  );
}
