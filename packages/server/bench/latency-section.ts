import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { PassThrough } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type SiteModel, warningKey } from "@tocsin/core";
import { type Channel, type ChannelConfig, parseSiteConfig, sirenTopics } from "@tocsin/sdk";
import { Broadcaster } from "../src/broadcast/broadcaster.ts";
import { beginPostEpoch } from "../src/broadcast/post-key.ts";
import { steadyMs } from "../src/broadcast/steady-port.ts";
import { createChannel } from "../src/channels/create-channel.ts";
import { SystemClock } from "../src/pipeline/system-clock.ts";
import { BrokerLine } from "../src/sources/broker-line.ts";
import { chance } from "../src/sources/chance-port.ts";
import { Broker, MOSQUITTO } from "../test/sirens/broker.ts";
import { scenarioSite } from "./bench-site.ts";
import { BARE_TOPIC, type SinkInput, sinkLine, type SinkLine } from "./latency-lines.ts";
import { openBenchPost, playScenario } from "./bench-post.ts";
import { generateScenario } from "./scenario.ts";
import { type Quantiles, quantiles } from "./statistics.ts";

const SINK = fileURLToPath(new URL("latency-sink.ts", import.meta.url));
const BASE_TOPIC = "tocsin";
/** Octets of a bare message: about those of a warning in one language, signed. */
const BARE_OCTETS = 1_500;
const BEAT_MS = 50;
/** What has not come by then is lost. */
const ARRIVES_WITHIN_MS = 5_000;

/** From the bytes of a scan to where people hear of it, and the same way without us. */
export interface LatencyFigures {
  readonly objects: number;
  readonly scenarios: number;
  readonly octets: number;
  /** From handing a scan's datagram in until a siren's process, behind Mosquitto, has the warning, ms. */
  readonly sirenMs: Quantiles;
  /** The same until a page's process has it, over its WebSocket. */
  readonly pageMs: Quantiles;
  /** From publishing as many octets to the same broker until the siren's process has them. */
  readonly bareMs: Quantiles;
  /** Warnings that did not come, of both ways. */
  readonly lost: number;
}

/** null without Mosquitto. */
export async function latencySection(options: {
  readonly objects: number;
  readonly scenarios: number;
  readonly seed: number;
  readonly folder: string;
  readonly progress: (text: string) => void;
}): Promise<LatencyFigures | null> {
  if (MOSQUITTO === undefined) return null;
  const { objects, scenarios, seed, progress } = options;
  const folder = join(options.folder, "latency");
  mkdirSync(folder);
  const broker = await Broker.start(folder);
  const sirenMs: number[] = [];
  const pageMs: number[] = [];
  const bareMs: number[] = [];
  let lost = 0;
  try {
    for (let run = -1; run < scenarios; run++) {
      progress(`latency, ${objects} objects, ${run < 0 ? "warm-up" : `seed ${seed + run}`}`);
      const of = {
        objects,
        seed: seed + 100 + run,
        folder: join(folder, `run-${run + 1}`),
        broker,
      };
      const heard = await runScenario(of);
      if (run < 0) continue;
      sirenMs.push(...heard.siren);
      pageMs.push(...heard.page);
      bareMs.push(...heard.bare);
      lost += heard.lost;
    }
  } finally {
    await broker.kill();
    rmSync(folder, { recursive: true });
  }
  return {
    objects,
    scenarios,
    octets: BARE_OCTETS,
    sirenMs: quantiles(sirenMs),
    pageMs: quantiles(pageMs),
    bareMs: quantiles(bareMs),
    lost,
  };
}

interface Heard {
  readonly siren: readonly number[];
  readonly page: readonly number[];
  readonly bare: readonly number[];
  readonly lost: number;
}

/** One scenario through a post whose channels are a real siren's and a real page's. */
async function runScenario(of: {
  readonly objects: number;
  readonly seed: number;
  readonly folder: string;
  readonly broker: Broker;
}): Promise<Heard> {
  const { objects, seed, folder, broker } = of;
  mkdirSync(folder);
  const site = scenarioSite(objects);
  const ways = await openWays(site, folder, broker);
  const sent = new Map<string, bigint>();
  const bare = new Map<string, bigint>();
  let handedInNs: bigint | null = null;
  const channels = ways.channels.map(
    (channel): Channel => ({
      ...channel,
      send: (message) => {
        const { warning } = message;
        if (handedInNs !== null) sent.set(`${warningKey(warning)}#${warning.version}`, handedInNs);
        return channel.send(message);
      },
    }),
  );
  const post = await openBenchPost(join(folder, "journal"), site, channels);
  ways.follow(() => post.nowUs());
  let told = 0;
  await playScenario(post, generateScenario({ objects, seed }), site, {
    before: () => {
      handedInNs = process.hrtime.bigint();
    },
    handedIn: () => {
      handedInNs = null;
    },
    settled: async () => {
      if (sent.size === told) return;
      told = sent.size;
      bare.set(String(told), process.hrtime.bigint());
      await ways.publish(Buffer.from(`${told} `.padEnd(BARE_OCTETS, ".")));
    },
  });
  const wanted = 2 * sent.size + bare.size;
  const began = performance.now();
  while (ways.count() < wanted && performance.now() - began < ARRIVES_WITHIN_MS) await wait(20);
  await post.close();
  await ways.close();
  const tookMs = (way: SinkLine["way"], from: ReadonlyMap<string, bigint>): number[] =>
    [...from].flatMap(([name, fromNs]) => {
      const atNs = ways.heard(way, name);
      return atNs === null ? [] : [Number(atNs - fromNs) / 1e6];
    });
  const [siren, page] = [tookMs("siren", sent), tookMs("page", sent)];
  return {
    siren,
    page,
    bare: tookMs("bare", bare),
    lost: 2 * sent.size - siren.length - page.length,
  };
}

/** Both channels, as a post opens them, and the process that listens to them. */
async function openWays(site: SiteModel, folder: string, broker: Broker) {
  const topics = sirenTopics(BASE_TOPIC, site.id, site.mode);
  let nowUs = (): number => 0;
  const broadcaster = new Broadcaster({
    file: beginPostEpoch(folder, site.id, site.mode),
    site: { id: site.id, name: site.name },
    mode: site.mode,
    nowUs: () => nowUs(),
    steadyMs,
    chain: () => ({ sequence: 1, hash: null }),
  });
  let listening: (address: string) => void = () => undefined;
  const address = new Promise<string>((resolve) => (listening = resolve));
  const channels = channelConfigs(site, broker).map((config) =>
    createChannel(config, {
      stdout: new PassThrough(),
      site: { id: site.id, name: site.name },
      broadcaster: () => broadcaster,
      reports: { receipt: () => undefined, fault: () => undefined },
      openSiren: () => null,
      people: {
        dataDir: folder,
        consoleFolder: folder,
        site: {
          id: site.id,
          name: site.name,
          mode: site.mode,
          areas: site.areas.map(({ id, name }) => ({ id, name, ringsDeg: [] })),
        },
        listening,
        safe: () => undefined,
        nowUs: () => nowUs(),
        counts: () => undefined,
      },
      network: { clock: new SystemClock(), chance, open: noSource },
    }),
  );
  const page = `${(await address).replace("http", "ws")}/live?first=${site.areas[0]?.id ?? ""}`;
  const { states, heartbeat } = topics;
  const sink = openSink({ broker: broker.url, states, heartbeat, page, key: broadcaster.key });
  const line = bareLine(broker);
  while (!sink.isOpen() || !line.isUp()) {
    broadcaster.beat();
    await wait(BEAT_MS);
  }
  return {
    channels,
    ...sink,
    publish: line.publish,
    follow: (clock: () => number): void => {
      nowUs = clock;
    },
    close: async (): Promise<void> => {
      await line.close();
      await sink.close();
    },
  };
}

const AREA = {
  id: "area-1",
  name: "Area 1",
  owner: "Bench",
  protection: "protected",
  circle: { latitude_deg: 0, longitude_deg: 0, radius_m: 300 },
};

/** As a site file describes them. */
function channelConfigs(site: SiteModel, broker: Broker): readonly ChannelConfig[] {
  const { mode } = site;
  const parsed = parseSiteConfig({
    site: { id: site.id, name: site.name, latitude_deg: 0, longitude_deg: 0, ground_height_m: 0 },
    mode,
    areas: [AREA],
    channels: [
      { type: "mqtt-sirens", id: "sirens", modes: [mode], url: broker.url, sirens: [{ id: "a" }] },
      { type: "people", id: "people", modes: [mode], address: "127.0.0.1", port: 0 },
    ],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.config.channels;
}

const noSource = (): never => {
  throw new Error("the benchmark's channels bring nothing in");
};

/** The process that listens, and what it heard. */
function openSink(input: SinkInput) {
  const child: ChildProcess = spawn(process.execPath, [
    "--conditions=source",
    SINK,
    JSON.stringify(input),
  ]);
  const heard = new Map<string, bigint>();
  const open = new Set<string>();
  if (child.stdout === null) throw new Error("the sink has no output");
  child.stderr?.pipe(process.stderr);
  createInterface({ input: child.stdout }).on("line", (text) => {
    const { way, name, atNs } = sinkLine.parse(JSON.parse(text));
    const place = `${way} ${name}`;
    if (name === "") open.add(way);
    else if (!heard.has(place)) heard.set(place, BigInt(atNs));
  });
  return {
    isOpen: (): boolean => open.has("siren") && open.has("page"),
    count: (): number => heard.size,
    heard: (way: SinkLine["way"], name: string): bigint | null =>
      heard.get(`${way} ${name}`) ?? null,
    close: async (): Promise<void> => {
      const ended = once(child, "exit");
      child.stdin?.end();
      await ended;
    },
  };
}

/** A line of its own to the broker, on which nothing of ours goes over. */
function bareLine(broker: Broker) {
  const stop = new AbortController();
  const line = new BrokerLine({
    url: broker.url,
    user: null,
    passwordFile: null,
    topics: [`${BARE_TOPIC}/none`],
    will: { topic: `${BARE_TOPIC}/gone`, payload: "gone" },
    message: () => undefined,
    link: () => undefined,
  });
  const running = line.run({ clock: new SystemClock(), chance }, stop.signal);
  return {
    isUp: (): boolean => line.connected,
    publish: (octets: Uint8Array): Promise<void> => line.publish(BARE_TOPIC, octets),
    close: async (): Promise<void> => {
      stop.abort();
      await running;
    },
  };
}
