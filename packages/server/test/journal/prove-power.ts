import { parseArgs } from "node:util";
import { diskError } from "@tocsin/sim";
import { cutEverywhere } from "./power-cuts.ts";

/** `npm run prove -- power --records N --tear N`: power lost before every operation of the journal's disk, in every way, with and without failing disks. */
const { values } = parseArgs({
  options: {
    records: { type: "string", default: "60" },
    tear: { type: "string", default: "2" },
    fail: { type: "string", default: "9" },
    commit: { type: "string", default: "unknown" },
  },
});
const [records, tearStep, failEvery] = [values.records, values.tear, values.fail].map(Number);
let failures = 0;
const note = (text: string): void => void process.stderr.write(`  ${text}\n`);
let broken: string | null = null;
const lines: string[] = [
  `power cuts, commit ${values.commit}, every ${tearStep} octets of a torn write`,
];
try {
  note("a disk that works");
  const sound = cutEverywhere({ records, tearStep, reserves: false, fail: () => undefined });
  note("room prepared for what comes next, as a post does it");
  const reserved = cutEverywhere({ records, tearStep, reserves: true, fail: () => undefined });
  note("a disk of which writes and syncs fail");
  const failing = cutEverywhere({
    records: Math.ceil(records / 2),
    tearStep: 30 * tearStep,
    reserves: true,
    fail: (operation, number) => {
      if ((operation !== "sync" && operation !== "write") || number % failEvery !== 0) return;
      failures += 1;
      throw diskError(operation === "sync" ? "EIO" : "ENOSPC");
    },
  });
  const states = sound.states + reserved.states + failing.states;
  lines.push(
    `${sound.states} states of a disk that works: ${sound.torn} ended in an unfinished write, each found; ${sound.quarantined} were set aside, since the hole was too short to be told from damage`,
    `${reserved.states} states with room prepared behind the last record: ${reserved.torn} ended in an unfinished write, each found; ${reserved.quarantined} were set aside`,
    `${failing.states} states after ${failures} failed writes and syncs: ${failing.torn} ended in an unfinished write`,
    `no record that was called recorded is lost, and verify and the next start agree in each; ${states} without one show < ${((100 * 3) / states).toFixed(3)} % at 95 %`,
  );
} catch (error) {
  broken = error instanceof Error ? error.message : String(error);
  lines.push(`BREACH ${broken}`, "BROKEN");
}
process.stdout.write(`${lines.join("\n")}\n`);
process.exitCode = broken === null ? 0 : 1;
