import { type WeatherRecord, weatherRecordSchema } from "../../outside-schema.ts";
import { parseAs } from "../../parse-records.ts";
import { statedUs } from "../../to-look.ts";
import {
  type AirProfile,
  KELVIN_AT_ZERO_CELSIUS,
  type ProfileLevel,
  type ProfileProblem,
} from "../profile.ts";

/** The profile of a record in Tocsin's own JSON. */
export function readWeatherRecord(bytes: Uint8Array): AirProfile | ProfileProblem {
  const [parsed] = parseAs(bytes, null, weatherRecordSchema);
  if (!parsed.ok) return { reason: "bad-value", words: parsed.problem.words };
  const { record } = parsed;
  return {
    timeUs: statedUs(record.time, record.time_unix_s),
    validS: record.valid_hours === undefined ? null : 3_600 * record.valid_hours,
    source: record.source ?? null,
    heightsFrom: record.heights,
    levels: record.levels.map(levelOf),
  };
}

const levelOf = (level: WeatherRecord["levels"][number]): ProfileLevel => ({
  heightM: level.height_m,
  windFromDeg: level.wind_from_deg,
  windMps: level.wind_mps,
  ...(level.temperature_c === undefined || level.pressure_hpa === undefined
    ? {}
    : {
        temperatureK: level.temperature_c + KELVIN_AT_ZERO_CELSIUS,
        pressurePa: 100 * level.pressure_hpa,
      }),
});
