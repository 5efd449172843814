import type { DeskCase, DeskHypothesis } from "@tocsin/sdk";
import type { ReactElement } from "react";
import type { Asking } from "../rows/rows-view.tsx";
import { evidenceOptions } from "./evidence-options.ts";
import { PickDialog } from "./pick-dialog.tsx";

/** Chooses what speaks for or against a hypothesis, from all that the case holds. */
export function EvidenceDialog(
  properties: Asking & {
    readonly shown: DeskCase;
    readonly hypothesis: DeskHypothesis;
    readonly side: "for" | "against";
  },
): ReactElement {
  const { shown, hypothesis, side, onDone, onClose } = properties;
  return (
    <PickDialog
      title={`What speaks ${side} it?`}
      about={`${hypothesis.id}: ${hypothesis.text}`}
      optionsOf={(wanted) => evidenceOptions(shown, hypothesis, wanted)}
      why={{ label: "Why it does", otherwise: null }}
      onPick={(evidence, reason) =>
        onDone({ kind: "weigh", hypothesisId: hypothesis.id, evidence, bears: side, reason })
      }
      onClose={onClose}
    />
  );
}
