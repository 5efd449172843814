import type { RunZone } from "./detection-run.ts";
import { expectedFrom } from "./expected-look.ts";
import type { SensorSpec } from "./sensor.ts";

/** How the looks of sensors come together, of `seeing`, those that cover a zone; with none of them, of `all`, as rarely as of the slowest. */
export function looksTogether(
  seeing: readonly LookingSensor[],
  all: readonly LookingSensor[],
): Pick<RunZone, "periodS" | "expectedFrom"> {
  if (seeing.length === 0)
    return { periodS: Math.max(...all.map(({ periodS }) => periodS)), expectedFrom: 1 };
  return {
    periodS: 1 / seeing.reduce((sum, { periodS }) => sum + 1 / periodS, 0),
    expectedFrom: Math.min(...seeing.map(({ spec }) => expectedFrom(spec))),
  };
}

interface LookingSensor {
  readonly periodS: number;
  readonly spec: SensorSpec;
}
