import type { DeskAction, DeskCase, DeskSpan, DeskSpeakerKind } from "@tocsin/sdk";
import { type ReactElement, useId, useState } from "react";
import { HAND_REASON } from "../desk-words.ts";
import { type CountDraft, CountFields } from "./count-fields.tsx";
import { DeskDialog } from "./desk-dialog.tsx";
import { KindChoice } from "./kind-choice.tsx";
import { numberIn } from "./number-in.ts";
import { speakersNear, UNRESOLVED } from "./speakers-near.ts";
import { TextLine } from "../../fields/text-line.tsx";

export interface Place {
  readonly accountId: string;
  readonly span: DeskSpan;
  /** The words that stand there. */
  readonly words: string;
}

type HandClaim = Extract<DeskAction, { readonly kind: "claim" }>;
const VALUE_MAX = 300;
/** Longer words are quoted by their place; what they say is put shorter. */
const PREFILL_MAX = 80;

/** What is typed, before it is a claim. */
interface Draft extends CountDraft {
  readonly predicate: string;
  readonly value: string;
  readonly speaker: string;
  readonly speakerKind: DeskSpeakerKind;
}

interface Fields {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
}

/** A claim of one's own from words that were selected, in any language. */
export function ClaimDialog(properties: {
  readonly shown: DeskCase;
  readonly place: Place;
  readonly onClaim: (claim: HandClaim) => void;
  readonly onClose: () => void;
}): ReactElement {
  const { shown, place, onClaim, onClose } = properties;
  const { words } = place;
  const [draft, setDraft] = useState<Draft>({
    predicate: "",
    value: words.length <= PREFILL_MAX ? words : "",
    least: numberIn(words),
    most: numberIn(words),
    population: "",
    // Safer than a guess: who says it can be said at once, or of the claim afterwards.
    speaker: UNRESOLVED.name,
    speakerKind: UNRESOLVED.kind,
  });
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }));
  const counted = isCounted(draft.predicate);
  return (
    <DeskDialog title="New claim" about={`“${words}”`} onClose={onClose}>
      <form
        className="act-form"
        onSubmit={(event) => {
          event.preventDefault();
          onClaim(claimOf(place, draft));
        }}
      >
        <QuestionField shown={shown} draft={draft} change={change} />
        <TextLine
          label={counted ? "Of what" : "What is said"}
          value={draft.value}
          onChange={(value) => change({ value })}
          maxLength={VALUE_MAX}
          suggestions={valuesOf(shown, draft.predicate)}
          required
        />
        {counted && <CountFields draft={draft} change={change} />}
        <SpeakerFields shown={shown} place={place} draft={draft} change={change} />
        <button type="submit" className="button-strong">
          Claim it
        </button>
      </form>
    </DeskDialog>
  );
}

const isCounted = (predicate: string): boolean =>
  /\.(?:count|killed|injured|hit|intercepted)$/.test(predicate);

function claimOf({ accountId, span }: Place, draft: Draft): HandClaim {
  const { predicate, value, least, most, population, speaker, speakerKind } = draft;
  const counted = isCounted(predicate);
  const number = (text: string): number | null => (counted && text !== "" ? Number(text) : null);
  return {
    kind: "claim",
    accountId,
    span,
    predicate,
    value: value.trim(),
    least: number(least),
    most: number(most),
    population: counted && population.trim() !== "" ? population.trim() : null,
    speaker: speaker.trim(),
    speakerKind,
    reason: HAND_REASON,
  };
}

/** Typed words find the question that has them all; the list is for whoever looks for it. */
function QuestionField({
  shown,
  draft,
  change,
}: Fields & { readonly shown: DeskCase }): ReactElement {
  const id = useId();
  const [wanted, setWanted] = useState("");
  return (
    <div className="desk-fields">
      <TextLine
        label="Find the question by a word"
        value={wanted}
        onChange={(words) => {
          setWanted(words);
          change({ predicate: questionWith(shown, words, draft.least !== "") });
        }}
        maxLength={60}
      />
      <div className="field">
        <label htmlFor={id}>What does it answer?</label>
        <select
          id={id}
          required
          value={draft.predicate}
          onChange={({ currentTarget }) => change({ predicate: currentTarget.value })}
        >
          <option value="">Choose …</option>
          {shown.questions.map(({ predicate, question }) => (
            <option key={predicate} value={predicate}>
              {question}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}

/** The first question that has all the words; where a number is selected, one that a number answers before others. None where nothing is typed. */
function questionWith({ questions }: DeskCase, words: string, hasNumber: boolean): string {
  const wanted = words
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  if (wanted.length === 0) return "";
  const found = questions.filter(({ predicate, question }) => {
    const text = `${question} ${predicate}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
  const counted = hasNumber ? found.find(({ predicate }) => isCounted(predicate)) : undefined;
  return (counted ?? found[0])?.predicate ?? "";
}

function SpeakerFields(
  properties: Fields & { readonly shown: DeskCase; readonly place: Place },
): ReactElement {
  const { shown, place, draft, change } = properties;
  const speakers = speakersNear(shown.claims, {
    accountId: place.accountId,
    start: place.span.start,
  });
  return (
    <div className="desk-fields">
      <TextLine
        label="Who says it"
        value={draft.speaker}
        onChange={(speaker) => {
          const known = speakers.find(({ name }) => name === speaker);
          change({ speaker, speakerKind: known?.kind ?? kindOfNew(draft.speakerKind) });
        }}
        maxLength={VALUE_MAX}
        suggestions={speakers.map(({ name }) => name)}
        required
      />
      <KindChoice
        kinds={shown.speakerKinds}
        value={draft.speakerKind}
        onChange={(speakerKind) => change({ speakerKind })}
      />
    </div>
  );
}

/** A name that somebody types is that of somebody, and no more of nobody in particular. */
const kindOfNew = (before: DeskSpeakerKind): DeskSpeakerKind =>
  before === "unresolved" || before === "narrator" ? "named" : before;

/** What others say to the question, in the form in which it can be held against them. */
export const valuesOf = ({ claims }: DeskCase, predicate: string): readonly string[] => [
  ...new Set(claims.filter((each) => each.predicate === predicate).map(({ value }) => value)),
];
