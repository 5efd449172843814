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

/** What is scored, of one journal and one mode: a drill is no attack. */
export interface ScoringRecord {
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

/** Scores records of one mode together, each with areas of its own; `month` alone where one is named. */
export function scorecardOf(
  mode: Mode,
  records: readonly ScoringRecord[],
  month: string | null = null,
): Scorecard {
  const isWanted = (timeUs: TimeUs): boolean => month === null || monthOf(timeUs) === month;
  const events = records
    .flatMap(eventsOf)
    .filter(({ fromUs }) => isWanted(fromUs))
    .sort((a, b) => a.fromUs - b.fromUs);
  const forecasts = records.flatMap(judgedForecasts).filter(({ atUs }) => isWanted(atUs));
  const tally = (name: string | null): CalibratedTally => {
    const isOf = (timeUs: TimeUs): boolean => name === null || monthOf(timeUs) === name;
    return {
      ...tallyOf(events.filter(({ fromUs }) => isOf(fromUs))),
      ...calibrationOf(forecasts.filter(({ atUs }) => isOf(atUs))),
    };
  };
  const months = new Set([
    ...events.map(({ fromUs }) => monthOf(fromUs)),
    ...forecasts.map(({ atUs }) => monthOf(atUs)),
  ]);
  return {
    mode,
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

interface JudgedForecast {
  readonly atUs: TimeUs;
  readonly said: number;
  /** null: nobody knows. */
  readonly came: boolean | null;
}

function judgedForecasts(record: ScoringRecord): readonly JudgedForecast[] {
  const areas = new Map(record.areas.map((area) => [area.id, area]));
  return record.forecasts.flatMap((forecast) => {
    const area = areas.get(forecast.areaId);
    const { atUs, probability: said } = forecast;
    return area === undefined ? [] : [{ atUs, said, came: cameTrue(forecast, area, record) }];
  });
}

function calibrationOf(
  forecasts: readonly JudgedForecast[],
): Pick<CalibratedTally, "calibration" | "calibrationUnknown"> {
  const known = forecasts.flatMap(({ said, came }): readonly Said[] =>
    came === null ? [] : [{ said, came: came ? 1 : 0 }],
  );
  return {
    calibration: reliabilityOf(known),
    calibrationUnknown: forecasts.length - known.length,
  };
}
