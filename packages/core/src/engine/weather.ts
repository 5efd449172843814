import { type AirLevel, airProblem } from "../atmosphere/measured-atmosphere.ts";
import { MICROS_PER_SECOND, type TimeUs } from "../units/time.ts";

/** The air over the site, as somebody measured or forecast it. */
export interface Weather {
  /** Who measured or forecast it, as people know it. */
  readonly source: string;
  /** For when it holds best. */
  readonly observedUs: TimeUs;
  /** From then on nothing is known of the air again. */
  readonly untilUs: TimeUs;
  /** By ascending height. */
  readonly levels: readonly AirLevel[];
}

/** Weather may be forecast for so long after it arrives, s. */
const AHEAD_MAX_S = 3_600;
/** It is trusted for so long after it was observed, s, whatever its sender says. */
const WEATHER_AGE_MAX_S = 24 * 3_600;

/** Why weather cannot come into force now, beside `current`, in words; null: it can. */
export function weatherProblem(
  weather: Weather,
  current: Weather | null,
  { nowUs, groundHeightM }: { readonly nowUs: TimeUs; readonly groundHeightM: number },
): string | null {
  const { observedUs, untilUs, levels } = weather;
  if (observedUs > nowUs + AHEAD_MAX_S * MICROS_PER_SECOND)
    return "it is for more than an hour from now";
  if (untilUs <= nowUs) return "it holds no longer";
  if (untilUs > observedUs + WEATHER_AGE_MAX_S * MICROS_PER_SECOND)
    return `it would hold for more than ${WEATHER_AGE_MAX_S / 3_600} hours`;
  if (current !== null && observedUs < current.observedUs)
    return `it is older than that of ${current.source}, which is in force`;
  return airProblem(levels, groundHeightM);
}
