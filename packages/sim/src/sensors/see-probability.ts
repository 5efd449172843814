import type { SensorSpec } from "@tocsin/core";
import type { TruthObject } from "../truth/truth-object.ts";
import type { EffectiveModel } from "./effective-model.ts";
import type { SensorPlace, Sight } from "./sensor-truth.ts";

export function seeProbability(
  spec: SensorSpec,
  model: EffectiveModel,
  object: TruthObject,
  sight: Sight,
  _place: SensorPlace,
): number {
  const c = spec.coverage;
  const az =
    (((sight.azimuthRad - c.azimuthFromRad) % (2 * Math.PI)) + 2 * Math.PI) % (2 * Math.PI);
  if (sight.rangeM < c.rangeMinM || sight.rangeM > c.rangeMaxM || az > c.azimuthWidthRad) return 0;
  if (sight.elevationRad < c.elevationMinRad || sight.elevationRad > c.elevationMaxRad) return 0;
  void object;
  return spec.detectionProbability * model.config.detection_factor;
}
