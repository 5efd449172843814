/**
 * Runs the Poisson multi-Bernoulli mixture filter on a scenario: `node packages/core/bench/pmbm.ts SCENARIO OUTPUT`. SCENARIO is JSON: the
 * tracker's configuration, looks in the order in which they arrive, moments, limits. OUTPUT gets the objects shown at each moment. Prints
 * its processor time as JSON.
 */
import { readFileSync, writeFileSync } from "node:fs";
import type { TrackerConfig } from "../src/tracking/tracker.ts";
import type { PmbmLimits } from "./pmbm/local-hypothesis.ts";
import { type LookArrival, runOrdered } from "./pmbm/ordered-run.ts";
import { PmbmFilter } from "./pmbm/pmbm-filter.ts";

interface Input {
  readonly config: TrackerConfig;
  readonly arrivals: readonly LookArrival[];
  readonly momentsUs: readonly number[];
  /** A bound of `null` is none: JSON has no infinity. */
  readonly limits: Omit<PmbmLimits, "looksAlike"> & { readonly looksAlike: number | null };
  readonly existenceLeast: number;
}

const [scenarioPath, outputPath] = process.argv.slice(2);
const { config, arrivals, momentsUs, limits, existenceLeast } = JSON.parse(
  readFileSync(scenarioPath, "utf8"),
) as Input;
const begin = process.cpuUsage();
const looksAlike = limits.looksAlike ?? Infinity;
const filter = new PmbmFilter(config, { ...limits, looksAlike });
const shown = runOrdered(filter, arrivals, momentsUs, existenceLeast);
const { user, system } = process.cpuUsage(begin);
writeFileSync(outputPath, JSON.stringify(shown));
console.log(JSON.stringify({ processorS: (user + system) / 1e6 }));
