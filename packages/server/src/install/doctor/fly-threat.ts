import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Clock } from "@tocsin/sdk";
import { type Scenario, simulate } from "@tocsin/sim";
import { recordRun } from "../../run/record-run.ts";
import { simulationSigner } from "../../run/simulation-signer.ts";
import { type FlightProof, FlightWatch } from "./flight-watch.ts";

/**
 * Flies a scenario through the pipeline in mode drill, with a journal in a temporary folder and a null siren at the
 * end. No input is opened and nothing is sent.
 */
export async function flyThreat(
  scenario: Scenario,
  area: string,
  clock: Clock,
): Promise<FlightProof> {
  const simulation = simulate(scenario, { mode: "drill" });
  const watch = new FlightWatch(simulation, area, clock);
  const folder = mkdtempSync(join(tmpdir(), "tocsin-doctor-"));
  try {
    await recordRun({
      site: simulation.site,
      events: simulation.events(),
      startUs: simulation.startUs,
      dataDir: folder,
      channels: [watch.nullSiren],
      source: "doctor",
      signer: simulationSigner(scenario.id, simulation.seed),
      pace: watch.handOver,
      observe: watch.observe,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return watch.proof();
}
