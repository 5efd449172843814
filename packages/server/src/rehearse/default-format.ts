import type { SensorSpec } from "@tocsin/core";
import { effectiveModel, type Scenario } from "@tocsin/sim";
import type { Format } from "./formats.ts";

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
