import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Fault } from "@tocsin/core";
import { readRunningServer } from "../../src/http/identity/local-key.ts";
import { askServer } from "../../src/run/remote-account-desk.ts";
import { SOUND } from "../plugins/misbehaving.ts";
import { RunningPost } from "../run/post-harness.ts";
import { SITE } from "../run/post-process.ts";
import { freePort } from "../run/radar-feed.ts";

const BEGUN_AFTER_MS = 5_000;

/** A fault, and when it was told, by the steady clock. */
export interface ToldFault extends Fault {
  readonly atMs: number;
}

/** A post in this process that has every kind of thread that a post may have, a process for drills beside it, and what they say of themselves. */
export class BusyPost {
  readonly faults: ToldFault[] = [];
  readonly address: string;
  readonly folder: string;
  readonly #post: RunningPost;

  static async start(): Promise<BusyPost> {
    const folder = mkdtempSync(join(tmpdir(), "tocsin-busy-post-"));
    writeFileSync(join(folder, "ear.mjs"), SOUND);
    writeFileSync(join(folder, "still.yaml"), JSON.stringify(STILL_SKY));
    const [feed, ear] = [await freePort(), await freePort()];
    let listening: (address: string) => void = () => undefined;
    const listens = new Promise<string>((resolve) => (listening = resolve));
    const post = new RunningPost({
      config: siteOf(folder, { feed, ear }),
      dataDir: join(folder, "data"),
      web: { host: "127.0.0.1", port: 0, announce: listening },
    });
    const [address] = await Promise.all([listens, post.ready]);
    return new BusyPost({ folder, post, address });
  }

  private constructor(of: {
    readonly folder: string;
    readonly post: RunningPost;
    readonly address: string;
  }) {
    this.folder = of.folder;
    this.#post = of.post;
    this.address = of.address;
    let seen = 0;
    // Each step is looked at once, as it comes.
    void of.post.until(() => {
      for (; seen < of.post.steps.length; seen++)
        for (const effect of of.post.steps[seen]?.effects ?? [])
          if (effect.type === "fault")
            this.faults.push({ ...effect.fault, atMs: performance.now() });
      return undefined;
    });
  }

  /** Asks its server as whoever may read its data directory; null where it refuses. */
  async ask(method: "GET" | "POST", path: string, body?: object): Promise<unknown> {
    const dataDir = join(this.folder, "data");
    const running = readRunningServer(dataDir);
    if (running === null) throw new Error("it runs");
    return askServer(running, dataDir, { method, path, body }).catch(() => null);
  }

  /** The process of the drill beside it, which is begun where there is none. */
  async drill(): Promise<number> {
    for (;;) {
      const pid = drillProcess();
      if (pid !== null && this.#drillHasBegun()) return pid;
      if (pid !== null) await pause(500);
      else
        await this.ask("POST", "/api/drill", {
          scenario: join(this.folder, "still.yaml"),
          areaId: null,
          atUs: null,
          reason: "to be stopped",
        });
    }
  }

  /** It moves soon after it has opened its journal. */
  #drillHasBegun(): boolean {
    const drills = join(this.folder, "data", "drills");
    const latest = existsSync(drills) ? readdirSync(drills).sort().at(-1) : undefined;
    if (latest === undefined) return false;
    const journal = join(drills, latest, "journal");
    return existsSync(journal) && Date.now() - statSync(journal).birthtimeMs > BEGUN_AFTER_MS;
  }

  async stop(): Promise<void> {
    await this.#post.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The only child of this process that is a drill's; null where there is none. */
function drillProcess(): number | null {
  const children = readFileSync(`/proc/self/task/${process.pid}/children`, "utf8").trim();
  for (const pid of children === "" ? [] : children.split(" "))
    if (readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("drill-process")) return Number(pid);
  return null;
}

const RADAR = { ...SITE.sensors[0], period_s: 2, stale_after_s: 10 };

/** An hour in which nothing flies. */
const STILL_SKY = {
  name: "still",
  title: "Still",
  summary: "For tests.",
  notional: true,
  seed: 5,
  start: "2026-01-01T00:00:00Z",
  duration_s: 3_600,
  site_file: { site: SITE.site, sensors: [RADAR], areas: SITE.areas },
  objects: [],
};

const siteOf = (folder: string, port: { readonly feed: number; readonly ear: number }): object => ({
  ...SITE,
  mode: "shadow",
  policy: {},
  sensors: [RADAR, { ...RADAR, id: "ear", name: "Ear" }],
  inputs: [
    {
      type: "plugin",
      id: "ear-line",
      package: join(folder, "ear.mjs"),
      transport: { type: "udp", port: port.ear },
      sensors: [{ sensor: "ear" }],
      silence_max_s: 60,
    },
  ],
  channels: [
    { type: "people", id: "page", modes: ["shadow"], address: "127.0.0.1", port: 0 },
    {
      type: "cap-file",
      id: "cap",
      modes: ["shadow"],
      directory: join(folder, "cap"),
      sender: "a@b",
      feed: { address: "127.0.0.1", port: port.feed },
    },
    { type: "log", id: "terminal-drill", modes: ["drill"] },
  ],
});
