import type { DeskAction, DeskClaim, DeskPolarity } from "@tocsin/sdk";
import { type FormEvent, type ReactElement, useId, useState } from "react";
import { EDIT_REASON } from "../desk-words.ts";
import { type CountDraft, CountFields } from "./count-fields.tsx";
import { DeskDialog } from "./desk-dialog.tsx";
import { TextLine } from "../../fields/text-line.tsx";

type Edit = Extract<DeskAction, { readonly kind: "edit" }>;

/** What is typed, before it is an edit. */
interface Draft extends CountDraft {
  readonly value: string;
  readonly polarity: DeskPolarity;
  readonly hedges: string;
  readonly event: string;
  readonly reason: string;
}

const draftOf = ({
  value,
  least,
  most,
  population,
  polarity,
  hedges,
  otherEvent,
}: DeskClaim): Draft => ({
  value,
  least: least === null ? "" : String(least),
  most: most === null ? "" : String(most),
  population: population ?? "",
  polarity,
  hedges: hedges.join(", "),
  event: otherEvent ?? "",
  reason: EDIT_REASON,
});

function editOf(claimId: string, draft: Draft, mainEvent: string): Edit {
  const { value, least, most, population, polarity, hedges, event, reason } = draft;
  return {
    kind: "edit",
    claimId,
    change: {
      value: value.trim(),
      interval:
        least === "" ? null : { least: Number(least), most: most === "" ? null : Number(most) },
      population: population.trim() === "" ? null : population.trim(),
      polarity,
      hedges: hedges
        .split(",")
        .map((hedge) => hedge.trim())
        .filter((hedge) => hedge !== ""),
      event: event.trim() === "" ? mainEvent : `other: ${event.trim()}`,
    },
    reason,
  };
}

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
  const [draft, setDraft] = useState<Draft>(() => draftOf(claim));
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }));
  const submit = (submitted: FormEvent): void => {
    submitted.preventDefault();
    onEdit(editOf(claim.id, draft, mainEvent));
  };
  return (
    <DeskDialog title="Put it right" about={`${claim.says} – ${claim.speaker}`} onClose={onClose}>
      <form className="act-form" onSubmit={submit}>
        <SaidFields counted={claim.least !== null} values={values} draft={draft} change={change} />
        <div className="desk-fields">
          <PolarityChoice value={draft.polarity} onChange={(polarity) => change({ polarity })} />
          <TextLine
            label="Weakened by (commas between)"
            value={draft.hedges}
            onChange={(hedges) => change({ hedges })}
            maxLength={300}
          />
          <TextLine
            label="Another event (empty: this one)"
            value={draft.event}
            onChange={(event) => change({ event })}
            maxLength={90}
          />
        </div>
        <TextLine
          label="Why"
          value={draft.reason}
          onChange={(reason) => change({ reason })}
          maxLength={300}
          required
        />
        <button type="submit" className="button-strong">
          Save
        </button>
      </form>
    </DeskDialog>
  );
}

function SaidFields(properties: {
  readonly counted: boolean;
  readonly values: readonly string[];
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
}): ReactElement {
  const { counted, values, draft, change } = properties;
  return (
    <>
      <TextLine
        label={counted ? "Of what" : "What is said"}
        value={draft.value}
        onChange={(value) => change({ value })}
        maxLength={300}
        suggestions={values}
        required
      />
      {counted && <CountFields draft={draft} change={change} />}
    </>
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
