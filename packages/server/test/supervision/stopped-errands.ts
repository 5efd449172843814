import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseSiteConfig, type SiteConfig } from "@tocsin/sdk";
import { planDrill } from "../../src/drill/plan-drill.ts";
import { journalDirectory } from "../../src/run/data-directory.ts";
import { eraseInThread } from "../../src/run/keep-erasures.ts";
import { expireInThread } from "../../src/run/keep-retention.ts";
import { PostProof } from "../../src/proof/post-proof.ts";
import { RunningPost } from "../run/post-harness.ts";
import { SITE } from "../run/post-process.ts";
import { freePort } from "../run/radar-feed.ts";
import { Pausing } from "./pausing.ts";
import type { Stops } from "./stopped-threads.ts";

/** Given up after so long, s. */
const GIVEN_UP_S = 8;

/** Begins an errand in its thread; resolves when it is done. `told` is what the post would tell of it. */
type Errand = (told: (detail: string) => void) => Promise<unknown>;

/** Threads that a post makes for one errand each, and that do not move: how long each took until it was seen, s; null: never. */
export async function stoppedErrands(options: {
  readonly stops: number;
  readonly progress: (text: string) => void;
}): Promise<Stops> {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-stopped-errands-"));
  const config = await siteOf();
  const dataDir = join(folder, "data");
  // A journal that there is something of.
  const post = new RunningPost({ config: { ...SITE, mode: "shadow", channels: [] }, dataDir });
  await post.ready;
  await post.stop();
  const pausing = new Pausing({ atStart: true });
  const errands = errandsOf(config, dataDir);
  options.progress(Object.keys(errands).join(", "));
  const stopEach = async ([name, errand]: readonly [string, Errand]) => {
    const seen: (number | null)[] = [];
    for (let stop = 0; stop < options.stops; stop++)
      seen.push(await seenAfterS(pausing.started(name), errand));
    return [name, seen] as const;
  };
  try {
    return Object.fromEntries(await Promise.all(Object.entries(errands).map(stopEach)));
  } finally {
    pausing.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** By the name of the thread. */
function errandsOf(config: SiteConfig, dataDir: string): Readonly<Record<string, Errand>> {
  const directory = journalDirectory(dataDir);
  const request = { scenario: "rocket", areaId: "area" };
  return {
    retention: (told) => expireInThread({ directory, beforeUs: 0 }, told),
    erasure: (told) => eraseInThread({ directory, dataDir }, told),
    "drill-plan": (told) => planDrill({ config, request }, told),
    keys: async (told) => {
      const proof = new PostProof({ config, dataDir, failed: told });
      proof.loadKeys({ dataDir, journalDirectory: directory, lastSequence: 1, failed: told });
      // A post does not wait for it either.
      await pause(2_500);
      await proof.close();
    },
  };
}

async function seenAfterS(started: Promise<() => void>, errand: Errand): Promise<number | null> {
  const told: number[] = [];
  const done = errand((detail) => {
    if (!detail.startsWith("over: ")) told.push(performance.now());
  });
  const goOn = await started;
  const stoppedMs = performance.now();
  while (told.length === 0 && performance.now() - stoppedMs < 1_000 * GIVEN_UP_S) await pause(10);
  goOn();
  await done;
  return told.length === 0 ? null : (told[0] - stoppedMs) / 1_000;
}

async function siteOf(): Promise<SiteConfig> {
  const parsed = parseSiteConfig({
    ...SITE,
    mode: "shadow",
    channels: [{ type: "log", id: "terminal", modes: ["drill"] }],
    inputs: [
      {
        type: "generic",
        id: "line",
        transport: { type: "udp", port: await freePort() },
        proof: "envelope",
        sensors: [
          { sensor: "radar", range_sigma_m: 15, azimuth_sigma_deg: 0.1, elevation_sigma_deg: 0.1 },
        ],
      },
    ],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.config;
}
