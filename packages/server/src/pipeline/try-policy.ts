import {
  createEngine,
  type Decision,
  type DecisionStage,
  type Engine,
  type EngineEffect,
  type EngineEvent,
  type SiteModel,
  type TimeUs,
} from "@tocsin/core";
import type { Disk } from "@tocsin/sdk";
import { readJournal } from "../journal/read-journal.ts";
import { decodeRecord, isEventType } from "./encode-record.ts";
import { stepOrFault } from "./pipeline.ts";

/** What was decided in the end of an object and an area. */
export interface DecidedOf {
  readonly stage: DecisionStage;
  /** When that stage, the highest, was first reached; null where none was. */
  readonly atUs: TimeUs | null;
  /** From then until the earliest arrival that was then expected, s. */
  readonly leadS: number | null;
  /** Of the decision that reached it; of the last one where none was. */
  readonly reasons: readonly string[];
}

/** An object and an area that another policy decides otherwise on. */
export interface DecisionDifference {
  readonly track: string;
  readonly area: string | null;
  readonly before: DecidedOf;
  readonly after: DecidedOf;
}

/** An alarm of an area: from its first message to its end. */
export interface AlarmOf {
  readonly area: string;
  readonly fromUs: TimeUs;
  /** Null: it went on when the journal ended. */
  readonly untilUs: TimeUs | null;
  readonly stage: DecisionStage;
}

export interface PolicyTrial {
  readonly events: number;
  /** Events whose content was erased: what they led to is not in either count. */
  readonly erasedEvents: number;
  readonly objects: number;
  readonly decided: { readonly before: StageCounts; readonly after: StageCounts };
  readonly alarms: { readonly before: readonly AlarmOf[]; readonly after: readonly AlarmOf[] };
  /** By what changed for people first: the stage, then its time, then the reason alone. */
  readonly differences: readonly DecisionDifference[];
}
export type StageCounts = Readonly<Record<DecisionStage, number>>;

/** Differences beyond this many are counted by stage and not listed. */
export const DIFFERENCES_MAX = 10_000;

export interface TrialOptions {
  readonly source: Disk | string;
  /** The site under the other policy. */
  readonly change: (site: SiteModel) => SiteModel;
  readonly progress?: (events: number) => void;
}

const RANK: Readonly<Record<DecisionStage, number>> = { none: 0, "pre-alert": 1, "take-cover": 2 };

/**
 * Runs a journal's events twice through this version's engine, under the policy that was in force and under another one, and tells what would have
 * been decided otherwise. Nothing is sent and nothing is written. Both runs are new, so that a difference comes from the policy and from nothing else;
 * tracking is the same in both, so objects have the same names.
 */
export function tryPolicy({ source, change, progress }: TrialOptions): PolicyTrial {
  const before = new TrialRun();
  const after = new TrialRun();
  let events = 0;
  let erasedEvents = 0;
  for (const record of readJournal(source)) {
    if (record.erased && isEventType(record.type)) erasedEvents++;
    const decoded = decodeRecord(record.type, record.payload);
    if (decoded.kind !== "event") continue;
    const { event } = decoded;
    before.take(event);
    after.take(event.type === "configuration" ? { ...event, site: change(event.site) } : event);
    events++;
    progress?.(events);
  }
  return {
    events,
    erasedEvents,
    objects: before.objects,
    decided: { before: before.counts(), after: after.counts() },
    alarms: { before: before.alarms(), after: after.alarms() },
    differences: differencesOf(before.decided, after.decided),
  };
}

interface Standing {
  readonly track: string;
  readonly area: string | null;
  of: DecidedOf;
}

/** One run of the journal's events, and what it decided. */
class TrialRun {
  readonly #engine: Engine = createEngine();
  readonly decided = new Map<string, Standing>();
  readonly #open = new Map<string, { fromUs: TimeUs; stage: DecisionStage }>();
  readonly #alarms: AlarmOf[] = [];
  #wakeAtUs: TimeUs | null = null;

  /** Time passes as it would have: another policy wakes the engine at other times than the recorded ticks. */
  take(event: EngineEvent): void {
    for (let beforeUs = -Infinity; ; ) {
      const wakeAtUs = this.#wakeAtUs;
      // An engine that asked for the same moment again would have it for ever.
      if (wakeAtUs === null || wakeAtUs >= event.receivedUs || wakeAtUs <= beforeUs) break;
      beforeUs = wakeAtUs;
      this.#step({ type: "tick", receivedUs: wakeAtUs });
    }
    this.#step(event);
  }

  get objects(): number {
    return new Set([...this.decided.values()].map(({ track }) => track)).size;
  }

  counts(): StageCounts {
    const counts = { none: 0, "pre-alert": 0, "take-cover": 0 };
    for (const { of } of this.decided.values()) counts[of.stage]++;
    return counts;
  }

  alarms(): readonly AlarmOf[] {
    const running = [...this.#open].map(([area, { fromUs, stage }]) => ({
      area,
      fromUs,
      untilUs: null,
      stage,
    }));
    return [...this.#alarms, ...running].toSorted((a, b) => a.fromUs - b.fromUs);
  }

  #step(event: EngineEvent): void {
    const { effects, wakeAtUs } = stepOrFault(this.#engine, event);
    this.#wakeAtUs = wakeAtUs;
    for (const effect of effects) this.#see(effect);
  }

  #see(effect: EngineEffect): void {
    if (effect.type === "decision") this.#decide(effect.decision);
    if (effect.type !== "warning") return;
    const { areaId, stage, action, issuedUs } = effect.warning;
    const open = this.#open.get(areaId);
    if (action === "end" || stage === "all-clear" || stage === "retraction") {
      this.#open.delete(areaId);
      if (open !== undefined) this.#alarms.push({ area: areaId, untilUs: issuedUs, ...open });
    } else if (open === undefined) this.#open.set(areaId, { fromUs: issuedUs, stage });
    else if (RANK[stage] > RANK[open.stage]) open.stage = stage;
  }

  #decide(decision: Decision): void {
    const { trackId: track, areaId: area, stage, reasons, decidedUs, numbers } = decision;
    const key = `${track} ${area ?? ""}`;
    const known = this.decided.get(key);
    // The last decision of a track speaks of an earlier moment: what it says was decided then.
    const knownRank = known === undefined ? 0 : RANK[known.of.stage];
    if (knownRank > 0 && (decision.final || RANK[stage] <= knownRank)) return;
    const reached = stage === "none" ? null : decidedUs;
    const { arrivalFromUs } = numbers;
    const leadS =
      reached === null || arrivalFromUs === null ? null : (arrivalFromUs - reached) / 1e6;
    this.decided.set(key, { track, area, of: { stage, atUs: reached, leadS, reasons } });
  }
}

const NOTHING: DecidedOf = { stage: "none", atUs: null, leadS: null, reasons: [] };

function differencesOf(
  before: ReadonlyMap<string, Standing>,
  after: ReadonlyMap<string, Standing>,
): readonly DecisionDifference[] {
  const differences: DecisionDifference[] = [];
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const one = before.get(key) ?? after.get(key);
    if (one === undefined) continue;
    const [a, b] = [before.get(key)?.of ?? NOTHING, after.get(key)?.of ?? NOTHING];
    const same = a.stage === b.stage && a.atUs === b.atUs && a.reasons[0] === b.reasons[0];
    if (!same) differences.push({ track: one.track, area: one.area, before: a, after: b });
  }
  return differences
    .toSorted((a, b) => weight(a) - weight(b) || firstUs(a) - firstUs(b))
    .slice(0, DIFFERENCES_MAX);
}

/** What matters most to people stands first. */
function weight({ before, after }: DecisionDifference): number {
  if (RANK[after.stage] < RANK[before.stage]) return 0;
  if (RANK[after.stage] > RANK[before.stage]) return 1;
  return before.atUs === after.atUs ? 3 : 2;
}
const firstUs = ({ before, after }: DecisionDifference): TimeUs => before.atUs ?? after.atUs ?? 0;
