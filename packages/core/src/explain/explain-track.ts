import type { Decision } from "../assessment/decision.ts";
import type { TrackRecord } from "../engine/effect.ts";
import type { Area } from "../policy/area.ts";
import { secondsBetween } from "../units/time.ts";
import type { Warning } from "../warning/warning.ts";
import type { AreaId, TrackId } from "../units/ids.ts";
import { clockText } from "../units/utc-text.ts";
import { explainDecision } from "./explain-decision.ts";
import { type DefenceQuestion, explainDefences } from "./explain-defences.ts";
import { explainDelivery, warningsFor } from "./explain-delivery.ts";
import { launchText } from "./explain-launch.ts";
import { explainTrackSensors } from "./explain-sensors.ts";
import { outsideAnswers } from "./outside-answers.ts";
import type { IncidentRecord, Recorded } from "./incident-record.ts";
import { broken, held } from "./link.ts";
import {
  areaText,
  classText,
  listText,
  missText,
  probabilityText,
  timesText,
} from "./plain-words.ts";
import { preventedCodes, type WhyLink, type WhyReport } from "./why-report.ts";

/** Why a recorded track did, or did not, lead to a warning in one area. `areaId` absent: the area it threatened most. */
export function explainTrack(
  record: IncidentRecord,
  trackId: TrackId,
  areaId?: AreaId,
): WhyReport | null {
  const histories = record.tracks.filter(({ value }) => value.trackId === trackId);
  if (histories.length === 0) return null;
  const last = histories[histories.length - 1];
  const area = areaOfTrack(record, trackId, areaId);
  const decision = area === null ? null : governingDecision(record, trackId, area.id);
  const links: WhyLink[] = [
    ...explainTrackSensors(record, last.value),
    detectionLink(histories),
    trackLink(record, histories),
  ];
  if (area !== null && decision !== null) links.push(...explainDecision(record, area, decision));
  if (area !== null) links.push(...explainDelivery(record, area, trackId));
  const warnings = area === null ? [] : warningsFor(record, area.id, trackId);
  const warned = warnings.length > 0;
  const prevented = preventedCodes(links);
  return {
    question: question(trackId, area, warned),
    mode: decision?.value.mode ?? record.site.value.mode,
    outcome: warned ? "warned" : "not-warned",
    answer: answerText(
      last.value,
      area,
      decision?.value ?? null,
      links,
      warnings[0]?.value ?? null,
    ),
    links,
    prevented,
    defences: explainDefences(record, {
      path: pathOf(record, histories, trackId),
      threatenedAreas: threatenedAreas(record, trackId),
      tracked: last.value.confirmedUs !== null,
      ...(last.value.confirmedUs === null ? {} : { knownFromUs: last.value.confirmedUs }),
      class: decision?.value.class ?? last.value.class,
      untrackedReasons: ["NOT_CONFIRMED"],
    }),
    ...outsideAnswers(record, area?.id ?? null, trackId),
  };
}

/** Every recorded place of the track, oldest first. */
function pathOf(
  record: IncidentRecord,
  histories: readonly Recorded<TrackRecord>[],
  trackId: TrackId,
): DefenceQuestion["path"] {
  const decided = record.decisions.filter(({ value }) => value.trackId === trackId);
  return [...histories, ...decided]
    .map(({ value }) => ({ timeUs: value.stateUs, enuM: value.state }))
    .sort((a, b) => a.timeUs - b.timeUs);
}

/** Areas that the track was held to threaten, whoever they belong to. */
function threatenedAreas(record: IncidentRecord, trackId: TrackId): readonly string[] {
  const areas = new Set<string>();
  for (const { value } of record.decisions)
    if (
      value.trackId === trackId &&
      value.areaId !== null &&
      value.numbers.greatestProbability >= value.numbers.threshold
    )
      areas.add(value.areaId);
  return [...areas];
}

/** The area that a track is explained for: the wanted one, else the one that it threatened most; null where it threatened none. */
export function areaOfTrack(
  record: IncidentRecord,
  trackId: TrackId,
  wanted?: AreaId,
): Area | null {
  const { areas } = record.site.value;
  if (wanted !== undefined) return areas.find((area) => area.id === wanted) ?? null;
  let best: { id: string; rank: number } | null = null;
  for (const { value } of record.decisions) {
    if (value.trackId !== trackId || value.areaId === null) continue;
    const warned = value.stage === "none" ? 0 : 1;
    const rank = warned + value.numbers.greatestProbability;
    if (best === null || rank > best.rank) best = { id: value.areaId, rank };
  }
  return areas.find((area) => area.id === best?.id) ?? null;
}

/**
 * The decision to explain: the first of the highest stage, else the track's last, which speaks of when it came nearest. Of a track that goes on
 * when the record ends it is the one that was nearest to warning.
 */
function governingDecision(
  record: IncidentRecord,
  trackId: TrackId,
  areaId: AreaId,
): Recorded<Decision> | null {
  const ofTrack = record.decisions.filter(({ value }) => value.trackId === trackId);
  const own = ofTrack.filter(({ value }) => value.areaId === areaId);
  const candidates = own.length > 0 ? own : ofTrack.filter(({ value }) => value.areaId === null);
  const staged = candidates.filter(({ value }) => !value.final && value.stage !== "none");
  const cover = staged.find(({ value }) => value.stage === "take-cover");
  const last = candidates.findLast(({ value }) => value.final) ?? nearestToWarning(candidates);
  return cover ?? staged[0] ?? last;
}

/**
 * Of those that reached the policy's threshold the one with the fewest reasons against a warning; where none did the most probable. Of equal ones the
 * last: what had been missing by then was missing no more.
 */
const nearestToWarning = (decisions: readonly Recorded<Decision>[]): Recorded<Decision> | null => {
  const reached = decisions.filter(
    ({ value: { numbers } }) => numbers.probability >= numbers.threshold,
  );
  const nearness = ({ value }: Recorded<Decision>): number =>
    reached.length > 0 ? -value.reasons.length : value.numbers.probability;
  return (reached.length > 0 ? reached : decisions).reduce<Recorded<Decision> | null>(
    (best, one) => (best === null || nearness(one) >= nearness(best) ? one : best),
    null,
  );
};

function question(trackId: TrackId, area: Area | null, warned: boolean): string {
  if (area === null) return `What became of track ${trackId}?`;
  return warned
    ? `Why were the people of ${areaText(area)} warned of track ${trackId}?`
    : `Why were the people of ${areaText(area)} not warned of track ${trackId}?`;
}

function detectionLink(histories: readonly Recorded<TrackRecord>[]): WhyLink {
  const { value } = histories[histories.length - 1];
  const spanS = secondsBetween(value.firstSensedUs, value.lastSensedUs);
  return held("detection", value.trackId, {
    statement: `It was detected ${timesText(value.detectionCount)} in ${spanS.toFixed(1)} s, from ${clockText(value.firstSensedUs)} to ${clockText(value.lastSensedUs)} UTC.${claimText(value)}`,
    records: histories.map(({ sequence }) => sequence),
  });
}

/** What it says of itself, and what speaks against that. */
function claimText({ identity, claimContradictedBy: by }: TrackRecord): string {
  if (identity === null) return "";
  if (by === undefined) return ` It says that it is ${identity}.`;
  return ` It says that it is ${identity}, against which speaks ${CONTRADICTION_TEXT[by]}.`;
}

const CONTRADICTION_TEXT = {
  flight: "how it flies",
  place: "that sensors do not see it where it says it is",
} as const;

function trackLink(record: IncidentRecord, histories: readonly Recorded<TrackRecord>[]): WhyLink {
  const { value, sequence } = histories[histories.length - 1];
  if (value.confirmedUs === null)
    return broken("track", value.trackId, "NOT_CONFIRMED", {
      prevented: true,
      statement: `Detected ${timesText(value.detectionCount)}, it could not be told from clutter: it was an object with a probability of ${probabilityText(value.existence)}.`,
      records: [sequence],
    });
  const delayS = secondsBetween(value.firstSensedUs, value.confirmedUs);
  const before = value.continues;
  const again =
    before === undefined
      ? ""
      : ` With a probability of ${probabilityText(before.probability)} it is the object of track ${before.track}, which had been lost.`;
  const end = value.change === "ended" ? ` It ended: ${END_TEXT[value.cause ?? "lost"]}.` : "";
  const launch = launchText(record, value);
  const origin = launch === null ? "" : ` ${launch}`;
  return held("track", value.trackId, {
    statement: `The track was confirmed ${delayS.toFixed(1)} s after its first detection.${again}${end}${origin}`,
    records: histories.map((history) => history.sequence),
  });
}

const END_TEXT = {
  "not-confirmed": "too few detections followed",
  lost: "it was no longer seen",
  landed: "its impact time had passed",
  revised: "a late look showed that there never was such a track",
  joined:
    "it stood on what its object says of itself, and sensors that measure have a track of that object now",
} as const;

function answerText(
  track: TrackRecord,
  area: Area | null,
  decision: Decision | null,
  links: readonly WhyLink[],
  warning: Warning | null,
): string {
  if (area === null || decision === null)
    return track.confirmedUs === null
      ? "It was seen too few times to be told from clutter, so nothing was decided of it."
      : "It was tracked, and the site has no area near which anything had to be decided.";
  const projected = `${capitalized(classText(decision.class))} was tracked and projected to ${missText(decision)}`;
  const preventing = links.filter((link) => link.prevented);
  if (warning !== null && decision.stage === "none" && preventing.length > 0) {
    const clauses = preventing.map((link) => clauseOf(link.statement, areaText(area)));
    const { arrivalToUs } = decision.numbers;
    const late =
      arrivalToUs !== null && warning.issuedUs > arrivalToUs ? ", after it had come nearest" : "";
    return `${projected}. The people of ${areaText(area)} were not warned at first: ${listText(clauses)}. They were put on ${warning.stage} at ${clockText(warning.issuedUs)} UTC${late}.`;
  }
  if (warning !== null) {
    const undelivered = preventing.map((link) => ` ${link.statement}`).join("");
    const probability = probabilityText(decision.numbers.probability);
    return `${projected}. Its probability of ${probability} reached the threshold, and the people of ${areaText(area)} were put on ${decision.stage}.${undelivered}`;
  }
  if (preventing.length === 0)
    return `${projected}. The people of ${areaText(area)} were not warned, and no link of the chain is recorded as broken.`;
  const clauses = preventing.map((link) => clauseOf(link.statement, areaText(area)));
  const alone = preventing.length > 1 ? " Each of these alone would have been enough." : "";
  return `${projected}. The people of ${areaText(area)} were not warned: ${listText(clauses)}.${alone}`;
}

const capitalized = (text: string): string => text[0].toUpperCase() + text.slice(1);

/** A statement as a part of a longer sentence that has named the area. */
const clauseOf = (statement: string, area: string): string => {
  const text = statement
    .replace(/\.$/, "")
    .replaceAll(`the people of ${area}`, "them")
    .replaceAll(area, "the area");
  return /^(The|It|Automatic|No|Nobody|Nothing|Detected) /.test(text)
    ? text[0].toLowerCase() + text.slice(1)
    : text;
};
