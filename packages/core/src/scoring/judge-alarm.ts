import { ringArea, type Rings } from "../geodesy/polygon.ts";
import type { Area } from "../policy/area.ts";
import type { AreaId } from "../units/ids.ts";
import { MICROS_PER_SECOND, type TimeUs } from "../units/time.ts";
import type { Alarm } from "./alarm-book.ts";
import { dangerOf, endangers, type Outcome, type QuietStretch } from "./outcome.ts";

/** An alarm that begins this soon after its reason is gone is late, and not false. */
const AFTERMATH_US = 5 * MICROS_PER_SECOND;

/** One alarm of an area, and whether there was a reason for it. */
export interface AlarmVerdict {
  readonly areaId: AreaId;
  readonly episode: number;
  readonly stage: "pre-alert" | "take-cover";
  readonly fromUs: TimeUs;
  readonly toUs: TimeUs;
  /** People that it told: those of the area, or of the part of it that was told, as if they lived evenly over it. */
  readonly people: number;
  /** `right`: something endangered the area then. `false`: somebody vouches that nothing did. `unknown`: nobody has said. */
  readonly verdict: "right" | "false" | "unknown";
  /** Sequence number of its first message; null where it is of no journal. */
  readonly sequence: number | null;
}

/**
 * Judges an alarm by what is known to have happened. What it told people counts from when they were told to take cover, or from its
 * beginning where they never were: then something has to have endangered the area, or been on its way there.
 */
export function judgeAlarm(
  alarm: Alarm,
  area: Area,
  truth: { readonly outcomes: readonly Outcome[]; readonly quiet: readonly QuietStretch[] },
): AlarmVerdict {
  const beganUs = alarm.takeCoverUs ?? alarm.fromUs;
  const hasReason = truth.outcomes.some((outcome) => {
    if (!endangers(outcome, area) && !(hasNoPlace(outcome) && namesIt(alarm, outcome)))
      return false;
    const danger = dangerOf(outcome);
    return danger.fromUs <= beganUs && beganUs <= danger.toUs + AFTERMATH_US;
  });
  const isQuiet = truth.quiet.some(
    ({ fromUs, toUs, areas }) =>
      fromUs <= beganUs && alarm.toUs <= toUs && (areas === null || areas.includes(area.id)),
  );
  return {
    areaId: area.id,
    episode: alarm.episode,
    stage: alarm.takeCoverUs === null ? "pre-alert" : "take-cover",
    fromUs: alarm.fromUs,
    toUs: alarm.toUs,
    people: peopleTold(alarm, area),
    verdict: hasReason ? "right" : isQuiet ? "false" : "unknown",
    sequence: alarm.sequence,
  };
}

/** What was averted, and nobody can say where it would have come down: the alarm that named it was for something that was there. */
const hasNoPlace = ({ place, areas, passed }: Outcome): boolean =>
  place === null && areas.length === 0 && passed.length === 0;
const namesIt = ({ threats }: Alarm, { tracks }: Outcome): boolean =>
  tracks.some((id) => threats.has(id));

function peopleTold({ part }: Alarm, { people, rings }: Area): number {
  if (part === null) return people;
  const share = sizeOf(part) / sizeOf(rings);
  return Math.round(people * Math.min(1, share));
}

/** Of the outer ring less its holes, m². */
const sizeOf = ([outer, ...holes]: Rings): number =>
  Math.abs(ringArea(outer)) - holes.reduce((sum, hole) => sum + Math.abs(ringArea(hole)), 0);
