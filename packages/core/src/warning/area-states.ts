import type { Mode } from "../policy/site-model.ts";
import type { Policy } from "../policy/policy.ts";
import type { AreaId, SiteId, TrackId } from "../units/ids.ts";
import { addSeconds, type TimeUs } from "../units/time.ts";
import {
  joinEvidence,
  RetractionBook,
  type RetractionBookState,
  type ThreatEvidence,
} from "./retraction-book.ts";
import type { Warning, WarningAction, WarningStage } from "./warning.ts";

/** An update is sent when the window moved by this much, or by this share of the time that was left … */
const MATERIAL_EARLIER_US = 5_000_000;
const MATERIAL_LATER_US = 15_000_000;
const MATERIAL_SHARE = 0.25;
/** … and not more often than this; a start, a raise and an end never wait. */
const UPDATE_EVERY_US = 5_000_000;
/** A message about to expire while people are still under threat is renewed this long before. */
const RENEW_BEFORE_EXPIRY_US = 20_000_000;

interface Threat {
  stage: ThreatEvidence["stage"];
  arrivalFromUs: TimeUs;
  arrivalToUs: TimeUs;
  probability: number;
  decision: number;
  /** The track no longer threatens; people still wait out the delay. */
  released: boolean;
  /** From then on it keeps nobody under cover. */
  clearUs: TimeUs;
  /** All that spoke for it in this episode. */
  evidence: ThreatEvidence;
}
interface AreaState {
  episode: number;
  /** The last message of the running episode; null between episodes. */
  last: Warning | null;
  threats: Map<TrackId, Threat>;
  retracted: RetractionBook;
}
export type AreaStatesState = readonly (readonly [
  AreaId,
  {
    readonly episode: number;
    readonly last: Warning | null;
    readonly threats: readonly (readonly [TrackId, Threat])[];
    readonly retracted: RetractionBookState;
  },
])[];

/** A positive decision, as far as the state of its area is concerned. */
export interface ThreatReport {
  readonly trackId: TrackId;
  readonly evidence: ThreatEvidence;
  readonly arrivalFromUs: TimeUs | null;
  readonly arrivalToUs: TimeUs | null;
  readonly probability: number;
  readonly decision: number;
}

const RANK: Record<WarningStage, number> = {
  "pre-alert": 1,
  "take-cover": 2,
  "all-clear": 0,
  retraction: 0,
};

/**
 * A warning is the state of an area. This holds the state of each: who threatens it, the episode, the message
 * that receivers show. A stage is never lowered inside an episode; it ends by an all-clear, once every threat
 * has arrived or gone elsewhere and the delay has passed, or by a retraction.
 */
export class AreaStates {
  readonly #siteId: SiteId;
  readonly #mode: Mode;
  readonly #policy: Policy;
  #areas = new Map<AreaId, AreaState>();

  constructor(options: { siteId: SiteId; mode: Mode; policy: Policy }) {
    this.#siteId = options.siteId;
    this.#mode = options.mode;
    this.#policy = options.policy;
  }

  threaten(areaId: AreaId, report: ThreatReport, nowUs: TimeUs): void {
    const fromUs = report.arrivalFromUs ?? nowUs;
    const toUs = Math.max(report.arrivalToUs ?? nowUs, fromUs);
    const { threats } = this.#stateOf(areaId);
    const { evidence } = report;
    const before = threats.get(report.trackId)?.evidence;
    threats.set(report.trackId, {
      stage: evidence.stage,
      arrivalFromUs: fromUs,
      arrivalToUs: toUs,
      probability: report.probability,
      decision: report.decision,
      released: false,
      clearUs: addSeconds(Math.max(toUs, nowUs), this.#policy.allClearDelayS),
      evidence: before === undefined ? evidence : joinEvidence(before, evidence),
    });
  }

  /**
   * Whether people of the area stay unwarned of a track because its warning was retracted. `evidence`: what speaks for
   * it now; null when it was decided not to threaten.
   */
  isRetracted(
    areaId: AreaId,
    trackId: TrackId,
    evidence: ThreatEvidence | null,
    nowUs: TimeUs,
  ): boolean {
    return this.#areas.get(areaId)?.retracted.holds(trackId, evidence, nowUs) ?? false;
  }

  /** The track was decided to threaten the area no more. */
  release(areaId: AreaId, trackId: TrackId, nowUs: TimeUs): void {
    const threat = this.#areas.get(areaId)?.threats.get(trackId);
    if (threat === undefined || threat.released) return;
    threat.released = true;
    threat.clearUs = addSeconds(nowUs, this.#policy.allClearDelayS);
  }

  /**
   * What threatened as one track goes on as another, in every area: it is the same object, found again. The episode runs on, and what
   * releases the later track releases it.
   */
  goOnAs(before: TrackId, after: TrackId): void {
    for (const { threats } of this.#areas.values()) {
      const threat = threats.get(before);
      if (threat === undefined) continue;
      threats.delete(before);
      threats.set(after, threat);
    }
  }

  /** Messages that are due at `nowUs`, in the order of the areas' first alarms. */
  due(nowUs: TimeUs): readonly Warning[] {
    const warnings: Warning[] = [];
    for (const [areaId, state] of this.#areas) {
      const warning = this.#dueOf(areaId, state, nowUs);
      if (warning !== null) {
        state.last = warning.action === "end" ? null : warning;
        warnings.push(warning);
      }
    }
    return warnings;
  }

  /**
   * Takes back what was wrong: the warning of the named tracks, or of all that the last message names. Ends the episode
   * when nothing else keeps people under cover, and else says what still does; an object that nobody had been told of
   * is not taken back with the others. Null when there was nothing to take back.
   */
  retract(areaId: AreaId, nowUs: TimeUs, trackIds?: readonly TrackId[]): Warning | null {
    const state = this.#areas.get(areaId);
    if (state === undefined || state.last === null) return null;
    const told = new Set(trackIds ?? state.last.threats);
    let found = trackIds === undefined;
    for (const [trackId, threat] of state.threats) {
      // Whoever takes the whole warning back also means what has passed since.
      if (!told.has(trackId) && !(trackIds === undefined && threat.released)) continue;
      found = true;
      state.threats.delete(trackId);
      state.retracted.retract(trackId, threat.evidence);
    }
    if (!found) return null;
    const over = state.threats.size === 0;
    const warning = over
      ? this.#message(areaId, state, { stage: "retraction", action: "end", nowUs })
      : this.#update(areaId, state, state.last, nowUs);
    state.last = over ? null : warning;
    return warning;
  }

  /** The next time at which {@link due} has something to say though nothing happens; later than the last `due`. */
  nextDueUs(): TimeUs | null {
    let next: TimeUs | null = null;
    for (const [areaId, state] of this.#areas) {
      const { last } = state;
      if (last === null) continue;
      let dueUs = updateDueUs(last, this.#update(areaId, state, last, last.issuedUs));
      for (const { clearUs } of state.threats.values())
        if (dueUs === null || clearUs < dueUs) dueUs = clearUs;
      if (dueUs !== null && (next === null || dueUs < next)) next = dueUs;
    }
    return next;
  }

  /** What receivers should be showing: the last message of every running episode. */
  open(): readonly Warning[] {
    return [...this.#areas.values()].flatMap((state) => (state.last === null ? [] : [state.last]));
  }

  snapshot(): AreaStatesState {
    return [...this.#areas].map(([id, s]) => [
      id,
      {
        episode: s.episode,
        last: s.last,
        threats: [...s.threats].map(([t, v]) => [t, { ...v }]),
        retracted: s.retracted.snapshot(),
      },
    ]);
  }
  restore(state: AreaStatesState): void {
    this.#areas = new Map(
      state.map(([id, s]) => [
        id,
        {
          episode: s.episode,
          last: s.last,
          threats: new Map(s.threats.map(([t, v]) => [t, { ...v }])),
          retracted: new RetractionBook(this.#policy.allClearDelayS, s.retracted),
        },
      ]),
    );
  }

  #stateOf(areaId: AreaId): AreaState {
    let state = this.#areas.get(areaId);
    if (state === undefined) {
      const retracted = new RetractionBook(this.#policy.allClearDelayS);
      state = { episode: 0, last: null, threats: new Map(), retracted };
      this.#areas.set(areaId, state);
    }
    return state;
  }

  #dueOf(areaId: AreaId, state: AreaState, nowUs: TimeUs): Warning | null {
    for (const [trackId, threat] of state.threats)
      if (threat.clearUs <= nowUs) state.threats.delete(trackId);
    const active = [...state.threats.values()].filter((threat) => !threat.released);
    const wanted: WarningStage | null =
      active.length === 0
        ? null
        : active.some((threat) => threat.stage === "take-cover")
          ? "take-cover"
          : "pre-alert";
    const { last } = state;
    if (last === null) {
      if (wanted === null) {
        state.threats.clear();
        return null;
      }
      state.episode++;
      return this.#message(areaId, state, { stage: wanted, action: "start", nowUs });
    }
    if (state.threats.size === 0)
      return this.#message(areaId, state, { stage: "all-clear", action: "end", nowUs });
    if (wanted !== null && RANK[wanted] > RANK[last.stage])
      return this.#message(areaId, state, { stage: wanted, action: "raise", nowUs });
    const update = this.#update(areaId, state, last, nowUs);
    const dueUs = updateDueUs(last, update);
    return dueUs !== null && dueUs <= nowUs ? update : null;
  }

  #update(areaId: AreaId, state: AreaState, last: Warning, nowUs: TimeUs): Warning {
    return this.#message(areaId, state, { stage: last.stage, action: "update", nowUs });
  }

  #message(
    areaId: AreaId,
    state: AreaState,
    what: { stage: WarningStage; action: WarningAction; nowUs: TimeUs },
  ): Warning {
    const active = [...state.threats].filter(([, threat]) => !threat.released);
    const ended = what.action === "end";
    const threats = ended ? [] : active;
    const lastsUntilUs = ended ? what.nowUs : Math.max(what.nowUs, lastClearUs(state));
    return {
      siteId: this.#siteId,
      areaId,
      mode: this.#mode,
      episode: state.episode,
      version: (state.last?.version ?? 0) + 1,
      stage: what.stage,
      action: what.action,
      issuedUs: what.nowUs,
      expiresUs: addSeconds(lastsUntilUs, this.#policy.expiryMarginS),
      arrivalFromUs:
        threats.length === 0 ? null : Math.min(...threats.map(([, t]) => t.arrivalFromUs)),
      arrivalToUs: threats.length === 0 ? null : Math.max(...threats.map(([, t]) => t.arrivalToUs)),
      probability: threats.length === 0 ? null : Math.max(...threats.map(([, t]) => t.probability)),
      threats: threats.map(([trackId]) => trackId),
      decisions: threats.map(([, t]) => t.decision),
      replaces: state.last?.version ?? null,
    };
  }
}

function lastClearUs(state: AreaState): TimeUs {
  let clearUs = 0;
  for (const threat of state.threats.values()) clearUs = Math.max(clearUs, threat.clearUs);
  return clearUs;
}

/**
 * From when on receivers need to hear of it: at once when it names another threat or another window, but not soon
 * after the last message; shortly before that one expires when people are threatened for longer. Null: never.
 */
function updateDueUs(last: Warning, update: Warning): TimeUs | null {
  const waitedUs = last.issuedUs + UPDATE_EVERY_US;
  if (tellsMore(last, update)) return Math.min(waitedUs, last.expiresUs);
  if (update.expiresUs <= last.expiresUs) return null;
  // A message must not run out before its successor is there, however short its life.
  return Math.max(last.expiresUs - RENEW_BEFORE_EXPIRY_US, Math.min(waitedUs, last.expiresUs));
}

function tellsMore(last: Warning, update: Warning): boolean {
  const named = new Set(last.threats);
  return (
    update.threats.some((trackId) => !named.has(trackId)) ||
    moved(last.arrivalFromUs, update.arrivalFromUs, last.issuedUs) ||
    moved(last.arrivalToUs, update.arrivalToUs, last.issuedUs)
  );
}

/** Earlier matters more than later, and both the more the nearer it is. */
function moved(beforeUs: TimeUs | null, afterUs: TimeUs | null, saidUs: TimeUs): boolean {
  if (beforeUs === null || afterUs === null) return afterUs !== null;
  const shareUs = MATERIAL_SHARE * Math.max(0, beforeUs - saidUs);
  return (
    beforeUs - afterUs > Math.max(MATERIAL_EARLIER_US, shareUs) ||
    afterUs - beforeUs > Math.max(MATERIAL_LATER_US, shareUs)
  );
}
