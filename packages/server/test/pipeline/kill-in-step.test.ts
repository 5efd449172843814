import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEngine, type EngineEffect } from "@tocsin/core";
import { expect, test } from "vitest";
import { readJournal } from "../../src/journal/read-journal.ts";
import { decodeRecord } from "../../src/pipeline/encode-record.ts";
import { recoverEngine } from "../../src/pipeline/recover-engine.ts";
import { replayJournal } from "../../src/pipeline/replay-journal.ts";

const SEED = "101";
const CHILD = new URL("./kill-child.ts", import.meta.url).pathname;

/** Runs a salvo until so many warnings have left, and kills it there. */
function killedAfter(directory: string, warnings: number) {
  const { signal, stdout, stderr } = spawnSync(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", CHILD, directory, SEED, String(warnings)],
    { encoding: "utf8" },
  );
  expect(stderr).toBe("");
  const said = stdout.trim().split("\n");
  return {
    signal,
    left: said.map((line) => JSON.parse(line) as { name: string; recorded: boolean }),
  };
}

const warningsOf = (effects: Iterable<EngineEffect>): readonly string[] =>
  Array.from(effects).flatMap((effect) =>
    effect.type === "warning"
      ? [`${effect.warning.areaId} ${effect.warning.episode}.${effect.warning.version}`]
      : [],
  );

function* effectsIn(directory: string): Generator<EngineEffect> {
  for (const { type, payload } of readJournal(directory)) {
    const decoded = decodeRecord(type, payload);
    if (decoded.kind === "effect") yield decoded.effect;
  }
}

test.each([1, 3, 5, 8])(
  "a post killed in a step, after %i warnings have left, has lost none and says none twice as new",
  (warnings) => {
    const directory = mkdtempSync(join(tmpdir(), "tocsin-kill-in-step-"));
    try {
      const { signal, left } = killedAfter(directory, warnings);
      expect(signal).toBe("SIGKILL");
      const recorded = warningsOf(effectsIn(directory));
      const confirmed = left.flatMap(({ name, recorded: isRecorded }) =>
        isRecorded ? [name] : [],
      );
      expect(recorded).toEqual(expect.arrayContaining(confirmed));
      const replayed = replayJournal(directory);
      expect(replayed.firstDifference).toBe(null);
      // It died with work left to do, and a start does just that.
      const { unrecorded } = recoverEngine(directory, createEngine());
      expect(unrecorded.length).toBeGreaterThan(0);
      const owed = warningsOf(unrecorded);
      const all = [...recorded, ...owed];
      expect(new Set(all).size).toBe(all.length);
      expect(replayed.unfinished).toBe(
        unrecorded.filter(({ type }) => type === "decision" || type === "warning").length,
      );
    } finally {
      rmSync(directory, { recursive: true });
    }
  },
);
