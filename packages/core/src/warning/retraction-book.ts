import type { Verdict } from "../assessment/decide.ts";
import type { DecisionStage } from "../assessment/decision.ts";
import type { TrackId } from "../units/ids.ts";
import { secondsBetween, type TimeUs } from "../units/time.ts";

/** What speaks for a threat: a retraction covers as much as was known then, and nothing beyond it. */
export interface ThreatEvidence {
  readonly stage: Exclude<DecisionStage, "none">;
  /** Whether it would come down in the area or fly there. */
  readonly rule: Verdict["rule"];
  /** The independent sources that detected it: sensors with a common cause are one. */
  readonly sources: readonly string[];
  /** How many detections say so, of whatever sensor. */
  readonly detections: number;
}
interface Retracted extends ThreatEvidence {
  /** That it was over was said of it, and not that it was false: an object that is detected still contradicts that. */
  readonly over: boolean;
  /** Since when the object has not threatened the area; null while it would. */
  quietSinceUs: TimeUs | null;
}
export type RetractionBookState = readonly (readonly [TrackId, Retracted])[];

/** Bound on the objects remembered for one area; the oldest are forgotten first, on the side of warning. */
const RETRACTED_MAX = 256;

/** So many detections after an all-clear show that an object goes on: one may be of what was left of it. */
const DETECTED_AGAIN = 2;

const RANK: Readonly<Record<ThreatEvidence["stage"], number>> = { "pre-alert": 1, "take-cover": 2 };

/**
 * The objects whose warning in one area was declared false, or over. Each stays without one there until something speaks for it
 * that did not before: a higher stage, a fall where it flew, a source that had not detected it, or a new approach
 * after it had not threatened for as long as an all-clear waits. More of the same evidence is nothing new to who called it
 * false; who called it over had not expected to see it again.
 */
export class RetractionBook {
  readonly #lapseS: number;
  #entries: Map<TrackId, Retracted>;

  constructor(lapseS: number, state: RetractionBookState = []) {
    this.#lapseS = lapseS;
    this.#entries = new Map(state.map(([id, entry]) => [id, { ...entry }]));
  }

  retract(trackId: TrackId, evidence: ThreatEvidence): void {
    this.#enter(trackId, { ...evidence, over: false, quietSinceUs: null });
  }

  /** It threatened, and is said to do so no longer. */
  declareOver(trackId: TrackId, evidence: ThreatEvidence): void {
    this.#enter(trackId, { ...evidence, over: true, quietSinceUs: null });
  }

  #enter(trackId: TrackId, entry: Retracted): void {
    this.#entries.delete(trackId);
    this.#entries.set(trackId, entry);
    if (this.#entries.size <= RETRACTED_MAX) return;
    for (const oldest of this.#entries.keys()) {
      this.#entries.delete(oldest);
      break;
    }
  }

  /** All that is remembered, whether it still threatens or not. */
  trackIds(): Iterable<TrackId> {
    return this.#entries.keys();
  }

  /** Whether the retraction still holds against what speaks for the object now; null: it does not threaten. */
  holds(trackId: TrackId, evidence: ThreatEvidence | null, nowUs: TimeUs): boolean {
    const entry = this.#entries.get(trackId);
    if (entry === undefined) return false;
    if (evidence === null) {
      entry.quietSinceUs ??= nowUs;
      return true;
    }
    const { quietSinceUs } = entry;
    const lapsed = quietSinceUs !== null && secondsBetween(quietSinceUs, nowUs) >= this.#lapseS;
    if (lapsed || tellsMore(entry, evidence)) {
      this.#entries.delete(trackId);
      return false;
    }
    entry.quietSinceUs = null;
    return true;
  }

  snapshot(): RetractionBookState {
    return [...this.#entries].map(([id, entry]) => [id, { ...entry }]);
  }
}

/** All that has spoken for a threat so far. */
export function joinEvidence(before: ThreatEvidence, now: ThreatEvidence): ThreatEvidence {
  const sources = now.sources.filter((source) => !before.sources.includes(source));
  return {
    stage: RANK[now.stage] > RANK[before.stage] ? now.stage : before.stage,
    rule: before.rule === "impact-probability" ? before.rule : now.rule,
    sources: sources.length === 0 ? before.sources : [...before.sources, ...sources],
    detections: Math.max(before.detections, now.detections),
  };
}

const tellsMore = (before: Retracted, now: ThreatEvidence): boolean =>
  (before.over && now.detections >= before.detections + DETECTED_AGAIN) ||
  RANK[now.stage] > RANK[before.stage] ||
  (now.rule === "impact-probability" && before.rule !== now.rule) ||
  now.sources.some((source) => !before.sources.includes(source));
