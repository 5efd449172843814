import { MICROS_PER_SECOND, type Outcome, type TimeUs } from "@tocsin/core";
import type { Simulation } from "@tocsin/sim";
import type { EncodedRecord } from "../pipeline/encode-record.ts";
import { encodeOutcome } from "./outcome-record.ts";

/** The last alarm of a run may hold for so long after it. */
const AFTERWARDS_US = 86_400 * MICROS_PER_SECOND;

/** What a simulation knows of what really happened, for the journal of its run. */
export const truthRecord = (
  { scenario, seed, site, startUs }: Pick<Simulation, "scenario" | "seed" | "site" | "startUs">,
  outcomes: readonly Outcome[],
  lastUs: TimeUs,
): EncodedRecord =>
  encodeOutcome(
    {
      recordedUs: lastUs,
      by: { kind: "scenario", name: `${scenario.id}, seed ${seed}` },
      statement: { kind: "simulated", fromUs: startUs, toUs: lastUs + AFTERWARDS_US, outcomes },
    },
    site.mode,
  );
