import type { Question } from "../counterfactual/question.ts";
import type { TrackId } from "../units/ids.ts";
import type { TimeUs } from "../units/time.ts";
import { clockText } from "../units/utc-text.ts";
import { recordedObject } from "./explain-place.ts";
import { warningsFor } from "./explain-delivery.ts";
import { automationAt, healthAt, type IncidentRecord, inhibitAt } from "./incident-record.ts";
import { areaText, distanceText, listText } from "./plain-words.ts";
import type { WhyReport } from "./why-report.ts";

/** What one kind of record says of an incident. */
export interface Testimony {
  /** The same for records that say the same, as far as the question goes. */
  readonly value: string;
  /** One sentence without its full stop. */
  readonly words: string;
  readonly records: readonly number[];
}

/** A kind of record that somebody keeps and can be asked for. */
export interface WitnessKind {
  readonly id: string;
  /** What to ask for, goes on from "ask for". */
  readonly ask: string;
  /** It follows from the others: it is asked only where they leave something open. */
  readonly derived: boolean;
  readonly testimony: (of: Incident) => Testimony;
}

/** One record of an event, and the question that it was asked. */
export interface Incident {
  readonly record: IncidentRecord;
  readonly question: Question;
  readonly why: WhyReport;
}

/**
 * The kinds of records that can tell explanations apart, what is furthest from the system's own judgement first: what sensors reported, what
 * they could see, whether they worked, whom the site had been asked to warn, who held it back, what the defence's log says, what was decided and what
 * people were told.
 */
export const WITNESSES: readonly WitnessKind[] = [
  {
    id: "sensor-recording",
    ask: "the recordings of the sensors themselves, with what each reported",
    derived: false,
    testimony: seenOf,
  },
  {
    id: "coverage",
    ask: "the place and reach of each sensor at that time, with the ground between it and the flight",
    derived: false,
    testimony: couldSee,
  },
  {
    id: "sensor-health",
    ask: "the log of the sensors' own state",
    derived: false,
    testimony: health,
  },
  {
    id: "protection",
    ask: "the site file that was in force: whom the site had been asked to warn",
    derived: false,
    testimony: protection,
  },
  {
    id: "orders",
    ask: "the operators' log: automatic warning on or off, areas inhibited, and by whom",
    derived: false,
    testimony: orders,
  },
  {
    id: "defence-log",
    ask: "the defence's own log: ready, inhibited or down, since when and by whom, and what it protected",
    derived: false,
    testimony: defenceLog,
  },
  {
    id: "decision",
    ask: "the decisions on the area, with their reasons",
    derived: true,
    testimony: decided,
  },
  {
    id: "warning",
    ask: "what sirens and phones there received, and when",
    derived: true,
    testimony: told,
  },
];

function subjectOf({ record, question }: Incident): {
  readonly trackId: TrackId | null;
  readonly areaId: string | null;
  readonly atUs: TimeUs;
} {
  if (question.of === "object") {
    const { trackId, area } = recordedObject(record, question.object);
    return { trackId, areaId: area?.id ?? null, atUs: question.object.atUs };
  }
  const last = record.decisions.findLast(({ value }) => value.trackId === question.trackId);
  return {
    trackId: question.trackId,
    areaId: question.areaId,
    atUs: last?.value.stateUs ?? record.toUs,
  };
}

function seenOf(incident: Incident): Testimony {
  const { record, why } = incident;
  const { trackId } = subjectOf(incident);
  const track = record.tracks.find(({ value }) => value.trackId === trackId)?.value;
  if (track !== undefined) {
    const sequences = record.tracks
      .filter(({ value }) => value.trackId === trackId)
      .map(({ sequence }) => sequence);
    const [e, n] = track.state;
    return {
      value: "tracked",
      words: `the sensors reported it: tracked from ${clockText(track.firstSensedUs)} UTC, when ${distanceText(Math.hypot(e, n))} from the site's origin`,
      records: sequences,
    };
  }
  const near = why.links.find(({ code }) => code === "NOT_CONFIRMED");
  if (near !== undefined)
    return {
      value: "too few",
      words: `${near.records.length} detections lie near it, too few to be a track`,
      records: near.records,
    };
  return {
    value: "nothing",
    words: "no sensor reported it",
    records: [...record.looks.slice(0, 1), ...record.looks.slice(-1)].map(
      ({ sequence }) => sequence,
    ),
  };
}

function couldSee(incident: Incident): Testimony {
  const { record, why } = incident;
  const ways = why.links.filter(
    ({ stage, code }) => stage === "sensor" && code !== "SENSOR_DOWN" && code !== "NO_DETECTION",
  );
  const nameOf = (id: string): string =>
    record.site.value.sensors.find((spec) => spec.id === id)?.name ?? id;
  const parts = ways.map(({ subject, held, code }) => `${subject} ${held ? "sees" : (code ?? "")}`);
  const statements = ways.map(({ subject, held, statement }) =>
    held ? `${nameOf(subject)} could see it` : statement.replace(/\.$/, ""),
  );
  return {
    value: parts.toSorted().join("; "),
    words: ways.length === 0 ? "nothing is recorded of what they could see" : statements.join("; "),
    records: [record.site.sequence],
  };
}

function health(incident: Incident): Testimony {
  const { record, why } = incident;
  const { atUs } = subjectOf(incident);
  const each = record.site.value.sensors.map(({ id, name }) => ({
    id,
    name,
    state: healthAt(record, id, atUs),
  }));
  const silent = why.links
    .filter(({ code }) => code === "SENSOR_DOWN")
    .map(({ subject }) => subject);
  const statusOf = (one: (typeof each)[number]): string =>
    silent.includes(one.id) ? "silent" : (one.state?.value.status ?? "never reported");
  return {
    value: each
      .map((one) => `${one.id} ${statusOf(one)}`)
      .toSorted()
      .join("; "),
    words: listText(each.map((one) => `${one.name} was ${statusOf(one)}`)),
    records: each.flatMap(({ state }) => (state === undefined ? [] : [state.sequence])),
  };
}

function protection(incident: Incident): Testimony {
  const { record } = incident;
  const { areaId } = subjectOf(incident);
  const area = record.site.value.areas.find(({ id }) => id === areaId);
  if (area === undefined)
    return {
      value: "no area",
      words: "the place lies in no area of the site",
      records: [record.site.sequence],
    };
  const words =
    area.protection === "none"
      ? `nobody had asked this site to warn the people of ${areaText(area)}`
      : `this site had been asked to warn the people of ${areaText(area)}`;
  return { value: area.protection, words, records: [record.site.sequence] };
}

function orders(incident: Incident): Testimony {
  const { record } = incident;
  const { areaId, atUs } = subjectOf(incident);
  const automation = automationAt(record, atUs);
  const held = areaId === null ? null : inhibitAt(record, areaId, atUs);
  const inhibited = held !== null ? `inhibited by ${held.value.by}` : "";
  return {
    value: `${automation.on} ${inhibited}`,
    words: `automatic warning was ${automation.on ? "on" : "off"}${inhibited === "" ? ", and the area was not inhibited" : `, and the area ${inhibited}`}`,
    records: [automation.sequence, ...(held === null ? [] : [held.sequence])],
  };
}

function defenceLog(incident: Incident): Testimony {
  const { record } = incident;
  const { atUs } = subjectOf(incident);
  const each = record.site.value.defences.map((defence) => {
    const state = record.defences.findLast(
      ({ value }) => value.defenceId === defence.id && value.receivedUs <= atUs,
    );
    const by = state?.value.inhibitedBy ?? state?.value.by;
    const protects = state?.value.protectsAreas ?? defence.protectsAreas;
    return {
      value: `${defence.id} ${state?.value.state ?? "unknown"} ${protects.toSorted().join(",")}`,
      words: `${defence.name} ${state === undefined ? "never reported its state" : `was ${state.value.state} since ${clockText(state.value.receivedUs)} UTC, as reported by ${by}`}, and protected ${protects.length === 0 ? "nothing" : listText(protects)}`,
      records: [record.site.sequence, ...(state === undefined ? [] : [state.sequence])],
    };
  });
  return {
    value: each
      .map(({ value }) => value)
      .toSorted()
      .join("; "),
    words: each.length === 0 ? "no defence is recorded" : each.map(({ words }) => words).join("; "),
    records: each.flatMap(({ records }) => records),
  };
}

function decided(incident: Incident): Testimony {
  const { record } = incident;
  const { trackId, areaId } = subjectOf(incident);
  const last = record.decisions.findLast(
    ({ value }) => value.trackId === trackId && (value.areaId === areaId || value.areaId === null),
  );
  if (trackId === null || last === undefined)
    return { value: "none", words: "nothing was decided: there was no track", records: [] };
  const { stage, reasons } = last.value;
  return {
    value: `${stage} ${reasons.join(" ")}`,
    words: `decided: ${stage === "none" ? "no warning" : stage} (${reasons.join(", ")})`,
    records: [last.sequence],
  };
}

function told(incident: Incident): Testimony {
  const { record } = incident;
  const { trackId, areaId } = subjectOf(incident);
  const own = trackId === null || areaId === null ? [] : warningsFor(record, areaId, trackId);
  const first = own.find(({ value }) => value.stage === "take-cover") ?? own[0];
  if (first === undefined)
    return { value: "nothing", words: "people were told nothing", records: [] };
  return {
    value: first.value.stage,
    words: `people were told to ${first.value.stage === "take-cover" ? "take cover" : "be ready (pre-alert)"} at ${clockText(first.value.issuedUs)} UTC`,
    records: own.map(({ sequence }) => sequence),
  };
}

/** How high above the ground the object flew that a question supposes, m; null where a track is asked about. */
export const supposedHeightM = ({ question }: Incident): number | null =>
  question.of === "object" ? question.object.heightM : null;
