import { createEngine, type Warning } from "@tocsin/core";
import { expect, test } from "vitest";
import { drive, simulate } from "../src/index.ts";
import { scenarioOf } from "../src/testing/scenario-files.ts";

/** The window is of arrival at the area; to its middle it is 700 m more, and 100 m of buffer before. */
const CROSSING_US = (800 / 45) * 1_000_000;

/** As at Khan Sheikhoun in 2018: told to be two minutes away, it came nineteen minutes after. */
test("a window that no longer holds is told anew, and the strike falls into the last", () => {
  const simulation = simulate(scenarioOf("khan-sheikhoun-2018"));
  const warnings: Warning[] = [];
  for (const { effects } of drive(createEngine(), simulation.events()))
    for (const effect of effects) if (effect.type === "warning") warnings.push(effect.warning);
  const impactUs = simulation.truth.objects[0].impact?.timeUs ?? 0;
  const told = warnings.filter((w) => w.arrivalFromUs !== null && w.issuedUs <= impactUs);
  const [first] = told;
  const last = told[told.length - 1];
  // The first window is long over when it comes, and is known to be one.
  expect(first.arrivalToUs ?? 0).toBeLessThan(impactUs - 600_000_000);
  expect((first.arrivalToUs ?? 0) - (first.arrivalFromUs ?? 0)).toBeGreaterThan(0);
  expect(last.arrivalFromUs ?? Infinity).toBeLessThanOrEqual(impactUs);
  expect(last.arrivalToUs ?? 0).toBeGreaterThanOrEqual(impactUs - CROSSING_US);
  // People are told to be safe no longer than the window, the delay and the margin, and are warned when it comes.
  const atImpact = warnings.findLast((w) => w.issuedUs <= impactUs);
  expect(atImpact?.stage).toBe("take-cover");
  const widthS = (w: Warning): number => ((w.arrivalToUs ?? 0) - (w.arrivalFromUs ?? 0)) / 1e6;
  expect(widthS(last)).toBeLessThan(widthS(first));
});
