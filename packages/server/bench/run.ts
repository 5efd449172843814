import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { describeMachine } from "./machine.ts";
import { trackSection } from "./track-section.ts";
import { trackTables } from "./track-tables.ts";

const USAGE = `npm run bench -- [options]
  --quick        smaller scenarios, fewer rounds and seeds: to see that it runs
  --seed N       first seed of the scenarios (1)
  --json FILE    writes all figures to FILE
`;

interface Options {
  readonly quick: boolean;
  readonly seed: number;
  readonly json: string | null;
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      quick: { type: "boolean", default: false },
      seed: { type: "string", default: "1" },
      json: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    process.exit(0);
  }
  const seed = Number(values.seed);
  if (!Number.isSafeInteger(seed) || seed < 0) throw new Error("--seed is a whole number");
  return { quick: values.quick, seed, json: values.json ?? null };
}

const progress = (text: string): void => {
  process.stderr.write(`  ${text}\n`);
};

function main(): void {
  const options = readOptions();
  const folder = mkdtempSync(join(tmpdir(), "tocsin-bench-"));
  try {
    const machine = describeMachine();
    const track = trackSection({
      objects: options.quick ? [50, 200] : [50, 200, 1000],
      seed: options.seed,
      rounds: options.quick ? 2 : 5,
      accuracySeeds: options.quick ? 2 : 20,
      folder,
      progress,
    });
    process.stdout.write(`${JSON.stringify(machine)}\n\n${trackTables(track)}\n`);
    if (options.json !== null) {
      writeFileSync(options.json, `${JSON.stringify({ machine, track }, null, 2)}\n`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main();
