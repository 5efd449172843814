import type { PictureSite } from "@tocsin/sdk";
import type { FormEvent, ReactElement } from "react";
import { DateTimeLine } from "../fields/date-time-line.tsx";
import { zoneName } from "../format/time.ts";
import { Problem } from "../identity/card.tsx";
import { Choice, Choices, Line } from "../operate/act-fields.tsx";
import type { OutcomeAbout } from "./outcome-dialog.tsx";
import type { OutcomeDraft } from "./outcome-draft.ts";
import { OUTCOME_WORDS } from "./outcome-words.ts";

const KINDS = ["struck", "averted", "quiet"] as const;
/** How well a time is known, s. */
const WITHIN: readonly (readonly [seconds: number, text: string])[] = [
  [0, "To the second"],
  [10, "To 10 seconds"],
  [60, "To a minute"],
  [600, "To 10 minutes"],
  [3_600, "To an hour"],
];
/** Of so many objects one can still tell which was meant. */
const TRACKS_OFFERED = 12;

interface Properties {
  readonly site: PictureSite;
  readonly timeZone: string;
  readonly tracks: OutcomeAbout["tracks"];
  readonly draft: OutcomeDraft;
  readonly problem: string | null;
  readonly onChange: (change: Partial<OutcomeDraft>) => void;
  readonly onDone: () => void;
}

export function OutcomeForm(properties: Properties): ReactElement {
  const { draft, problem, onChange, onDone } = properties;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onDone();
  };
  return (
    <form className="act-form" noValidate onSubmit={submit}>
      <Choice
        legend="What"
        options={KINDS.map((kind) => ({ value: kind, text: OUTCOME_WORDS[kind] }))}
        value={draft.kind}
        onChange={(kind) => onChange({ kind: kind as OutcomeDraft["kind"] })}
      />
      <When {...properties} />
      <Where {...properties} />
      <Line
        label="From where it is known: a report, who saw it"
        value={draft.source}
        maxLength={300}
        onChange={(source) => onChange({ source })}
      />
      <Problem text={problem} />
      <button type="submit" className="button-strong">
        Look it over
      </button>
    </form>
  );
}

function When({ draft, timeZone, onChange }: Properties): ReactElement {
  const zone = zoneName(timeZone);
  if (draft.kind === "quiet")
    return (
      <div className="outcome-times">
        <DateTimeLine
          seconds
          label={`From (${zone})`}
          value={draft.from}
          onChange={(from) => onChange({ from })}
        />
        <DateTimeLine
          seconds
          label={`To (${zone})`}
          value={draft.to}
          onChange={(to) => onChange({ to })}
        />
      </div>
    );
  return (
    <>
      <DateTimeLine
        seconds
        label={`When (${zone})`}
        value={draft.at}
        onChange={(at) => onChange({ at })}
      />
      <Choice
        legend="How well the time is known"
        options={WITHIN.map(([seconds, text]) => ({ value: String(seconds), text }))}
        value={String(draft.withinS)}
        onChange={(value) => onChange({ withinS: Number(value) })}
      />
    </>
  );
}

function Where({ site, tracks, draft, onChange }: Properties): ReactElement {
  const isQuiet = draft.kind === "quiet";
  const offered = isQuiet ? [] : tracks.slice(0, TRACKS_OFFERED);
  return (
    <>
      <Choices
        legend={isQuiet ? "Where; none chosen: everywhere" : "Where it hit, or would have"}
        options={site.areas.map(({ id, name }) => ({ value: id, text: name }))}
        values={draft.areas}
        onChange={(areas) => onChange({ areas })}
      />
      {!isQuiet && (
        <Line
          label="Or the place: latitude, longitude in degrees"
          value={draft.place}
          optional
          onChange={(place) => onChange({ place })}
        />
      )}
      {offered.length > 0 && (
        <Choices
          legend="Which object on the screen it was, if that is known"
          options={offered.map(({ id, label }) => ({ value: id, text: label }))}
          values={draft.tracks}
          onChange={(chosen) => onChange({ tracks: chosen })}
        />
      )}
    </>
  );
}
