import type { DeskAction, DeskCase, DeskSpan, DeskSpeakerKind } from "@tocsin/sdk";
import { type FormEvent, type ReactElement, useId, useState } from "react";
import { HAND_REASON } from "../desk-words.ts";
import { DeskDialog } from "./desk-dialog.tsx";
import { KindChoice } from "./kind-choice.tsx";
import { speakersNear } from "./speakers-near.ts";
import { TextLine } from "./text-line.tsx";

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

/** A claim of one's own from words that were selected, in any language. */
export function ClaimDialog(properties: {
  readonly shown: DeskCase;
  readonly place: Place;
  readonly onClaim: (claim: HandClaim) => void;
  readonly onClose: () => void;
}): ReactElement {
  const { shown, place, onClaim, onClose } = properties;
  const { accountId, span, words } = place;
  const [predicate, setPredicate] = useState("");
  const [value, setValue] = useState(words.length <= PREFILL_MAX ? words : "");
  const [least, setLeast] = useState("");
  const [most, setMost] = useState("");
  const [population, setPopulation] = useState("");
  const [speaker, setSpeaker] = useState("");
  const [speakerKind, setKind] = useState<DeskSpeakerKind>("named");
  const speakers = speakersNear(shown.claims, { accountId, start: span.start });
  const question = useId();
  const counted = /\.(?:count|killed|injured|hit|intercepted)$/.test(predicate);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const from = least === "" ? null : Number(least);
    onClaim({
      kind: "claim",
      accountId,
      span,
      predicate,
      value: value.trim(),
      least: counted ? from : null,
      most: counted && most !== "" ? Number(most) : null,
      population: counted && population.trim() !== "" ? population.trim() : null,
      speaker: speaker.trim(),
      speakerKind,
      reason: HAND_REASON,
    });
  };
  return (
    <DeskDialog title="New claim" about={`“${words}”`} onClose={onClose}>
      <form className="act-form" onSubmit={submit}>
        <div className="field">
          <label htmlFor={question}>What does it answer?</label>
          <select
            id={question}
            required
            value={predicate}
            onChange={({ currentTarget }) => setPredicate(currentTarget.value)}
          >
            <option value="">Choose …</option>
            {shown.questions.map((each) => (
              <option key={each.predicate} value={each.predicate}>
                {each.question}
              </option>
            ))}
          </select>
        </div>
        <TextLine
          label={counted ? "Of what" : "What is said"}
          value={value}
          onChange={setValue}
          maxLength={VALUE_MAX}
          suggestions={valuesOf(shown, predicate)}
          required
        />
        {counted && (
          <div className="desk-fields">
            <TextLine
              label="At least"
              value={least}
              onChange={setLeast}
              maxLength={9}
              numeric
              required
            />
            <TextLine
              label="At most (empty: open)"
              value={most}
              onChange={setMost}
              maxLength={9}
              numeric
            />
            <TextLine label="Of whom" value={population} onChange={setPopulation} maxLength={100} />
          </div>
        )}
        <div className="desk-fields">
          <TextLine
            label="Who says it"
            value={speaker}
            onChange={(name) => {
              setSpeaker(name);
              const known = speakers.find((each) => each.name === name);
              if (known !== undefined) setKind(known.kind);
            }}
            maxLength={VALUE_MAX}
            suggestions={speakers.map(({ name }) => name)}
            required
          />
          <KindChoice kinds={shown.speakerKinds} value={speakerKind} onChange={setKind} />
        </div>
        <button type="submit" className="button-strong">
          Claim it
        </button>
      </form>
    </DeskDialog>
  );
}

/** What others say to the question, in the form in which it can be held against them. */
const valuesOf = ({ claims }: DeskCase, predicate: string): readonly string[] => [
  ...new Set(claims.filter((each) => each.predicate === predicate).map(({ value }) => value)),
];
