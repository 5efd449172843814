import type { SensorSpec } from "@tocsin/core";
import { effectiveModel, type Scenario } from "@tocsin/sim";

/** What a simulated sensor can speak. */
export const FORMATS = [
  "asterix-015",
  "asterix-048",
  "asterix-021",
  "asterix-062",
  "generic",
  "beast",
  "remote-id",
  "remote-id-beacon",
  "cursor-on-target",
  "sapient",
] as const;
export type Format = (typeof FORMATS)[number];

/** What is sent over a radar network. */
export const isAsterix = (format: Format): boolean => format.startsWith("asterix-");

export const isFormat = (text: string): text is Format => FORMATS.some((each) => each === text);

const TURN_RAD = 2 * Math.PI;

/**
 * What a sensor speaks that was told nothing: radars that see all round category 015 where they measure elevation, else 048; receivers of objects that name themselves Beast, where
 * these have addresses; all others JSON, which says everything.
 */
export function defaultFormat(spec: SensorSpec, scenario: Scenario): Format {
  const { measures } = effectiveModel(spec, scenario.definition.sensor_models);
  const isRound = spec.coverage.azimuthWidthRad > TURN_RAD - 1e-6;
  if (spec.kind === "radar" && isRound) {
    if (measures === "range-azimuth-elevation") return "asterix-015";
    if (measures === "range-azimuth") return "asterix-048";
  }
  return spec.kind === "cooperative" && namesItself(scenario) ? "beast" : "generic";
}

const namesItself = ({ definition }: Scenario): boolean =>
  definition.objects.some((object) => "cooperative" in object && object.cooperative !== undefined);
