import type { EngagementEvent } from "../engine/event.ts";
import { hypot3 } from "../units/algebra.ts";
import { secondsBetween } from "../units/time.ts";
import { clockText } from "../units/utc-text.ts";
import type { IncidentRecord, Recorded } from "./incident-record.ts";
import { listText } from "./plain-words.ts";

/** What became of one object, by all that was reported of it. */
export interface ObjectOutcome {
  /** As the reports call it, or by its track. */
  readonly object: string;
  readonly trackId: string | null;
  /** `disputed`: some reports say that it was brought down, and others that it struck. `not-reported`: it threatened people, and nobody says what became of it. */
  readonly outcome: "intercepted" | "missed" | "struck" | "unknown" | "disputed" | "not-reported";
  readonly statement: string;
  readonly records: readonly number[];
}

/** A track this near to a reported place at its time may have been the object, m. */
const NEAR_M = 500;
/** A recorded state is followed, flying straight, for so long. */
const FOLLOWED_S = 30;

type Engagement = Recorded<EngagementEvent>;
interface Candidate {
  readonly key: string;
  readonly trackId: string;
  readonly distanceM: number;
}

/**
 * One outcome an object, however many reports speak of it. Reports are of one object when they give it one name or one
 * track; an object without a named track is taken for the track that was nearest to its reported place, each track
 * for one object. Empty where nothing is reported in the record's stretch of time.
 */
export function objectOutcomes(record: IncidentRecord): readonly ObjectOutcome[] {
  const reports = record.engagements.filter(
    ({ value }) => value.atUs >= record.fromUs && value.atUs <= record.toUs,
  );
  if (reports.length === 0) return [];
  const groups = new Map<string, Engagement[]>();
  for (const report of reports) {
    const key = keyOf(report);
    groups.set(key, [...(groups.get(key) ?? []), report]);
  }
  const tracks = trackOf(record, groups);
  const outcomes = [...groups].map(([key, group]) => outcomeOf(group, tracks.get(key) ?? null));
  const told = new Set(tracks.values());
  return [...outcomes, ...untold(record, told)];
}

const keyOf = ({ sequence, value }: Engagement): string =>
  value.object === undefined
    ? value.trackId === undefined
      ? `report ${sequence}`
      : `track ${value.trackId}`
    : `object ${value.source} ${value.object}`;

/** Which group is of which track: named ones first, then by place, the nearest first. */
function trackOf(
  record: IncidentRecord,
  groups: ReadonlyMap<string, readonly Engagement[]>,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const near: Candidate[] = [];
  const ids = new Set(record.tracks.map(({ value }) => value.trackId as string));
  for (const [key, group] of groups) {
    const named = group.find(({ value }) => ids.has(value.trackId ?? ""))?.value.trackId;
    if (named !== undefined) found.set(key, named);
    else
      for (const trackId of ids) {
        const distanceM = Math.min(...group.map(({ value }) => distanceTo(record, trackId, value)));
        if (distanceM <= NEAR_M) near.push({ key, trackId, distanceM });
      }
  }
  const taken = new Set(found.values());
  for (const { key, trackId } of near.sort((a, b) => a.distanceM - b.distanceM)) {
    if (found.has(key) || taken.has(trackId)) continue;
    found.set(key, trackId);
    taken.add(trackId);
  }
  return found;
}

/** How near a track was to where an engagement is said to have been, at that time, m; infinite where none says. */
function distanceTo(record: IncidentRecord, trackId: string, report: EngagementEvent): number {
  const { place, atUs } = report;
  if (place === null) return Number.POSITIVE_INFINITY;
  let least = Number.POSITIVE_INFINITY;
  for (const { value } of [...record.tracks, ...record.decisions]) {
    const s = secondsBetween(value.stateUs, atUs);
    if (value.trackId !== trackId || Math.abs(s) > FOLLOWED_S) continue;
    const [e, n, u, ve, vn, vu] = value.state;
    least = Math.min(
      least,
      hypot3(e + s * ve - place.eastM, n + s * vn - place.northM, u + s * vu - place.upM),
    );
  }
  return least;
}

function outcomeOf(group: readonly Engagement[], trackId: string | null): ObjectOutcome {
  const said = new Set(group.map(({ value }) => value.outcome));
  const outcome =
    said.has("intercepted") && said.has("struck")
      ? "disputed"
      : said.has("intercepted")
        ? "intercepted"
        : said.has("struck")
          ? "struck"
          : said.has("missed")
            ? "missed"
            : "unknown";
  const [{ value: first }] = group;
  const object =
    first.object ?? (trackId === null ? `an object at ${clockText(first.atUs)} UTC` : trackId);
  const by = listText([...new Set(group.map(({ value }) => `${value.defence} (${value.source})`))]);
  const same = trackId === null || trackId === object ? "" : `, track ${trackId}`;
  return {
    object,
    trackId,
    outcome,
    statement: `${object}${same}: ${OUTCOME_TEXT[outcome]} at ${clockText(first.atUs)} UTC, as reported of ${by}.`,
    records: group.map(({ sequence }) => sequence),
  };
}

const OUTCOME_TEXT = {
  intercepted: "brought down",
  missed: "engaged and missed",
  struck: "came through and struck",
  unknown: "engaged, with an outcome that is not known",
  disputed: "brought down by some reports, and come through by others,",
} as const;

/** Tracks that people were warned of and that no report speaks of. */
function untold(record: IncidentRecord, told: ReadonlySet<string>): readonly ObjectOutcome[] {
  const threats = new Map<string, number>();
  for (const { sequence, value } of record.decisions)
    if (value.stage !== "none" && !told.has(value.trackId) && !threats.has(value.trackId))
      threats.set(value.trackId, sequence);
  return [...threats].map(([trackId, sequence]) => ({
    object: trackId,
    trackId,
    outcome: "not-reported",
    statement: `${trackId}: people were warned of it, and no report says what became of it.`,
    records: [sequence],
  }));
}
