import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { BACK_MS, cutCampaign } from "./cut-campaign.ts";

/** `npm run prove -- cuts --cuts N --seed S`: pages that are cut off from their post while it warns. */
const { values } = parseArgs({
  options: {
    cuts: { type: "string", default: "500" },
    pages: { type: "string", default: "50" },
    longest: { type: "string", default: "45" },
    seed: { type: "string", default: "1" },
    commit: { type: "string", default: "unknown" },
  },
});
const folder = mkdtempSync(join(tmpdir(), "tocsin-cuts-"));
try {
  const figures = await cutCampaign({
    cuts: Number(values.cuts),
    pages: Number(values.pages),
    longestS: Number(values.longest),
    seed: Number(values.seed),
    folder,
    progress: (text) => void process.stderr.write(`  ${text}\n`),
  });
  const { cuts, missedSomething, fromHeartbeatMs, fromHealingMs, breaches } = figures;
  const count = Object.values(cuts).reduce((sum, each) => sum + each, 0);
  const kinds = Object.entries(cuts).map(([how, times]) => `${times} ${how}`);
  const spread = (each: readonly number[]): string => {
    const sorted = each.toSorted((a, b) => a - b);
    const at = (share: number): string =>
      `${Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0)} ms`;
    return `median ${at(0.5)}, 95 % ${at(0.95)}, longest ${at(1)}`;
  };
  const lines = [
    `cuts: ${count} of 1 to ${values.longest} s (${kinds.join(", ")}), seed ${values.seed}, commit ${values.commit}`,
    `something new was said in ${missedSomething} of them`,
    `all that holds is there after the first heartbeat: ${spread(fromHeartbeatMs)} (promised: ${BACK_MS} ms)`,
    ...Object.entries(fromHealingMs).map(
      ([how, each]) => `after the way healed, ${how}: ${spread(each)} (promised: ${BACK_MS} ms)`,
    ),
    ...breaches.map((breach) => `BREACH ${breach}`),
    breaches.length === 0
      ? `none missed; ${count} without one show < ${((100 * 3) / count).toFixed(2)} % at 95 %`
      : "BROKEN",
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
  process.exitCode = breaches.length === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
