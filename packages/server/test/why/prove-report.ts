import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { reportedCase, tamper } from "./tamper.ts";

/** `npm run prove -- report --edits N --seed S`: random changes of a report and its journal, and whether each is found. */
const { values } = parseArgs({
  options: {
    edits: { type: "string", default: "10000" },
    seed: { type: "string", default: "7" },
    commit: { type: "string", default: "unknown" },
  },
});
const [edits, seed] = [values.edits, values.seed].map(Number);
const began = process.cpuUsage();
const folder = mkdtempSync(join(tmpdir(), "tocsin-report-"));
try {
  const { ofPage, ofJournal, missed } = tamper(await reportedCase(folder), { edits, seed });
  const { user, system } = process.cpuUsage(began);
  const lines = [
    `a report and its journal: ${edits} random edits, seed ${seed}, commit ${values.commit}`,
    `edits of the page: ${ofPage}; of the journal: ${ofJournal}; found: ${edits - missed.length}`,
    ...missed.map((words) => `MISSED ${words}`),
    `${((user + system) / 1e6).toFixed(1)} s of processor time`,
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
  process.exitCode = missed.length === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
