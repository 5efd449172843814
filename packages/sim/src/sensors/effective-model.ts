import type { SensorKind, SensorSpec } from "@tocsin/core";
import { type SensorModelConfig, sensorModelSchema } from "../scenario/sensor-model-schema.ts";

/** A sensor model with everything that follows from the sensor's kind filled in. */
export interface EffectiveModel {
  readonly config: SensorModelConfig;
  readonly measures: NonNullable<SensorModelConfig["measures"]>;
  readonly scan: NonNullable<SensorModelConfig["scan"]>;
  readonly sound: boolean;
  /** Its looks hold detections only and say nothing of what was not seen: reports of objects, people, other systems. */
  readonly reportsOnly: boolean;
  /** It says nothing at all when it has seen nothing: a person. */
  readonly silentWhenEmpty: boolean;
}

const MEASURES: Readonly<Record<SensorKind, EffectiveModel["measures"]>> = {
  radar: "range-azimuth-elevation",
  tracker: "position",
  cooperative: "position",
  acoustic: "azimuth",
  radio: "azimuth",
  observer: "azimuth",
};

/** How `spec` behaves: its scenario's model, or the defaults for its kind. */
export function effectiveModel(
  spec: SensorSpec,
  models: readonly SensorModelConfig[],
): EffectiveModel {
  const config =
    models.find((model) => model.id === spec.id) ?? sensorModelSchema.parse({ id: spec.id });
  return {
    config,
    measures: config.measures ?? MEASURES[spec.kind],
    scan: config.scan ?? (spec.kind === "radar" ? "rotating" : "staring"),
    sound: config.sound ?? spec.kind === "acoustic",
    reportsOnly: ["cooperative", "tracker", "observer"].includes(spec.kind),
    silentWhenEmpty: spec.kind === "observer",
  };
}
