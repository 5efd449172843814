import type { Detection, EngineEvent, Look, LookEvent } from "@tocsin/core";
import type { Scenario } from "../scenario/scenario.ts";
import { type SimulateOptions, type Simulation, simulate } from "../simulate.ts";

/** A detection with what really caused it: an object's id, or `clutter`. */
export interface KnownDetection {
  readonly look: Look;
  readonly detection: Detection;
  readonly cause: string;
}

export interface Run {
  readonly simulation: Simulation;
  readonly events: readonly EngineEvent[];
  readonly looks: readonly LookEvent[];
  readonly detections: readonly KnownDetection[];
}

/** A whole run of a scenario, held in memory. */
export function run(scenario: Scenario, options: SimulateOptions = {}): Run {
  const simulation = simulate(scenario, options);
  const events = [...simulation.events()];
  const looks = events.filter((event) => event.type === "look");
  const detections = looks.flatMap(({ look }) =>
    look.detections.map((detection, index) => {
      const { sensorId, sequence } = look;
      const origin = simulation.originOf({ sensorId, lookSequence: sequence, index });
      const cause = origin.kind === "object" ? origin.objectId : origin.kind;
      return { look, detection, cause };
    }),
  );
  return { simulation, events, looks, detections };
}

export const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, x) => sum + x, 0) / values.length;

export const sigmaOf = (values: readonly number[]): number => {
  const mean = meanOf(values);
  return Math.sqrt(meanOf(values.map((x) => (x - mean) * (x - mean))));
};
