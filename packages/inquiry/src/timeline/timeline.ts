import type { DeskRecordedEvent, DeskStretch, DeskTimeline } from "@tocsin/sdk";
import type { Account } from "../account/account.ts";
import type { CaseClaim } from "../cases/decided-claims.ts";
import type { KeptRecording, Recording } from "../recording/recording.ts";
import { saidTimes } from "./said-times.ts";

/** Nothing is weighed or chosen here: both are laid side by side. */
export function timelineOf({
  claims,
  accounts,
  recordings,
}: {
  readonly claims: readonly CaseClaim[];
  readonly accounts: readonly Account[];
  readonly recordings: readonly KeptRecording[];
}): DeskTimeline {
  return {
    said: saidTimes(claims, accounts),
    stretches: recordings.map(stretchOf),
    recorded: recordings.flatMap(({ id, recording }) =>
      eventsOf(recording).map((event) => ({ recordingId: id, ...event })),
    ),
  };
}

function stretchOf({ id, name, notional, recording }: KeptRecording): DeskStretch {
  const { place, fromAt, toAt, objects, longitudeDeg } = recording;
  const own = objects.filter(({ kind }) => kind !== "other");
  const firsts = own.map(({ firstAt }) => firstAt).toSorted(byTime);
  const lasts = own.map(({ lastAt }) => lastAt).toSorted(byTime);
  const [from, to] = [firsts[0], lasts.at(-1)];
  return {
    recordingId: id,
    name,
    notional,
    place,
    from: fromAt,
    to: toAt,
    event: from === undefined || to === undefined ? null : { from, to },
    sunHours: longitudeDeg === null ? null : Math.round(longitudeDeg / 15),
  };
}

type Event = Omit<DeskRecordedEvent, "recordingId">;

const KIND_WORDS: Readonly<Record<Recording["objects"][number]["kind"], string>> = {
  drone: "a drone",
  rocket: "a rocket",
  mortar: "a mortar round",
  missile: "a missile",
  unknown: "an object of unknown kind",
  other: "an object that warns nobody (bird, aircraft)",
};

function eventsOf(recording: Recording): readonly Event[] {
  const { objects, decisions, warnings, defences, outages, ran, fromAt, toAt } = recording;
  const events: readonly Event[] = [
    ...objects.map(({ id, kind, firstAt, lastAt, records }) => ({
      kind: "object" as const,
      objectId: id,
      words: KIND_WORDS[kind],
      from: firstAt,
      to: lastAt,
      records,
    })),
    ...decisions.map(({ at, objectId, words, record }) => ({
      ...moment("decision", at, words, record),
      objectId,
    })),
    ...warnings.map(({ at, stage, record }) => moment("warning", at, `warned: ${stage}`, record)),
    ...defences.flatMap(({ name, engagements }) =>
      engagements.map(({ at, outcome, record }) =>
        moment("engagement", at, `${name}: ${outcome}`, record),
      ),
    ),
    ...outages.map(({ sensor, words, from, to, record }) => ({
      kind: "outage" as const,
      objectId: null,
      words: `${sensor}: ${words}`,
      from,
      to: to ?? toAt,
      records: [record],
    })),
    ...(ran
      ? []
      : [
          {
            kind: "not-running" as const,
            objectId: null,
            words: "the post did not run all that time",
            from: fromAt,
            to: toAt,
            records: [],
          },
        ]),
  ];
  return events.toSorted((a, b) => byTime(a.from, b.from));
}

/** Not as words: some have milliseconds, and others none. */
const byTime = (a: string, b: string): number => Date.parse(a) - Date.parse(b);

const moment = (kind: Event["kind"], at: string, words: string, record: number): Event => ({
  kind,
  objectId: null,
  words,
  from: at,
  to: at,
  records: [record],
});
