import type { DeskAction, DeskCase, DeskHypothesis } from "@tocsin/sdk";
import type { ReactElement } from "react";
import { KeyChoices } from "../act/key-choices.tsx";
import { type Asking, RowsView } from "../rows/rows-view.tsx";
import type { Desk } from "../use-desk.ts";
import { EvidenceDialog } from "./evidence-dialog.tsx";
import { FindingRow, type FindingAsking } from "./finding-row.tsx";
import { HypothesisDialog } from "./hypothesis-dialog.tsx";

const KEYS = { e: "revise", f: "for", g: "against", c: "conclude" } as const;

/** Hypotheses in rows, each with what speaks for it and against it, and an alarm where a conclusion hangs on one origin. */
export function FindingsView({ desk }: { readonly desk: Desk }): ReactElement {
  const { shown } = desk;
  return (
    <RowsView
      desk={desk}
      rows={shown.hypotheses}
      empty="Nothing is put up yet. Write down what may be so, each rival in a row of its own; then say what speaks for and against each."
      keys={KEYS}
      row={(hypothesis, chosen, acts) => (
        <FindingRow hypothesis={hypothesis} shown={shown} chosen={chosen} acts={acts} />
      )}
      dialog={(what, hypothesis, asking) => (
        <FindingDialog what={what} shown={shown} hypothesis={hypothesis} asking={asking} />
      )}
      add={{
        words: "New hypothesis",
        dialog: (asking) => <HypothesisDialog hypothesis={null} {...asking} />,
      }}
    />
  );
}

function FindingDialog(properties: {
  readonly what: FindingAsking;
  readonly shown: DeskCase;
  readonly hypothesis: DeskHypothesis;
  readonly asking: Asking;
}): ReactElement {
  const { what, shown, hypothesis, asking } = properties;
  switch (what) {
    case "revise":
      return <HypothesisDialog hypothesis={hypothesis} {...asking} />;
    case "conclude":
      return <ConcludeDialog hypothesis={hypothesis} {...asking} />;
    case "for":
    case "against":
      return <EvidenceDialog shown={shown} hypothesis={hypothesis} side={what} {...asking} />;
  }
}

const VERDICTS = [
  { key: "1", verdict: "holds", text: "It holds", reason: "what speaks for it outweighs the rest" },
  {
    key: "2",
    verdict: "fails",
    text: "It does not hold",
    reason: "what speaks against it outweighs the rest",
  },
  {
    key: "3",
    verdict: "open",
    text: "It is left open",
    reason: "what there is does not decide it",
  },
] as const;

function ConcludeDialog(properties: {
  readonly hypothesis: DeskHypothesis;
  readonly onDone: (action: DeskAction) => void;
  readonly onClose: () => void;
}): ReactElement {
  const { hypothesis, onDone, onClose } = properties;
  return (
    <KeyChoices
      title="What do you conclude?"
      about={`${hypothesis.id}: ${hypothesis.text}`}
      groups={[
        {
          title: "",
          choices: VERDICTS.map(({ key, text, reason }) => ({ key, text, beside: reason, reason })),
        },
      ]}
      onChoose={(key, reason) => {
        const verdict = VERDICTS.find((each) => each.key === key)?.verdict;
        if (verdict !== undefined)
          onDone({ kind: "conclude", hypothesisId: hypothesis.id, verdict, reason });
      }}
      onClose={onClose}
    />
  );
}
