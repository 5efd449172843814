import { type Rate, rateOf } from "./binomial-interval.ts";
import type { AttackEvent } from "./attack-events.ts";
import type { ThreatVerdict } from "./judge-threat.ts";
import { type MedianSummary, medianSummary } from "./order-summary.ts";

/** Alarms of one stage, by whether there was a reason. */
export interface AlarmCounts {
  readonly right: number;
  readonly false: number;
  readonly unknown: number;
}

/** How far off a told window was. */
export interface EtaTally {
  /** That came inside of it, of those for which one was told. */
  readonly inside: Rate;
  /** s outside of it either way, 0 inside. */
  readonly missS: MedianSummary | null;
}

/** What one event, one month or a whole record counts. docs/concepts/scorecard.md defines every figure. */
export interface ScoreTally {
  readonly events: number;
  /** Objects that are known of, by what became of them. */
  readonly objects: { readonly struck: number; readonly averted: number; readonly passed: number };
  /** Of objects and protected areas that they hit, or would have. */
  readonly threats: {
    readonly warned: number;
    readonly preAlert: number;
    readonly missed: number;
    readonly unclear: number;
    readonly inTime: number;
    /** At areas that nobody asked to protect: in no other figure. */
    readonly notProtected: number;
  };
  readonly warnedShare: Rate;
  readonly inTimeShare: Rate;
  /** Events in which something hit a protected area, or would have, and all of it was warned of. */
  readonly eventsWarnedShare: Rate;
  readonly takeCovers: AlarmCounts;
  readonly preAlerts: AlarmCounts;
  /** Of orders to take cover of which it is known. */
  readonly falseShare: Rate;
  /** People who were told to take cover, counted once for each alarm. */
  readonly people: {
    readonly rightly: number;
    readonly needlessly: number;
    readonly unknown: number;
  };
  readonly leadS: MedianSummary | null;
  readonly etaFirst: EtaTally;
  readonly etaLast: EtaTally;
}

/** Adds up events. */
export function tallyOf(events: readonly AttackEvent[]): ScoreTally {
  const threats = events.flatMap((event) => event.threats);
  const count = (verdict: ThreatVerdict["verdict"]): number =>
    threats.filter((threat) => threat.verdict === verdict).length;
  const [warned, preAlert, missed] = [count("warned"), count("pre-alert"), count("missed")];
  const known = warned + preAlert + missed;
  const inTime = threats.filter((threat) => threat.inTime).length;
  const takeCovers = alarmCounts(events, "take-cover");
  return {
    events: events.length,
    objects: objectCounts(events),
    threats: {
      warned,
      preAlert,
      missed,
      unclear: count("unclear"),
      inTime,
      notProtected: count("not-protected"),
    },
    warnedShare: rateOf(warned, known),
    inTimeShare: rateOf(inTime, known),
    eventsWarnedShare: eventsWarned(events),
    takeCovers,
    preAlerts: alarmCounts(events, "pre-alert"),
    falseShare: rateOf(takeCovers.false, takeCovers.false + takeCovers.right),
    people: peopleCounts(events),
    leadS: medianSummary(threats.flatMap(({ leadS }) => leadS ?? [])),
    etaFirst: etaTally(threats.map(({ etaFirstS }) => etaFirstS)),
    etaLast: etaTally(threats.map(({ etaLastS }) => etaLastS)),
  };
}

function objectCounts(events: readonly AttackEvent[]): ScoreTally["objects"] {
  const outcomes = events.flatMap((event) => event.outcomes);
  const count = (kind: string): number =>
    outcomes.filter((outcome) => outcome.kind === kind).length;
  return { struck: count("struck"), averted: count("averted"), passed: count("passed") };
}

/** Objects of one salvo are not independent of each other, events nearly are: this is the share whose interval can be trusted. */
function eventsWarned(events: readonly AttackEvent[]): Rate {
  const known = events
    .map(({ threats }) => threats.filter(({ verdict }) => KNOWN.has(verdict)))
    .filter((threats) => threats.length > 0);
  const warned = known.filter((threats) => threats.every(({ verdict }) => verdict === "warned"));
  return rateOf(warned.length, known.length);
}
const KNOWN: ReadonlySet<ThreatVerdict["verdict"]> = new Set(["warned", "pre-alert", "missed"]);

function alarmCounts(
  events: readonly AttackEvent[],
  stage: "pre-alert" | "take-cover",
): AlarmCounts {
  const alarms = events.flatMap((event) => event.alarms).filter((alarm) => alarm.stage === stage);
  const count = (verdict: string): number =>
    alarms.filter((alarm) => alarm.verdict === verdict).length;
  return { right: count("right"), false: count("false"), unknown: count("unknown") };
}

function peopleCounts(events: readonly AttackEvent[]): ScoreTally["people"] {
  const covers = events
    .flatMap((event) => event.alarms)
    .filter(({ stage }) => stage === "take-cover");
  const count = (verdict: string): number =>
    covers.reduce((sum, alarm) => (alarm.verdict === verdict ? sum + alarm.people : sum), 0);
  return { rightly: count("right"), needlessly: count("false"), unknown: count("unknown") };
}

function etaTally(misses: readonly (number | null)[]): EtaTally {
  const known = misses.filter((miss) => miss !== null).map((miss) => Math.abs(miss));
  return {
    inside: rateOf(known.filter((miss) => miss === 0).length, known.length),
    missS: medianSummary(known),
  };
}
