import type { Area } from "../policy/area.ts";
import type { Mode } from "../policy/site-model.ts";
import type { TimeUs } from "../units/time.ts";
import { utcText } from "../units/utc-text.ts";
import type { Alarm } from "./alarm-book.ts";
import { type AttackEvent, attackEvents } from "./attack-events.ts";
import { cameTrue, type Forecast } from "./forecast.ts";
import { judgeAlarm } from "./judge-alarm.ts";
import { judgeThreat } from "./judge-threat.ts";
import { hits, type Outcome, type QuietStretch } from "./outcome.ts";
import { type Reliability, reliabilityOf, type Said } from "./reliability.ts";
import { type ScoreTally, tallyOf } from "./score-tally.ts";

/** What is scored: all of one mode, since a drill is no attack. */
export interface ScoringRecord {
  readonly mode: Mode;
  readonly areas: readonly Area[];
  readonly alarms: readonly Alarm[];
  readonly outcomes: readonly Outcome[];
  readonly quiet: readonly QuietStretch[];
  readonly forecasts: readonly Forecast[];
}

/** A tally with how well the probabilities fitted. */
export interface CalibratedTally extends ScoreTally {
  readonly calibration: Reliability;
  /** Pairs of track and area of which nobody knows whether it came. */
  readonly calibrationUnknown: number;
}

export interface ScoredEvent extends AttackEvent {
  readonly tally: ScoreTally;
}

/** How a site's warnings compare with what is known to have happened. */
export interface Scorecard {
  readonly mode: Mode;
  readonly total: CalibratedTally;
  /** By the month, in UTC, in which an event began, or a forecast was made: `2026-11`. */
  readonly months: readonly (CalibratedTally & { readonly month: string })[];
  readonly events: readonly ScoredEvent[];
}

/** The month of a time, in UTC. */
export const monthOf = (timeUs: TimeUs): string => utcText(timeUs).slice(0, 7);

/** Scores a record; `month` alone where one is named. */
export function scorecardOf(record: ScoringRecord, month: string | null = null): Scorecard {
  const isWanted = (timeUs: TimeUs): boolean => month === null || monthOf(timeUs) === month;
  const events = eventsOf(record).filter(({ fromUs }) => isWanted(fromUs));
  const forecasts = record.forecasts.filter(({ atUs }) => isWanted(atUs));
  const tally = (name: string | null): CalibratedTally => {
    const isOf = (timeUs: TimeUs): boolean => name === null || monthOf(timeUs) === name;
    const some = forecasts.filter(({ atUs }) => isOf(atUs));
    return {
      ...tallyOf(events.filter(({ fromUs }) => isOf(fromUs))),
      ...calibrationOf(record, some),
    };
  };
  const months = new Set([
    ...events.map(({ fromUs }) => monthOf(fromUs)),
    ...forecasts.map(({ atUs }) => monthOf(atUs)),
  ]);
  return {
    mode: record.mode,
    total: tally(null),
    months: [...months].sort().map((name) => ({ month: name, ...tally(name) })),
    events: events.map((event) => ({ ...event, tally: tallyOf([event]) })),
  };
}

function eventsOf({ areas, alarms, outcomes, quiet }: ScoringRecord): readonly AttackEvent[] {
  const known = new Map(areas.map((area) => [area.id, area]));
  const byArea = Map.groupBy(alarms, ({ areaId }) => areaId);
  const judged = alarms.flatMap((alarm) => {
    const area = known.get(alarm.areaId);
    return area === undefined ? [] : [judgeAlarm(alarm, area, { outcomes, quiet })];
  });
  const threatened = outcomes.map((outcome) => ({
    outcome,
    threats: areas
      .filter((area) => hits(outcome, area))
      .map((area) => judgeThreat(outcome, area, byArea.get(area.id) ?? [])),
  }));
  return attackEvents(judged, threatened);
}

function calibrationOf(
  record: ScoringRecord,
  forecasts: readonly Forecast[],
): Pick<CalibratedTally, "calibration" | "calibrationUnknown"> {
  const areas = new Map(record.areas.map((area) => [area.id, area]));
  const said: Said[] = [];
  let unknown = 0;
  for (const forecast of forecasts) {
    const area = areas.get(forecast.areaId);
    if (area === undefined) continue;
    const came = cameTrue(forecast, area, record);
    if (came === null) unknown++;
    else said.push({ said: forecast.probability, came: came ? 1 : 0 });
  }
  return { calibration: reliabilityOf(said), calibrationUnknown: unknown };
}
