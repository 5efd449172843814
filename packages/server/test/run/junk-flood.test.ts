import { createSocket } from "node:dgram";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stream } from "@tocsin/sim";
import { expect, test } from "vitest";
import { SOURCE } from "../asterix/block-builder.ts";
import { PostProcess, SITE } from "./post-process.ts";
import { boundSocket, closed, freePort, RadarFeed } from "./radar-feed.ts";

/** Asked for; a busy machine sends fewer, and loses some of those in its own buffers. */
const JUNK_PER_MS = 20;
const BURST_MS = 5;

test("20,000 pieces of junk a second hide no threat, and are counted", async () => {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-junk-"));
  const port = await freePort();
  const site = {
    ...SITE,
    mode: "shadow",
    data_dir: "data",
    channels: [{ type: "log", id: "terminal", modes: ["shadow"] }],
    inputs: [
      {
        type: "asterix-udp",
        id: "network",
        groups: [{ address: "127.0.0.1", port }],
        sensors: [{ sac: SOURCE.SAC, sic: SOURCE.SIC, sensor: "radar", range_sigma_m: 20 }],
      },
    ],
  };
  writeFileSync(join(folder, "site.yaml"), JSON.stringify(site));
  const post = new PostProcess(["start", "--no-http"], folder);
  await post.ready();
  const random = stream(20211107, "junk");
  const junk = Array.from({ length: 64 }, () =>
    Uint8Array.from({ length: 1 + (random.uint32() % 80) }, () => random.uint32() & 255),
  );
  const noise = createSocket("udp4");
  const own = await boundSocket(0);
  const feed = new RadarFeed(own, port);
  let sent = 0;
  const flooding = setInterval(() => {
    for (let i = 0; i < JUNK_PER_MS * BURST_MS; i++)
      noise.send(junk[sent++ & 63], port, "127.0.0.1");
  }, BURST_MS);
  const flying = setInterval(() => void feed.send(feed.plot()), 100);
  try {
    await post.line(/INPUT_REJECTED .* \d{4,} times by now/);
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
