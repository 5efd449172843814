import { createSocket } from "node:dgram";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { PostProcess, SITE } from "./post-process.ts";
import { boundSocket, closed, freePort } from "./radar-feed.ts";

const FLOOD_PER_MS = 20;
const BURST_MS = 5;
const [RADAR] = SITE.sensors;

/** An object that comes straight in from the north-east at 80 m/s. */
const plot = (startMs: number): string =>
  JSON.stringify({
    type: "polar",
    time_unix_s: Date.now() / 1_000,
    range_m: 2_500 - 0.08 * (Date.now() - startMs),
    azimuth_deg: 45,
    elevation_deg: 2.7,
  });

test("20,000 sound messages a second of an unauthenticated sensor hide no threat that an authenticated one sees", async () => {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-flood-"));
  const [port, floodPort] = [await freePort(), await freePort()];
  const input = (id: string, sensor: string, at: number) => ({
    type: "generic",
    id,
    transport: { type: "udp", port: at },
    sensors: [{ sensor, range_sigma_m: 20, azimuth_sigma_deg: 0.3, elevation_sigma_deg: 0.3 }],
  });
  const site = {
    ...SITE,
    mode: "shadow",
    data_dir: "data",
    channels: [{ type: "log", id: "terminal", modes: ["shadow"] }],
    sensors: [
      { ...RADAR, authenticated: true },
      { ...RADAR, id: "feed", name: "Feed" },
    ],
    inputs: [input("radar", "radar", port), input("feed", "feed", floodPort)],
  };
  writeFileSync(join(folder, "site.yaml"), JSON.stringify(site));
  const post = new PostProcess(["start", "--no-http"], folder);
  await post.ready();
  const noise = createSocket("udp4");
  const own = await boundSocket(0);
  const startMs = Date.now();
  let sent = 0;
  const flooding = setInterval(() => {
    for (let i = 0; i < FLOOD_PER_MS * BURST_MS; i++, sent++) {
      const range = 3_000 + ((sent * 7_919) % 15_000);
      const ghost = {
        type: "polar",
        range_m: range,
        azimuth_deg: (sent * 137) % 360,
        elevation_deg: 20,
      };
      noise.send(JSON.stringify(ghost), floodPort, "127.0.0.1");
    }
  }, BURST_MS);
  const flying = setInterval(() => own.send(plot(startMs), port, "127.0.0.1"), 100);
  try {
    await post.line(/INPUT_REJECTED .*queue-full/);
    // A pre-alert may come first.
    await post.line(/take-cover (start|raise)/);
  } finally {
    clearInterval(flooding);
    clearInterval(flying);
  }
  expect(await post.kill("SIGINT"), post.said).toEqual({ code: 0, signal: null });
  await Promise.all([closed(noise), closed(own)]);
  expect(sent).toBeGreaterThan(10_000);
  rmSync(folder, { recursive: true });
});
