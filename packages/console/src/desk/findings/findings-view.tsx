import type { DeskAction, DeskCase, DeskHypothesis } from "@tocsin/sdk";
import { type ReactElement, useState } from "react";
import { KeyChoices } from "../act/key-choices.tsx";
import type { Desk } from "../use-desk.ts";
import { useShortcuts } from "../use-shortcuts.ts";
import { EvidenceDialog } from "./evidence-dialog.tsx";
import { FindingRow, type FindingActs } from "./finding-row.tsx";
import { HypothesisDialog } from "./hypothesis-dialog.tsx";

/** What a person is asked of a hypothesis; null: nothing. */
type Asking = "new" | "revise" | "for" | "against" | "conclude" | null;

/** Hypotheses in rows, each with what speaks for it and against it, and an alarm where a conclusion hangs on one origin. */
export function FindingsView({ desk }: { readonly desk: Desk }): ReactElement {
  const { shown, problem } = desk;
  const { hypotheses } = shown;
  const { chosen, asking, ask, done, takeBack, actsOf } = useFindings(desk);
  return (
    <main className="findings">
      <div className="findings-head">
        <button type="button" className="button-strong" onClick={() => ask("new")}>
          New hypothesis <kbd>n</kbd>
        </button>
        {shown.lastDone !== null && (
          <button type="button" className="button-quiet" title={shown.lastDone} onClick={takeBack}>
            Take back <kbd>u</kbd>
          </button>
        )}
      </div>
      {problem !== null && (
        <p className="notice" role="alert">
          {problem}
        </p>
      )}
      {hypotheses.length === 0 && (
        <p className="soft">
          Nothing is put up yet. Write down what may be so, each rival in a row of its own; then say
          what speaks for and against each.
        </p>
      )}
      <ul>
        {hypotheses.map((hypothesis) => (
          <FindingRow
            key={hypothesis.id}
            hypothesis={hypothesis}
            shown={shown}
            chosen={hypothesis.id === chosen?.id}
            acts={actsOf(hypothesis)}
          />
        ))}
      </ul>
      <FindingDialogs
        shown={shown}
        chosen={chosen}
        asking={asking}
        onDone={done}
        onClose={() => ask(null)}
      />
    </main>
  );
}

/** What can be done with the hypotheses, by keys and by buttons alike. */
function useFindings({ shown, act }: Desk): {
  readonly chosen: DeskHypothesis | null;
  readonly asking: Asking;
  readonly ask: (asking: Asking) => void;
  readonly done: (action: DeskAction) => void;
  readonly takeBack: () => void;
  readonly actsOf: (hypothesis: DeskHypothesis) => FindingActs;
} {
  const { hypotheses } = shown;
  const [asking, ask] = useState<Asking>(null);
  const [chosenId, choose] = useState<string | null>(null);
  const chosen = hypotheses.find(({ id }) => id === chosenId) ?? hypotheses[0] ?? null;
  const done = (action: DeskAction): void => {
    ask(null);
    void act(null, action);
  };
  const step = (by: 1 | -1): void => {
    const at = hypotheses.findIndex(({ id }) => id === chosen?.id);
    choose(hypotheses[at + by]?.id ?? chosen?.id ?? null);
  };
  const askOf = (what: Asking) => (): void => {
    if (chosen !== null) ask(what);
  };
  const takeBack = (): void => {
    if (shown.lastDone !== null) done({ kind: "take-back" });
  };
  useShortcuts({
    j: () => step(1),
    k: () => step(-1),
    n: () => ask("new"),
    e: askOf("revise"),
    f: askOf("for"),
    g: askOf("against"),
    c: askOf("conclude"),
    u: takeBack,
  });
  const actsOf = (hypothesis: DeskHypothesis): FindingActs => ({
    choose: () => choose(hypothesis.id),
    ask: (what) => {
      choose(hypothesis.id);
      ask(what);
    },
    takeOut: (evidence) =>
      done({
        kind: "weigh",
        hypothesisId: hypothesis.id,
        evidence,
        bears: "neither",
        reason: "taken out again",
      }),
  });
  return { chosen, asking, ask, done, takeBack, actsOf };
}

function FindingDialogs(properties: {
  readonly shown: DeskCase;
  readonly chosen: DeskHypothesis | null;
  readonly asking: Asking;
  readonly onDone: (action: DeskAction) => void;
  readonly onClose: () => void;
}): ReactElement | null {
  const { shown, chosen, asking, onDone, onClose } = properties;
  if (asking === null) return null;
  if (asking === "new")
    return <HypothesisDialog hypothesis={null} onDone={onDone} onClose={onClose} />;
  if (chosen === null) return null;
  if (asking === "revise")
    return <HypothesisDialog hypothesis={chosen} onDone={onDone} onClose={onClose} />;
  if (asking === "conclude")
    return <ConcludeDialog hypothesis={chosen} onDone={onDone} onClose={onClose} />;
  return (
    <EvidenceDialog
      shown={shown}
      hypothesis={chosen}
      side={asking}
      onDone={onDone}
      onClose={onClose}
    />
  );
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
