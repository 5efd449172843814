import { MICROS_PER_SECOND, type TimeUs } from "../units/time.ts";
import type { AlarmVerdict } from "./judge-alarm.ts";
import type { ThreatVerdict } from "./judge-threat.ts";
import type { Outcome } from "./outcome.ts";

/** What belongs to one attack, or to one false alarm: alarms and outcomes with no pause between them. */
export interface AttackEvent {
  readonly fromUs: TimeUs;
  readonly toUs: TimeUs;
  readonly outcomes: readonly Outcome[];
  readonly threats: readonly ThreatVerdict[];
  readonly alarms: readonly AlarmVerdict[];
}

/** Alarms and outcomes no farther apart than this are of one event. */
export const EVENT_PAUSE_US = 600 * MICROS_PER_SECOND;

type Item = { readonly fromUs: TimeUs; readonly toUs: TimeUs } & (
  | { readonly kind: "alarm"; readonly alarm: AlarmVerdict }
  | {
      readonly kind: "outcome";
      readonly outcome: Outcome;
      readonly threats: readonly ThreatVerdict[];
    }
);

/** Cuts what happened at a site into events, in order of time, whatever areas they concern. */
export function attackEvents(
  alarms: readonly AlarmVerdict[],
  outcomes: readonly { readonly outcome: Outcome; readonly threats: readonly ThreatVerdict[] }[],
): readonly AttackEvent[] {
  const items: Item[] = [
    ...alarms.map(
      (alarm): Item => ({ kind: "alarm", alarm, fromUs: alarm.fromUs, toUs: alarm.toUs }),
    ),
    ...outcomes.map(
      (each): Item => ({
        kind: "outcome",
        ...each,
        fromUs: each.outcome.atUs,
        toUs: each.outcome.atUs,
      }),
    ),
  ];
  items.sort((a, b) => a.fromUs - b.fromUs || a.toUs - b.toUs);
  const groups: Item[][] = [];
  let endUs = Number.NEGATIVE_INFINITY;
  for (const item of items) {
    const group = groups.at(-1);
    if (group === undefined || item.fromUs > endUs + EVENT_PAUSE_US) groups.push([item]);
    else group.push(item);
    endUs = Math.max(endUs, item.toUs);
  }
  return groups.map(eventOf);
}

const eventOf = (items: readonly Item[]): AttackEvent => ({
  fromUs: items[0].fromUs,
  toUs: Math.max(...items.map(({ toUs }) => toUs)),
  outcomes: items.flatMap((item) => (item.kind === "outcome" ? [item.outcome] : [])),
  threats: items.flatMap((item) => (item.kind === "outcome" ? item.threats : [])),
  alarms: items.flatMap((item) => (item.kind === "alarm" ? [item.alarm] : [])),
});
