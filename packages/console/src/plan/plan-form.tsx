import type { PlannedKind } from "@tocsin/core";
import type { PlanRequest } from "@tocsin/sdk";
import { type FormEvent, type ReactElement, useState } from "react";
import { CandidateMap } from "./candidate-map.tsx";
import { heightsOf, KIND_WORDS, PLANNED } from "./plan-words.ts";

/** What is planned against, and what could be had. */
export function PlanForm(properties: {
  readonly busy: boolean;
  readonly onAsk: (request: PlanRequest) => void;
}): ReactElement {
  const { busy, onAsk } = properties;
  const [kinds, setKinds] = useState<readonly PlannedKind[]>(["drone"]);
  const [heights, setHeights] = useState("20, 50, 100, 300");
  const [observers, setObservers] = useState(false);
  const [candidates, setCandidates] = useState("");
  const [open, setOpen] = useState(false);
  const heightsM = heightsOf(heights);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (heightsM === null) return;
    onAsk({ kinds: [...kinds], heightsM: [...heightsM], observers, candidates });
  };
  return (
    <form className="plan-form" aria-label="What to plan for" onSubmit={submit}>
      <Kinds kinds={kinds} onChange={setKinds} />
      <label className="plan-field">
        Heights of level flight, metres above the ground
        <input
          value={heights}
          inputMode="decimal"
          aria-invalid={heightsM === null}
          onChange={({ target }) => setHeights(target.value)}
        />
      </label>
      <label className="plan-choice">
        <input
          type="checkbox"
          checked={observers}
          onChange={({ target }) => setObservers(target.checked)}
        />
        Count people at observer posts as watching
      </label>
      <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>What would one more sensor buy?</summary>
        {open && <CandidateMap text={candidates} onText={setCandidates} />}
        <label className="plan-field">
          Kinds that could be had, and the places, as in the file of{" "}
          <code>tocsin plan sensors</code>
          <textarea
            rows={10}
            spellCheck={false}
            maxLength={6_000}
            value={candidates}
            onChange={({ target }) => setCandidates(target.value)}
          />
        </label>
      </details>
      <button
        type="submit"
        className="button-strong"
        disabled={busy || kinds.length === 0 || heightsM === null}
      >
        Plan
      </button>
    </form>
  );
}

function Kinds(properties: {
  readonly kinds: readonly PlannedKind[];
  readonly onChange: (kinds: readonly PlannedKind[]) => void;
}): ReactElement {
  const { kinds, onChange } = properties;
  const choose = (kind: PlannedKind, chosen: boolean): void =>
    onChange(PLANNED.filter((each) => (each === kind ? chosen : kinds.includes(each))));
  return (
    <fieldset>
      <legend>Against</legend>
      {PLANNED.map((kind) => (
        <label key={kind} className="plan-choice">
          <input
            type="checkbox"
            checked={kinds.includes(kind)}
            onChange={({ target }) => choose(kind, target.checked)}
          />
          {KIND_WORDS[kind]}
        </label>
      ))}
    </fieldset>
  );
}
