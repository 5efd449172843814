import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { bundledCase, tamperBundle } from "./bundle-case.ts";
import { reportedCase } from "./tamper.ts";

/** `npm run prove -- bundle --edits N --seed S`: random changes of a bundle of evidence, and whether each is found. */
const { values } = parseArgs({
  options: {
    edits: { type: "string", default: "10000" },
    seed: { type: "string", default: "7" },
    commit: { type: "string", default: "unknown" },
  },
});
const [edits, seed] = [values.edits, values.seed].map(Number);
const began = process.cpuUsage();
const folder = mkdtempSync(join(tmpdir(), "tocsin-bundle-"));
try {
  const made = bundledCase(await reportedCase(folder), seed);
  const missed = tamperBundle(made, { edits, seed });
  const { user, system } = process.cpuUsage(began);
  const lines = [
    `a bundle of ${Buffer.byteLength(made.text)} bytes: ${edits} random edits, seed ${seed}, commit ${values.commit}`,
    `found with the public key alone: ${edits - missed.length}`,
    ...missed.map((words) => `MISSED ${words}`),
    `${((user + system) / 1e6).toFixed(1)} s of processor time`,
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
  process.exitCode = missed.length === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
