import { createEngine } from "@tocsin/core";
import { drive, type DrivenStep, type Scenario, type Simulation, simulate } from "../src/index.ts";

/** A scenario under its own seed, and all that the engine made of it. */
export interface ScenarioRun {
  readonly simulation: Simulation;
  readonly steps: readonly DrivenStep[];
}

export function runScenario(scenario: Scenario): ScenarioRun {
  const simulation = simulate(scenario);
  return { simulation, steps: [...drive(createEngine(), simulation.events())] };
}
