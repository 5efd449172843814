import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createBenchKernel, flatScans, runKernel } from "../../bench/flat-scans.ts";
import {
  compileNative,
  readNativeTracks,
  runNative,
  writeScenarioText,
} from "../../bench/native-baseline.ts";
import { generateScenario } from "../../bench/scenario.ts";

/** Places in a row of the kernel's tables. */
const ROW = 27;

const folder = mkdtempSync(join(tmpdir(), "tocsin-parity-"));
afterAll(() => rmSync(folder, { recursive: true }));
const native = compileNative(folder);
const program = "program" in native ? native.program : null;

describe.skipIf(program === null)("the classical kernel and the native baseline", () => {
  it.each([
    { objects: 50, seed: 1 },
    { objects: 200, seed: 2 },
  ])("follow the same tracks, $objects objects", ({ objects, seed }) => {
    const scenario = generateScenario({ objects, seed });
    const paths = { scenario: join(folder, "scenario.txt"), tracks: join(folder, "tracks.txt") };
    writeScenarioText(scenario, paths.scenario);
    runNative(program ?? "", paths, 1);
    const theirs = readNativeTracks(paths.tracks, scenario.scans.length);
    const kernel = createBenchKernel();
    let compared = 0;
    runKernel(kernel, flatScans(scenario), null, (scan) => {
      const { confirmed } = kernel;
      const ours = new Map<string, readonly number[]>();
      for (let row = 0; row < confirmed.count; row++) {
        const state = Array.from(confirmed.values.subarray(row * ROW, row * ROW + 6));
        ours.set(String(confirmed.serial[row]), state);
      }
      expect([...ours.keys()].toSorted()).toEqual(theirs[scan].map(({ id }) => id).toSorted());
      for (const { id, state } of theirs[scan]) {
        const own = ours.get(id) ?? [];
        const apart = Math.max(...state.map((value, i) => Math.abs(value - own[i])));
        // They round differently, and the baseline writes micrometres.
        expect(apart).toBeLessThan(1e-4);
        compared++;
      }
    });
    expect(compared).toBeGreaterThan(30 * objects);
  });
});
