import {
  areaId,
  createLocalFrame,
  type EngagementEvent,
  geodeticToEnu,
  type LocalFrame,
  MICROS_PER_SECOND,
  type Mode,
  type Outcome,
  type QuietStretch,
  radians,
  type SiteModel,
  trackId,
} from "@tocsin/core";
import type { ListedStatement, OutcomeStatement } from "@tocsin/sdk";
import type { OutcomeRecord } from "./outcome-record.ts";

/** Statements, and reports of defences, beyond these are not kept: the oldest are forgotten. */
export const STATEMENTS_MAX = 50_000;
/** So many statements are listed. */
const LISTED_MAX = 50;
/** A time in a report of a defence may be wrong by so much, s. */
const REPORT_WITHIN_S = 30;
/** Where a person has said what happened, what defences report of that time adds nothing. */
const TOLD_BESIDE_US = 600 * MICROS_PER_SECOND;

interface Kept extends OutcomeRecord {
  readonly record: number;
  readonly mode: Mode;
}

/** All that a journal says of what really happened, in its order; what was withdrawn does not count. */
export class StatedTruth {
  readonly #kept: Kept[] = [];
  readonly #withdrawn = new Set<number>();
  readonly #engagements = new Map<string, { readonly mode: Mode; readonly outcome: Outcome }>();

  add(record: number, said: OutcomeRecord & { readonly mode: Mode }): void {
    if (said.statement.kind === "withdrawn") this.#withdrawn.add(said.statement.statement);
    this.#kept.push({ ...said, record });
    if (this.#kept.length > STATEMENTS_MAX) this.#kept.shift();
  }

  addEngagement(record: number, mode: Mode, event: EngagementEvent): void {
    const outcome = outcomeOfEngagement(record, event);
    if (outcome === null) return;
    const key = `${mode} ${keyOf(record, event)}`;
    // What came through after all is not undone by a report that it was brought down.
    if (this.#engagements.get(key)?.outcome.kind === "struck") return;
    this.#engagements.set(key, { mode, outcome });
    if (this.#engagements.size <= STATEMENTS_MAX) return;
    const [oldest] = this.#engagements.keys();
    this.#engagements.delete(oldest);
  }

  /** Of one mode, for a site as it is now. */
  truthOf(
    mode: Mode,
    site: SiteModel,
  ): { readonly outcomes: readonly Outcome[]; readonly quiet: readonly QuietStretch[] } {
    const frame = createLocalFrame(site.origin);
    const held = this.#kept.filter((each) => each.mode === mode && this.#holds(each));
    const stated = held.flatMap((each) => outcomesOf(each, frame));
    const reported = [...this.#engagements.values()]
      .filter((each) => each.mode === mode)
      .map(({ outcome }) => outcome)
      .filter(({ atUs }) => !stated.some((one) => Math.abs(one.atUs - atUs) <= TOLD_BESIDE_US));
    return { outcomes: [...stated, ...reported], quiet: held.flatMap(quietOf) };
  }

  /** The latest, newest first. */
  listed(): readonly ListedStatement[] {
    return this.#kept
      .slice(-LISTED_MAX)
      .reverse()
      .map(({ record, recordedUs, by, statement }) => ({
        record,
        recordedUs,
        by,
        statement:
          statement.kind === "simulated"
            ? { kind: "simulated", objects: statement.outcomes.length }
            : statement,
        isWithdrawn: this.#withdrawn.has(record),
      }));
  }

  #holds({ record }: Kept): boolean {
    return !this.#withdrawn.has(record);
  }
}

function outcomesOf({ record, statement }: Kept, frame: LocalFrame): readonly Outcome[] {
  if (statement.kind === "simulated") return statement.outcomes;
  if (statement.kind !== "struck" && statement.kind !== "averted") return [];
  return [
    {
      id: `record ${record}`,
      kind: statement.kind,
      atUs: statement.atUs,
      withinS: statement.withinS,
      place: placeOf(statement, frame),
      areas: statement.areas.map(areaId),
      passed: [],
      tracks: statement.tracks.map(trackId),
      source: "operator",
    },
  ];
}

function placeOf(
  { place }: Extract<OutcomeStatement, { kind: "struck" | "averted" }>,
  frame: LocalFrame,
): Outcome["place"] {
  if (place === null) return null;
  const [eastM, northM] = geodeticToEnu(frame, {
    latitudeRad: radians(place.latitudeDeg),
    longitudeRad: radians(place.longitudeDeg),
    heightM: frame.origin.heightM,
  });
  return { eastM, northM };
}

function quietOf({ statement }: Kept): readonly QuietStretch[] {
  if (statement.kind === "simulated")
    return [{ fromUs: statement.fromUs, toUs: statement.toUs, areas: null }];
  if (statement.kind !== "quiet") return [];
  const { fromUs, toUs, areas } = statement;
  return [{ fromUs, toUs, areas: areas?.map(areaId) ?? null }];
}

/** Reports that give an object one name, or one track, are of one object. */
const keyOf = (record: number, { object, trackId: track, source }: EngagementEvent): string =>
  object === undefined
    ? track === undefined
      ? `${record}`
      : `track ${track}`
    : `${source} ${object}`;

/** What a defence missed, or nobody knows of, says nothing of what became of it. */
function outcomeOfEngagement(record: number, event: EngagementEvent): Outcome | null {
  const { outcome, place, trackId: track } = event;
  if (outcome !== "struck" && outcome !== "intercepted") return null;
  return {
    id: `record ${record}`,
    kind: outcome === "struck" ? "struck" : "averted",
    atUs: event.atUs,
    withinS: REPORT_WITHIN_S,
    // Where it was brought down is not where it would have come down.
    place:
      outcome === "struck" && place !== null ? { eastM: place.eastM, northM: place.northM } : null,
    areas: [],
    passed: [],
    tracks: track === undefined ? [] : [trackId(track)],
    source: "defence",
  };
}
