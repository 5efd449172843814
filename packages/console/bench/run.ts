import { join } from "node:path";
import { parseArgs } from "node:util";
import { preview } from "vite";
import { launchChromium } from "../dev/chromium.ts";
import { routeFixtures } from "../dev/fixture-routes.ts";
import { serveLive } from "./live-server.ts";
import { swarmPicture } from "./swarm.ts";
import { scriptMsPerFrame, traced } from "./trace.ts";

const LIMIT_MS = 8;
/** The browser compiles script and shaders at their first use. */
const WARM_UP_MS = 8_000;

/**
 * How much script the live screen runs for each frame while pictures with many objects come in: the built console in
 * the system's Chromium. `npm run build:console && npm run bench -w packages/console -- --tracks 500 --per-second 2`.
 */
const { values } = parseArgs({
  options: {
    tracks: { type: "string", default: "500" },
    "per-second": { type: "string", default: "2" },
    seconds: { type: "string", default: "10" },
  },
});
const tracks = Number(values.tracks);
const perSecond = Number(values["per-second"]);
const seconds = Number(values.seconds);

const server = await preview({
  root: join(import.meta.dirname, ".."),
  preview: { port: 4698, proxy: {} },
});
const texts = Array.from({ length: 60 }, (_, index) =>
  JSON.stringify({ type: "picture", picture: swarmPicture(index / perSecond, tracks) }),
);
const stop = serveLive(server.httpServer, {
  perSecond,
  text: (index) => texts[index % texts.length] ?? "",
});
const browser = await launchChromium();
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await routeFixtures(page);
  await page.goto("http://localhost:4698/#/live");
  await page.locator(".map-canvas canvas").waitFor();
  await page.waitForTimeout(WARM_UP_MS);
  const session = await page.context().newCDPSession(page);
  const events = await traced(session, () => page.waitForTimeout(seconds * 1_000));
  const frames = scriptMsPerFrame(events).toSorted((a, b) => a - b);
  const at = (share: number): string =>
    (frames[Math.min(frames.length - 1, Math.floor(share * frames.length))] ?? 0).toFixed(1);
  const over = frames.filter((ms) => ms > LIMIT_MS).length;
  console.log(
    `${tracks} objects, ${perSecond} pictures a second, ${frames.length} frames in ${seconds} s`,
  );
  console.log(
    `script on the main thread for a frame: median ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms, most ${at(1)} ms`,
  );
  console.log(`${over} frames over ${LIMIT_MS} ms`);
} finally {
  stop();
  await browser.close();
  await server.close();
}
