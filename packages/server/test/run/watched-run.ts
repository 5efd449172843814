import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseScenario, simulate, type Simulation } from "@tocsin/sim";
import type { PipelineStep } from "../../src/pipeline/pipeline.ts";
import { recordRun } from "../../src/run/record-run.ts";
import { simulationSigner } from "../../src/run/simulation-signer.ts";

/**
 * Lets a made-up scenario, as a file has it, happen through the whole way into a journal that is thrown away. `watching` is given what was made of it,
 * and then sees each step.
 */
export async function watchedRun(
  scenario: object,
  seed: number,
  watching: (simulation: Simulation) => (step: PipelineStep) => void,
): Promise<void> {
  const parsed = parseScenario(scenario);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const simulation = simulate(parsed.scenario);
  const dataDir = mkdtempSync(join(tmpdir(), "tocsin-watched-"));
  try {
    await recordRun({
      site: simulation.site,
      events: simulation.events(),
      startUs: simulation.startUs,
      dataDir,
      channels: [],
      source: "test",
      signer: simulationSigner("watched", seed),
      observe: watching(simulation),
    });
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
