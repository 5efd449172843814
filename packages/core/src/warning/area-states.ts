import type { Reach } from "../geodesy/reach.ts";
import type { Rings } from "../geodesy/polygon.ts";
import type { Mode } from "../policy/site-model.ts";
import type { Policy } from "../policy/policy.ts";
import type { AreaId, SiteId, TrackId } from "../units/ids.ts";
import { addSeconds, type TimeUs } from "../units/time.ts";
import {
  activeThreats,
  type AreaState,
  type AreaStatesState,
  keepsWarned,
  lastClearUs,
  RANK,
  wantedStage,
} from "./area-state.ts";
import { joinEvidence, RetractionBook, type ThreatEvidence } from "./retraction-book.ts";
import { grown, WHOLE } from "./warned-part.ts";
import type { AreaOrders, HandRaise, Order } from "./standing-orders.ts";
import { mayUpdateFromUs, updateDueUs } from "./update-due.ts";
import type { Warning, WarningAction, WarningStage } from "./warning.ts";

/** A message that waits for a search lives this long, in seconds, and is renewed: nobody knows how long a search takes. */
const SWEEP_S = 300;

/** A positive decision, as far as the state of its area is concerned. */
export interface ThreatReport {
  readonly trackId: TrackId;
  readonly evidence: ThreatEvidence;
  readonly arrivalFromUs: TimeUs | null;
  readonly arrivalToUs: TimeUs | null;
  readonly probability: number;
  readonly decision: number;
  /** Where in an area that can be cut it may come down; null or left out: anywhere in it. */
  readonly reach?: Reach | null;
}

const NO_THREATS: readonly TrackId[] = [];

/**
 * A warning is the state of an area. This holds the state of each: who threatens it, what people ordered, the episode,
 * the message that receivers show. A stage is never lowered inside an episode; it ends by an all-clear, once every threat
 * has arrived or gone elsewhere and the delay has passed, or by an act of people: a retraction, or their all-clear.
 *
 * While automation is off or the area is inhibited, threats are taken in all the same. They start and raise nothing; what
 * people were told of goes on, and once they are let go, people are warned at once of what still threatens.
 */
export class AreaStates {
  readonly #siteId: SiteId;
  readonly #mode: Mode;
  readonly #policy: Policy;
  readonly #alwaysSwept: ReadonlySet<AreaId>;
  readonly #cutAreas: ReadonlyMap<AreaId, Rings>;
  #areas = new Map<AreaId, AreaState>();
  /** Areas in which something may have begun or risen since messages were last asked for; empty between steps. */
  readonly #rising = new Set<AreaId>();
  #automation = true;

  constructor(options: {
    siteId: SiteId;
    mode: Mode;
    policy: Policy;
    /** Areas whose all-clear waits for a search, every time. */
    alwaysSwept?: Iterable<AreaId>;
    /** Outlines of the areas of which only the part is warned that a threat may reach. */
    cutAreas?: Iterable<readonly [AreaId, Rings]>;
  }) {
    this.#siteId = options.siteId;
    this.#mode = options.mode;
    this.#policy = options.policy;
    this.#alwaysSwept = new Set(options.alwaysSwept);
    this.#cutAreas = new Map(options.cutAreas);
  }

  threaten(areaId: AreaId, report: ThreatReport, nowUs: TimeUs): void {
    const fromUs = report.arrivalFromUs ?? nowUs;
    const toUs = Math.max(report.arrivalToUs ?? nowUs, fromUs);
    const state = this.#stateOf(areaId);
    const { evidence } = report;
    const before = state.threats.get(report.trackId);
    const stage = this.#holdsBack(state, nowUs) ? (before?.stage ?? null) : evidence.stage;
    if (stage !== null && (before === undefined || before.stage === null || before.released))
      this.#joined(areaId, state);
    if (stage !== null && RANK[stage] > rankOf(state.last)) this.#rising.add(areaId);
    state.threats.set(report.trackId, {
      reported: evidence.stage,
      stage,
      arrivalFromUs: fromUs,
      arrivalToUs: toUs,
      probability: report.probability,
      decision: report.decision,
      released: false,
      clearUs: addSeconds(Math.max(toUs, nowUs), this.#policy.allClearDelayS),
      evidence: before === undefined ? evidence : joinEvidence(before.evidence, evidence),
      reach: report.reach ?? null,
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

  /** The tracks that people of an area stay unwarned of by {@link isRetracted}. */
  retractedOf(areaId: AreaId): Iterable<TrackId> {
    return this.#areas.get(areaId)?.retracted.trackIds() ?? NO_THREATS;
  }

  /** The tracks that an area is threatened by, whether people are told of them or not; with a probability, those that so probably come down there. */
  threatsOf(areaId: AreaId, fallsLeast: number | null = null): readonly TrackId[] {
    const threats = this.#areas.get(areaId)?.threats;
    if (threats === undefined || threats.size === 0) return NO_THREATS;
    return Array.from(threats).flatMap(([id, { released, probability, evidence }]) => {
      const falls = evidence.rule === "impact-probability" && probability >= (fallsLeast ?? 0);
      return released || (fallsLeast !== null && !falls) ? [] : [id];
    });
  }

  /** The stage by which people of the area know of a track that still threatens it; null: of none. */
  toldStage(areaId: AreaId, trackId: TrackId): ThreatEvidence["stage"] | null {
    const threat = this.#areas.get(areaId)?.threats.get(trackId);
    return threat === undefined || threat.released ? null : threat.stage;
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

  /** A person warns. Joins what runs, lowers and shortens nothing, and ends an inhibit: whoever warns by hand means it. */
  raise(areaId: AreaId, { stage, ...order }: HandRaise): void {
    const state = this.#stateOf(areaId);
    const { raise } = state;
    if (raise === null) this.#joined(areaId, state);
    state.inhibit = null;
    state.raise = {
      ...order,
      stage: raise !== null && RANK[raise.stage] > RANK[stage] ? raise.stage : stage,
      untilUs: Math.max(order.untilUs, raise?.untilUs ?? 0),
    };
  }

  /** Holds back what would start or rise in the area, until then. */
  inhibit(areaId: AreaId, order: Order): void {
    this.#stateOf(areaId).inhibit = order;
  }
  /** Whether there was an inhibit to lift. */
  liftInhibit(areaId: AreaId): boolean {
    const state = this.#areas.get(areaId);
    if (state === undefined || state.inhibit === null) return false;
    state.inhibit = null;
    return true;
  }
  isInhibited(areaId: AreaId, nowUs: TimeUs): boolean {
    const inhibit = this.#areas.get(areaId)?.inhibit ?? null;
    return inhibit !== null && nowUs < inhibit.untilUs;
  }
  /** Off, every area is held back as an inhibited one is. */
  setAutomation(on: boolean): void {
    this.#automation = on;
  }

  /** Whether anything was ever warned or ordered there. */
  has(areaId: AreaId): boolean {
    return this.#areas.has(areaId);
  }

  /** Whether the all-clear waits for a search. False: it cannot be done yet, since more is coming. */
  setSweep(areaId: AreaId, needed: boolean, nowUs: TimeUs): boolean {
    const state = needed ? this.#stateOf(areaId) : this.#areas.get(areaId);
    if (state === undefined) return true;
    const comes = activeThreats(state).some(([, { arrivalToUs }]) => arrivalToUs > nowUs);
    if (!needed && comes) return false;
    state.sweep = needed;
    return true;
  }

  /**
   * What people of the area could be told at most, if one more object threatened it or one that does did so otherwise. That the warned part of an area
   * grows is a rise: those in the other part know of nothing yet.
   */
  mayTell(areaId: AreaId, nowUs: TimeUs): "rises" | "changes" | "nothing" {
    const state = this.#areas.get(areaId);
    const last = state?.last ?? null;
    if (rankOf(last) < RANK["take-cover"] || last === null) return "rises";
    if (this.#cutAreas.has(areaId) && state?.part !== WHOLE) return "rises";
    return nowUs >= mayUpdateFromUs(last) ? "changes" : "nothing";
  }

  /** A step that broke off may have left areas in which something rose: what is due says it, as after a restart. */
  forgetRises(): void {
    this.#rising.clear();
  }

  /** Of the messages that are {@link due} those that start or raise a warning by what was reported since messages were last asked for. */
  rises(nowUs: TimeUs): readonly Warning[] {
    const warnings: Warning[] = [];
    for (const areaId of this.#rising) {
      const state = this.#stateOf(areaId);
      const warning = this.#dueOf(areaId, state, nowUs);
      if (warning === null || (warning.action !== "start" && warning.action !== "raise")) continue;
      this.#said(state, warning);
      warnings.push(warning);
    }
    this.#rising.clear();
    return warnings;
  }

  /** Messages that are due at `nowUs`, in the order of the areas' first alarms. */
  due(nowUs: TimeUs): readonly Warning[] {
    const warnings: Warning[] = [];
    this.#rising.clear();
    for (const [areaId, state] of this.#areas) {
      const warning = this.#dueOf(areaId, state, nowUs);
      if (warning !== null) {
        this.#said(state, warning);
        warnings.push(warning);
      }
    }
    return warnings;
  }

  /** As {@link due}, in one area, but for ends: those wait until everything is known. */
  dueIn(areaId: AreaId, nowUs: TimeUs): Warning | null {
    const state = this.#areas.get(areaId);
    if (state === undefined) return null;
    this.#rising.delete(areaId);
    const warning = this.#dueOf(areaId, state, nowUs);
    if (warning === null || warning.action === "end") return null;
    this.#said(state, warning);
    return warning;
  }

  /**
   * Takes back what was wrong: the warning of the named tracks, or of all that the last message names. Ends the episode
   * when nothing else keeps people under cover, and else says what still does; an object that nobody had been told of
   * is not taken back with the others. Null when there was nothing to take back.
   */
  retract(areaId: AreaId, nowUs: TimeUs, trackIds?: readonly TrackId[]): Warning | null {
    return this.#takeBack(areaId, "retraction", nowUs, trackIds);
  }

  /** People declare it over though it was right: as {@link retract} of the whole, but an object that is detected on its way after that warns again. */
  allClear(areaId: AreaId, nowUs: TimeUs): Warning | null {
    return this.#takeBack(areaId, "all-clear", nowUs);
  }

  /** The next time at which {@link due} has something to say though nothing happens; later than the last `due`. */
  nextDueUs(): TimeUs | null {
    let next: TimeUs | null = null;
    for (const [areaId, state] of this.#areas) {
      const { last, raise, inhibit } = state;
      const times: (TimeUs | null)[] = [raise?.untilUs ?? null, inhibit?.untilUs ?? null];
      if (last !== null) {
        times.push(updateDueUs(last, this.#update(areaId, state, last, last.issuedUs)));
        for (const { clearUs, stage } of state.threats.values())
          if (stage !== null) times.push(clearUs);
      }
      for (const timeUs of times)
        if (timeUs !== null && (next === null || timeUs < next)) next = timeUs;
    }
    return next;
  }

  /** What receivers should be showing: the last message of every running episode. */
  open(): readonly Warning[] {
    return [...this.#areas.values()].flatMap((state) => (state.last === null ? [] : [state.last]));
  }

  /** What people ordered of areas and that still holds, by area. */
  orders(): readonly AreaOrders[] {
    const orders: AreaOrders[] = [];
    for (const [areaId, { raise, inhibit, sweep }] of this.#areas)
      if (raise !== null || inhibit !== null || sweep)
        orders.push({ areaId, raise, inhibit, sweep });
    return orders;
  }

  snapshot(): AreaStatesState {
    return [...this.#areas].map(([id, state]) => [
      id,
      {
        ...state,
        threats: [...state.threats].map(([t, threat]) => [t, { ...threat }]),
        retracted: state.retracted.snapshot(),
      },
    ]);
  }
  /**
   * The areas are these now, or cut where they were not: from here on the whole of each is warned in which a warning runs. Of one that is
   * left out nothing begins any more: what nobody was told of while it was held back is let go.
   */
  outlinesChanged(areas: ReadonlySet<AreaId>): void {
    for (const [areaId, state] of this.#areas) {
      if (!areas.has(areaId))
        for (const [trackId, { stage }] of state.threats)
          if (stage === null) state.threats.delete(trackId);
      const { last, part } = state;
      if (last === null || (part !== null && part.reach === null)) continue;
      state.partGrew = part !== null;
      state.part = WHOLE;
    }
  }
  restore(state: AreaStatesState): void {
    this.#areas = new Map(
      state.map(([id, s]) => [
        id,
        {
          ...s,
          threats: new Map(s.threats.map(([t, threat]) => [t, { ...threat }])),
          retracted: new RetractionBook(this.#policy.allClearDelayS, s.retracted),
        },
      ]),
    );
  }

  #stateOf(areaId: AreaId): AreaState {
    let state = this.#areas.get(areaId);
    if (state === undefined) {
      const retracted = new RetractionBook(this.#policy.allClearDelayS);
      const orders = { raise: null, inhibit: null, sweep: false, part: null, partGrew: false };
      state = { episode: 0, last: null, threats: new Map(), retracted, ...orders };
      this.#areas.set(areaId, state);
    }
    return state;
  }

  #holdsBack({ inhibit }: AreaState, nowUs: TimeUs): boolean {
    return !this.#automation || (inhibit !== null && nowUs < inhibit.untilUs);
  }

  /** Lets go of what is over by now, and of threats that are held back no longer. */
  #settle(areaId: AreaId, state: AreaState, nowUs: TimeUs): void {
    if (state.raise !== null && state.raise.untilUs <= nowUs) state.raise = null;
    if (state.inhibit !== null && state.inhibit.untilUs <= nowUs) state.inhibit = null;
    const holdsBack = this.#holdsBack(state, nowUs);
    for (const [trackId, threat] of state.threats) {
      if (threat.clearUs <= nowUs) state.threats.delete(trackId);
      else if (!holdsBack) {
        if (threat.stage === null && !threat.released) this.#joined(areaId, state);
        threat.stage = threat.reported;
      }
    }
  }

  /** Something new keeps people warned: a place that is searched every time is searched after that, though it was before. */
  #joined(areaId: AreaId, state: AreaState): void {
    if (state.last !== null && this.#alwaysSwept.has(areaId)) state.sweep = true;
  }

  /** A place that was warned stays warned until the episode ends: the part only grows. */
  #growPart(areaId: AreaId, state: AreaState): void {
    const rings = this.#cutAreas.get(areaId);
    if (rings === undefined) return;
    let { part } = state;
    if (state.raise !== null) part = grown(part, null, rings);
    for (const [, { reach }] of activeThreats(state)) part = grown(part, reach, rings);
    if (part === state.part) return;
    state.part = part;
    state.partGrew = true;
  }

  #dueOf(areaId: AreaId, state: AreaState, nowUs: TimeUs): Warning | null {
    this.#settle(areaId, state, nowUs);
    this.#growPart(areaId, state);
    const wanted = wantedStage(state);
    const { last } = state;
    if (last === null) {
      if (wanted === null) {
        for (const [trackId, { released }] of state.threats)
          if (released) state.threats.delete(trackId);
        return null;
      }
      state.episode++;
      state.sweep ||= this.#alwaysSwept.has(areaId);
      return this.#message(areaId, state, { stage: wanted, action: "start", nowUs });
    }
    if (!keepsWarned(state) && !state.sweep)
      return this.#message(areaId, state, { stage: "all-clear", action: "end", nowUs });
    if (wanted !== null && RANK[wanted] > RANK[last.stage])
      return this.#message(areaId, state, { stage: wanted, action: "raise", nowUs });
    // Most looks change nothing that may be said yet: then no message need be written to see that.
    if (!state.partGrew && nowUs < mayUpdateFromUs(last)) return null;
    const update = this.#update(areaId, state, last, nowUs);
    if (state.partGrew) return update;
    const dueUs = updateDueUs(last, update);
    return dueUs !== null && dueUs <= nowUs ? update : null;
  }

  #takeBack(
    areaId: AreaId,
    stage: "retraction" | "all-clear",
    nowUs: TimeUs,
    trackIds?: readonly TrackId[],
  ): Warning | null {
    const state = this.#areas.get(areaId);
    if (state === undefined || state.last === null) return null;
    const isWhole = trackIds === undefined;
    const told = new Set(trackIds ?? state.last.threats);
    let found = isWhole;
    for (const [trackId, threat] of state.threats) {
      // Whoever takes the whole warning back also means what has passed since.
      if (!told.has(trackId) && !(isWhole && threat.released)) continue;
      found = true;
      state.threats.delete(trackId);
      if (stage === "retraction") state.retracted.retract(trackId, threat.evidence);
      else state.retracted.declareOver(trackId, threat.evidence);
    }
    if (!found) return null;
    if (isWhole) state.raise = null;
    const warning = keepsWarned(state)
      ? this.#update(areaId, state, state.last, nowUs)
      : this.#message(areaId, state, { stage, action: "end", nowUs });
    this.#said(state, warning);
    return warning;
  }

  #said(state: AreaState, warning: Warning): void {
    const isOver = warning.action === "end";
    state.last = isOver ? null : warning;
    state.partGrew = false;
    if (!isOver) return;
    state.sweep = false;
    state.part = null;
  }

  #update(areaId: AreaId, state: AreaState, last: Warning, nowUs: TimeUs): Warning {
    return this.#message(areaId, state, { stage: last.stage, action: "update", nowUs });
  }

  #message(
    areaId: AreaId,
    state: AreaState,
    what: { stage: WarningStage; action: WarningAction; nowUs: TimeUs },
  ): Warning {
    const ended = what.action === "end";
    const threats = ended ? [] : activeThreats(state);
    const awaitsSweep = !ended && !keepsWarned(state) && state.sweep;
    const searchedUs = awaitsSweep ? addSeconds(what.nowUs, SWEEP_S) : what.nowUs;
    const lastsUntilUs = ended ? what.nowUs : Math.max(searchedUs, lastClearUs(state));
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
      ...(state.part === null || state.part.rings === null ? {} : { part: state.part.rings }),
      ...(ended || state.raise === null ? {} : { byHand: true }),
      ...(awaitsSweep ? { awaits: "sweep" } : {}),
    };
  }
}

const rankOf = (last: Warning | null): number => (last === null ? 0 : RANK[last.stage]);
