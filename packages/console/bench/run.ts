import { join } from "node:path";
import { parseArgs } from "node:util";
import { preview } from "vite";
import { launchChromium } from "../dev/chromium.ts";
import { routeFixtures } from "../dev/fixture-routes.ts";
import { serveLive } from "./live-server.ts";
import { swarmPicture } from "./swarm.ts";
import { scriptMsPerFrame, traced } from "./trace.ts";

const LIMIT_MS = 8;
/** Frames that pass before the next picture is sent: one is taken in, worked out and drawn in three of them. */
const FRAMES = 4;

/**
 * How much script the live screen runs for each frame when a picture with many objects comes in: the built console in
 * the system's Chromium. Each picture is sent when the one before was drawn, so that a busy computer, which draws few
 * frames, does not put two pictures into one. `npm run build:console && npm run bench -w packages/console -- --tracks 500`.
 */
const { values } = parseArgs({
  options: {
    tracks: { type: "string", default: "500" },
    pictures: { type: "string", default: "60" },
    /** The browser compiles script at its first uses. */
    "warm-up": { type: "string", default: "60" },
  },
});
const tracks = Number(values.tracks);
const pictures = Number(values.pictures);
const warmUp = Number(values["warm-up"]);

const server = await preview({
  root: join(import.meta.dirname, ".."),
  preview: { port: 4698, proxy: {} },
});
const first = swarmPicture(0, tracks);
const send = serveLive(server.httpServer, JSON.stringify({ type: "picture", picture: first }));
const changeAt = (second: number): string => {
  const picture = swarmPicture(second, tracks);
  // As the server sends it: trails go on from the picture before.
  const bare = picture.tracks.map((track) => ({ ...track, trail: [] }));
  return JSON.stringify({ type: "change", picture: { ...picture, tracks: bare } });
};
// On a computer that is busy with other things a picture may take long; the screen is not to think that all is lost.
const beat = setInterval(
  () => send(JSON.stringify({ type: "heartbeat", timeUs: first.timeUs, sequence: 1 })),
  250,
);
const browser = await launchChromium();
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await routeFixtures(page);
  await page.goto("http://localhost:4698/#/live");
  await page.locator(".map-overlay").waitFor({ state: "attached" });
  const show = async (from: number, count: number): Promise<void> => {
    for (let second = from; second < from + count; second += 1) {
      const before = await page.locator(".clock-time").innerText();
      send(changeAt(second));
      await page.waitForFunction(drawnSince, { text: before, frames: FRAMES });
    }
  };
  await show(1, warmUp);
  const session = await page.context().newCDPSession(page);
  const events = await traced(session, () => show(1 + warmUp, pictures));
  const frames = scriptMsPerFrame(events).toSorted((a, b) => b - a);
  // Of the frames that each picture has, those that have to do with it.
  const busy = frames.slice(0, 3 * pictures).reverse();
  const at = (share: number): string =>
    (busy[Math.min(busy.length - 1, Math.floor(share * busy.length))] ?? 0).toFixed(1);
  console.log(`${tracks} objects, ${pictures} pictures, ${frames.length} frames`);
  console.log(
    `script on the main thread for a frame that has to do with a picture: median ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms, most ${at(1)} ms`,
  );
  console.log(`${busy.filter((ms) => ms > LIMIT_MS).length} frames over ${LIMIT_MS} ms`);
} finally {
  clearInterval(beat);
  await browser.close();
  await server.close();
}

/** In the page: whether another second is shown, and has been for some frames. */
function drawnSince(asked: { readonly text: string; readonly frames: number }): unknown {
  if (document.querySelector(".clock-time")?.textContent === asked.text) return false;
  return new Promise<boolean>((resolve) => {
    const pass = (left: number): void => {
      if (left === 0) resolve(true);
      else requestAnimationFrame(() => pass(left - 1));
    };
    pass(asked.frames);
  });
}
