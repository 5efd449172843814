import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { parseSiteConfig } from "@tocsin/sdk";
import { runPost } from "../../src/run/run-post.ts";

/** `npm run prove -- load --seconds N --detections N --tracks N --areas N`: one post under a steady load, what it does with each look, and what it holds. */
const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "60" },
    detections: { type: "string", default: "2000" },
    tracks: { type: "string", default: "500" },
    areas: { type: "string", default: "200" },
    commit: { type: "string", default: "unknown" },
  },
});
const [seconds, detections, tracks, areas] = [
  values.seconds,
  values.detections,
  values.tracks,
  values.areas,
].map(Number);
/** The first seconds, in which everything is new, are not judged. */
const WARM_UP_S = 30;
const FEED = fileURLToPath(new URL("./feed-child.ts", import.meta.url));

const port = await new Promise<number>((resolve) => {
  const server = createServer().listen(0, "127.0.0.1", () => {
    const at = server.address();
    server.close(() => resolve(typeof at === "object" ? (at?.port ?? 0) : 0));
  });
});
const PLACE = { latitude_deg: 48, longitude_deg: 31 };
const parsed = parseSiteConfig({
  site: { id: "site", name: "Site", ...PLACE, ground_height_m: 0 },
  mode: "shadow",
  sensors: [
    {
      id: "radar",
      name: "Radar",
      kind: "radar",
      ...PLACE,
      height_m: 10,
      coverage: { range_max_m: 20_000, elevation_min_deg: -2, elevation_max_deg: 85 },
      detection_probability: 0.95,
      false_detections_per_sweep: 1,
      period_s: tracks / detections,
    },
  ],
  areas: Array.from({ length: areas }, (_, i) => ({
    id: `area-${i}`,
    name: `Area ${i}`,
    owner: "Owner",
    protection: "protected",
    circle: {
      latitude_deg: PLACE.latitude_deg + 0.003 * ((i % 20) - 10),
      longitude_deg: PLACE.longitude_deg + 0.004 * (Math.floor(i / 20) - 5),
      radius_m: 120,
    },
    people: 10,
  })),
  channels: [{ type: "log", id: "log", modes: ["shadow"] }],
  inputs: [
    {
      type: "generic",
      id: "radar-line",
      transport: { type: "tcp-listen", port },
      sensors: [
        { sensor: "radar", range_sigma_m: 15, azimuth_sigma_deg: 0.1, elevation_sigma_deg: 0.1 },
      ],
    },
  ],
});
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));

const folder = mkdtempSync(join(tmpdir(), "tocsin-load-"));
const delaysMs: number[] = [];
const heldMib: number[] = [];
const counts = { looks: 0, detections: 0, late: 0, warnings: 0, confirmed: 0, rejected: 0 };
const stop = new AbortController();
let isJudged = false;
const output = new PassThrough();
output.resume();
const ended = runPost({
  config: parsed.config,
  dataDir: folder,
  signal: stop.signal,
  stdout: output,
  observe:
    () =>
    ({ event, effects }) => {
      for (const effect of effects) {
        if (effect.type === "fault" && effect.fault.code === "LOOK_TOO_LATE") counts.late++;
        if (effect.type === "fault" && effect.fault.code === "INPUT_REJECTED") counts.rejected++;
        if (effect.type === "warning") counts.warnings++;
        if (effect.type === "track")
          counts.confirmed += effect.track.change === "confirmed" ? 1 : -1;
      }
      if (event?.type !== "look" || !isJudged) return;
      counts.looks++;
      counts.detections += event.look.detections.length;
      delaysMs.push(Date.now() - event.look.toUs / 1_000);
    },
  ready: () => {
    const feed = spawn(process.execPath, [
      FEED,
      String(port),
      String(tracks),
      String(detections / tracks),
    ]);
    setTimeout(() => (isJudged = true), WARM_UP_S * 1_000);
    const looking = setInterval(() => {
      if (isJudged) heldMib.push(process.memoryUsage().rss / 1_048_576);
    }, 1_000);
    setTimeout(
      () => {
        clearInterval(looking);
        feed.kill();
        stop.abort();
      },
      (WARM_UP_S + seconds) * 1_000,
    );
  },
});
await ended;
rmSync(folder, { recursive: true, force: true });

const at = (share: number): string => {
  const sorted = delaysMs.toSorted((a, b) => a - b);
  return `${(sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN).toFixed(0)} ms`;
};
const mean = (part: readonly number[]): number =>
  part.reduce((sum, each) => sum + each, 0) / Math.max(1, part.length);
const third = Math.floor(heldMib.length / 3);
const { user, system } = process.cpuUsage();
const lines = [
  `load: ${detections} detections/s of ${tracks} objects over ${areas} areas for ${seconds} s, commit ${values.commit}, Node ${process.version}`,
  `taken: ${(counts.detections / seconds).toFixed(0)} detections/s in ${counts.looks} looks; ${counts.late} too late, ${counts.rejected} refused; ${counts.confirmed} tracks confirmed and not ended; ${counts.warnings} warnings`,
  `from the end of a look to its decisions: median ${at(0.5)}, 99 % ${at(0.99)}, at most ${at(1)}`,
  `memory held: ${mean(heldMib.slice(0, third)).toFixed(0)} MiB in the first third, ${mean(heldMib.slice(third, 2 * third)).toFixed(0)} in the second, ${mean(heldMib.slice(2 * third)).toFixed(0)} in the last`,
  `processor: ${((user + system) / 1e6).toFixed(0)} s of ${seconds + WARM_UP_S} s`,
];
process.stdout.write(`${lines.join("\n")}\n`);
