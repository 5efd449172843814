import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Look } from "@tocsin/core";
import type { AdapterSink, ByteSource, PluginInputConfig } from "@tocsin/sdk";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SystemClock } from "../../src/pipeline/system-clock.ts";
import { createPluginAdapter } from "../../src/plugins/plugin-adapter.ts";
import { RunningPost } from "../run/post-harness.ts";
import { SITE } from "../run/post-process.ts";
import { boundSocket, closed, freePort, RadarFeed } from "../run/radar-feed.ts";
import { SOURCE } from "../asterix/block-builder.ts";
import { MISBEHAVING, SOUND, UNTRUE } from "./misbehaving.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-plugin-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const inputOf = (): PluginInputConfig => ({
  type: "plugin",
  id: "ear",
  package: join(folder, "plugin.mjs"),
  transport: { type: "tcp", host: "127.0.0.1", port: 1 },
  sensors: [{ sensor: "ear" }],
  options: { baud: 9_600 },
  memory_max_mib: 64,
  silence_max_s: 4,
});

/** A source that gives one line, and stays open. */
const oneLine: ByteSource = {
  run(sink, signal) {
    const peer = { id: "line", send: () => true, close: () => undefined };
    const nowUs = new SystemClock().nowUs();
    sink.opened(peer, nowUs);
    sink.chunk(new TextEncoder().encode("azimuth 1\n"), nowUs, peer);
    return new Promise((resolve) => signal.addEventListener("abort", () => resolve()));
  },
};

/** Runs a plugin until it ends or `enough` says so. */
async function runPlugin(
  source: string,
  enough: (heard: {
    readonly looks: readonly Look[];
    readonly reasons: readonly string[];
  }) => boolean,
): Promise<{
  readonly looks: readonly Look[];
  readonly reasons: readonly string[];
  readonly ended: string;
}> {
  writeFileSync(join(folder, "plugin.mjs"), source);
  const looks: Look[] = [];
  const reasons: string[] = [];
  const stop = new AbortController();
  const noted = (): void => {
    if (enough({ looks, reasons })) stop.abort();
  };
  const sink: AdapterSink = {
    look: (look) => {
      looks.push(look);
      noted();
    },
    health: () => undefined,
    link: () => undefined,
    report: () => undefined,
    rejected: (reason) => {
      reasons.push(reason);
      noted();
    },
  };
  const adapter = createPluginAdapter({
    input: inputOf(),
    folder,
    source: oneLine,
    clock: new SystemClock(),
  });
  const ended = await adapter.run(sink, stop.signal).then(
    () => "",
    (error: unknown) => String(error),
  );
  return { looks, reasons, ended };
}

test("a plugin's looks come through as they are", async () => {
  const { looks, reasons, ended } = await runPlugin(SOUND, (heard) => heard.looks.length > 0);
  expect({ reasons, ended }).toEqual({ reasons: [], ended: "" });
  expect(looks).toMatchObject([
    { sensorId: "ear", detections: [{ kind: "bearing", azimuthRad: 1 }] },
  ]);
});

describe("a plugin ends by itself alone, with the reason in words, that", () => {
  test.each(Object.entries(MISBEHAVING))("%s", async (_name, { source, words }) => {
    const { ended } = await runPlugin(source, () => false);
    expect(ended).toMatch(words);
    expect(ended).toContain("plugin ");
  });

  test("is not there", async () => {
    const adapter = createPluginAdapter({
      input: { ...inputOf(), package: "tocsin-adapter-nowhere" },
      folder,
      source: oneLine,
      clock: new SystemClock(),
    });
    const sink = {
      look: () => undefined,
      health: () => undefined,
      link: () => undefined,
      report: () => undefined,
      rejected: () => undefined,
    };
    await expect(adapter.run(sink, new AbortController().signal)).rejects.toThrow(
      /Cannot find module/,
    );
  });
});

describe("what is not true is refused, counted with its reason, when a plugin", () => {
  test.each(Object.entries(UNTRUE))("%s", async (_name, { source, reason }) => {
    const { reasons, ended } = await runPlugin(source, (heard) => heard.reasons.length > 0);
    expect(reasons[0]).toBe(reason);
    expect(ended).toBe("");
  });
});

test("a post with a plugin that crashes again and again tracks on, and shows each crash as a fault", async () => {
  writeFileSync(join(folder, "plugin.mjs"), MISBEHAVING["does not load"].source);
  const port = await freePort();
  const post = new RunningPost({
    dataDir: join(folder, "data"),
    config: {
      ...SITE,
      mode: "shadow",
      channels: [],
      inputs: [
        {
          type: "asterix-udp",
          id: "network",
          groups: [{ address: "127.0.0.1", port }],
          sensors: [{ sac: SOURCE.SAC, sic: SOURCE.SIC, sensor: "radar", range_sigma_m: 20 }],
        },
        {
          type: "plugin",
          id: "ear",
          package: join(folder, "plugin.mjs"),
          transport: { type: "tcp-listen", port: await freePort() },
          sensors: [{ sensor: "radar" }],
        },
      ],
    },
  });
  await post.ready;
  const first = await post.untilFault("INPUT_FAILED");
  expect(first).toMatchObject({ subject: "ear" });
  expect(first.detail).toMatch(/it crashed: broken at once; starting it again in 1 s/);
  await post.untilFault("INPUT_FAILED", /starting it again in 2 s/);
  const socket = await boundSocket(0);
  const feed = new RadarFeed(socket, port);
  const timer = setInterval(() => void feed.send(feed.plot()), 100);
  await post.untilEffect("track", ({ track }) => track.change === "confirmed");
  clearInterval(timer);
  await post.stop();
  await closed(socket);
});
