import { parseArgs } from "node:util";
import { killCampaign } from "./kill-campaign.ts";

/** `npm run prove -- kills --kills N --seed S`: a post killed N times while it decides, records and sends. */
const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "200" },
    seed: { type: "string", default: "1" },
    commit: { type: "string", default: "unknown" },
  },
});
const { kills, salvos, sent, again, recorded, breaches } = await killCampaign({
  kills: Number(values.kills),
  seed: Number(values.seed),
  progress: (text) => void process.stderr.write(`  ${text}\n`),
});
const lines = [
  `kill -9: ${kills} kills of a post in ${salvos} salvos, seed ${values.seed}, commit ${values.commit}`,
  `${recorded} messages recorded; ${sent} left, ${again} of them the same once more after a start`,
  ...breaches.map((breach) => `BREACH ${breach}`),
  breaches.length === 0
    ? `none lost, none new twice; ${kills} without one show < ${((100 * 3) / kills).toFixed(1)} % at 95 %`
    : "BROKEN",
];
process.stdout.write(`${lines.join("\n")}\n`);
process.exitCode = breaches.length === 0 ? 0 : 1;
