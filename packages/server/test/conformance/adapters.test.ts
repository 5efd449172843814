import { type Clock, parseSiteConfig, type SiteConfig } from "@tocsin/sdk";
import { adapterChecks, type AdapterSample, type AdapterSubject } from "@tocsin/sdk/conformance";
import { describe, expect, test } from "vitest";
import { createAdsbAdapter } from "../../src/adapters/adsb/live-adapter.ts";
import { createAsterixAdapter } from "../../src/adapters/asterix/live-adapters.ts";
import { createCotAdapter } from "../../src/adapters/cursor-on-target/cot-adapter.ts";
import { createCapAdapter } from "../../src/adapters/cap/cap-adapter.ts";
import { createDefenceAdapter } from "../../src/adapters/generic/defence-adapter.ts";
import { createWeatherAdapter } from "../../src/adapters/generic/weather/weather-adapter.ts";
import { createOfficialJsonAdapter } from "../../src/adapters/generic/official-json-adapter.ts";
import { createGenericAdapter } from "../../src/adapters/generic/generic-adapter.ts";
import { encodeMessage } from "../../src/adapters/sapient/message-codec.ts";
import { createSapientAdapter } from "../../src/adapters/sapient/sapient-adapter.ts";
import { createRemoteIdAdapter } from "../../src/adapters/remote-id/live-adapters.ts";
import { configOf } from "../adsb/aircraft-feed.ts";
import { aircraftRecording } from "../adsb/aircraft-recording.ts";
import { alertXml } from "../cap/cap-world.ts";
import { meshed, octets, streamed, takOf, xmlOf } from "../cursor-on-target/world.ts";
import { CONFIG as droneConfig } from "../remote-id/drone-feed.ts";
import {
  blockOf,
  north,
  plot,
  RECEIVED_US,
  sector,
  SECONDS,
  SOURCE,
  ticksOf,
} from "../asterix/block-builder.ts";
import { SITE } from "../run/post-process.ts";
import { statusContent, WELL } from "../../src/adapters/sapient/own-messages.ts";
import { from, OWN, RADAR_ID } from "../sapient/world.ts";

type Input = SiteConfig["inputs"][number];

const DEFENCE = {
  id: "c-ram",
  name: "C-RAM",
  owner: "Force",
  latitude_deg: 40,
  longitude_deg: 20,
  reach_m: 2_000,
  protects_areas: ["area"],
};

function inputOf<Type extends Input["type"]>(input: {
  readonly type: Type;
}): {
  readonly input: Extract<Input, { type: Type }>;
  readonly sensors: SiteConfig["sensors"];
  readonly site: SiteConfig["site"];
  readonly areas: SiteConfig["areas"];
} {
  const parsed = parseSiteConfig({
    ...SITE,
    mode: "shadow",
    channels: [],
    defences: [DEFENCE],
    inputs: [input],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const { inputs, ...config } = parsed.config;
  return { ...config, input: inputs[0] as Extract<Input, { type: Type }> };
}

const memoryOctets = (): number => {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};

const asterix = inputOf({
  type: "asterix-udp",
  id: "network",
  groups: [{ address: "127.0.0.1", port: 4_711 }],
  sensors: [{ sac: SOURCE.SAC, sic: SOURCE.SIC, sensor: "radar" }],
} as { readonly type: "asterix-udp" });

const generic = inputOf({
  type: "generic",
  id: "json",
  transport: { type: "udp", port: 4_711 },
  sensors: [{ sensor: "radar", range_sigma_m: 10, azimuth_sigma_deg: 0.2 }],
} as { readonly type: "generic" });

const adsb = inputOf({
  type: "adsb",
  id: "aircraft",
  sensor: "radar",
  transport: { type: "tcp", host: "127.0.0.1", port: 30_005 },
} as { readonly type: "adsb" });

const remoteId = inputOf({
  type: "remote-id",
  id: "drones",
  sensor: "radar",
  transport: { type: "udp", port: 4_711 },
} as { readonly type: "remote-id" });

const cot = inputOf({
  type: "cursor-on-target",
  id: "clients",
  transport: { type: "udp", port: 4_711 },
  sensors: [{ sensor: "radar", reports: "friendly" }],
} as { readonly type: "cursor-on-target" });

const cap = inputOf({
  type: "cap",
  id: "alerts",
  source: "Civil Defence",
  transport: { type: "http", port: 4_711 },
} as { readonly type: "cap" });

const officialJson = inputOf({
  type: "official-json",
  id: "alarms",
  source: "Civil Defence",
  transport: { type: "tcp-listen", port: 4_711 },
} as { readonly type: "official-json" });

const defence = inputOf({
  type: "defence",
  id: "c2",
  source: "C2 desk",
  transport: { type: "tcp-listen", port: 4_711 },
  defences: [{ defence: "c-ram" }],
} as { readonly type: "defence" });

const weather = inputOf({
  type: "weather",
  id: "balloon",
  source: "Weather office",
  transport: { type: "http", port: 4_711 },
} as { readonly type: "weather" });

const sapient = inputOf({
  type: "sapient",
  id: "nodes",
  transport: { type: "tcp-listen", port: 4_711 },
  sensors: [{ node: RADAR_ID, sensor: "radar" }],
} as { readonly type: "sapient" });
/** Its time does not pass: a node then says nothing of itself but at the beginning. */
const STILL: Clock = {
  nowUs: () => RECEIVED_US,
  waitUntil: (_timeUs, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted === true) resolve();
      else signal?.addEventListener("abort", () => resolve(), { once: true });
    }),
};

const drones = new TextEncoder().encode(
  [0, 1, 2]
    .map((step) => ({
      mac: `0a:1b:2c:3d:4e:5${step}`,
      basic_id: "1581F5XYZ0000ABCD",
      drone_lat: 47.2,
      drone_long: 8.7 + step * 1e-4,
      drone_altitude: 520,
    }))
    .map((report) => `${JSON.stringify(report)}\n`)
    .join(""),
);

const lines = new TextEncoder().encode(
  [
    {
      type: "polar",
      time_unix_s: RECEIVED_US / 1e6 - 0.5,
      range_m: 900,
      azimuth_deg: 12,
      track: "7",
    },
    { type: "sweep", from: "2016-05-05T07:35:54Z", to: "2016-05-05T07:35:55Z", detections: [] },
    { type: "health", status: "degraded", reason: "wind" },
  ]
    .map((record) => `${JSON.stringify(record)}\r\n`)
    .join(""),
);
const linesOf = (...records: readonly object[]): Uint8Array =>
  octets(records.map((record) => `${JSON.stringify(record)}\n`).join(""));

const officials = ["1", "2"].map((identifier) => ({
  type: "official-warning",
  identifier,
  status: "actual",
  event: "Air raid",
  area_names: ["Old town"],
}));

const profiles = [10, 20].map((wind_mps) => ({
  type: "weather",
  time_unix_s: RECEIVED_US / 1e6,
  levels: [0, 3_000].map((height_m) => ({ height_m, wind_from_deg: 250, wind_mps })),
}));

const readiness = { type: "defence", defence: "c-ram", state: "inhibited", inhibited_by: "tower" };
const outcomes = ["missed", "intercepted"].map((outcome, index) => ({
  type: "engagement",
  defence: "c-ram",
  object: `drone ${index}`,
  outcome,
}));

const sample = (
  name: string,
  delivery: AdapterSample["delivery"],
  pieces: readonly Uint8Array[],
) => ({
  name,
  delivery,
  pieces,
  receivedUs: RECEIVED_US,
});

const SUBJECTS: Readonly<Record<string, AdapterSubject>> = {
  asterix: {
    create: (source) => createAsterixAdapter(asterix.input, asterix.sensors, source),
    samples: [
      sample("plots and sectors", "messages", [
        blockOf(34, north(SECONDS - 2)),
        blockOf(
          48,
          plot(),
          plot({ "040": { RHO: 3_000, THETA: 20_000 }, "140": ticksOf(SECONDS - 1) }),
        ),
        blockOf(34, sector(32, SECONDS - 1), sector(64, SECONDS)),
      ]),
    ],
    memoryOctets,
  },
  generic: {
    create: (source) => createGenericAdapter(generic.input, source),
    samples: [
      sample("lines of a stream", "stream", [lines]),
      sample("lines in a message", "messages", [lines]),
    ],
    memoryOctets,
  },
  cap: {
    create: (source) => createCapAdapter(cap.input, cap, source),
    samples: [
      sample("a document over a line of its own", "stream", [octets(alertXml())]),
      sample("documents in messages", "messages", [
        octets(alertXml()),
        octets(alertXml({ identifier: "CD-2", status: "Exercise" })),
      ]),
    ],
    memoryOctets,
  },
  "official-json": {
    create: (source) => createOfficialJsonAdapter(officialJson.input, officialJson, source),
    samples: [
      sample("a document over a line of its own", "stream", [linesOf(officials[0])]),
      sample(
        "records in messages",
        "messages",
        officials.map((each) => linesOf(each)),
      ),
    ],
    memoryOctets,
  },
  defence: {
    create: (source) => createDefenceAdapter(defence.input, defence, source),
    samples: [
      sample("lines of a stream", "stream", [linesOf(readiness, ...outcomes)]),
      sample("lines in a message", "messages", [linesOf(readiness, ...outcomes)]),
    ],
    memoryOctets,
  },
  weather: {
    create: (source) => createWeatherAdapter(weather.input, source),
    samples: [
      sample(
        "profiles in messages",
        "messages",
        profiles.map((each) => linesOf(each)),
      ),
    ],
    memoryOctets,
  },
  adsb: {
    create: (source) => createAdsbAdapter(adsb.input, configOf(), source),
    samples: [
      sample(
        "a stream of Beast frames",
        "stream",
        [1, 2, 3, 4].map((address) => aircraftRecording(address, 3)),
      ),
    ],
    memoryOctets,
  },
  "remote-id": {
    create: (source) => createRemoteIdAdapter(remoteId.input, droneConfig, source),
    samples: [sample("lines of a stream", "stream", [drones])],
    memoryOctets,
  },
  sapient: {
    create: (source) => createSapientAdapter(sapient.input, sapient, source, STILL),
    samples: [
      sample("a stream of states", "stream", [
        encodeMessage(from(RADAR_ID, statusContent(OWN, RECEIVED_US, WELL, true), RECEIVED_US)),
        encodeMessage(from(RADAR_ID, statusContent(OWN, RECEIVED_US, WELL, false), RECEIVED_US)),
      ]),
    ],
    memoryOctets,
  },
  "cursor-on-target": {
    create: (source) => createCotAdapter(cot.input, "shadow", source),
    samples: [
      sample("a stream of events, and of messages of the TAK protocol", "stream", [
        octets(xmlOf({ uid: "A", timeUs: RECEIVED_US }) + xmlOf({ uid: "B", timeUs: RECEIVED_US })),
        streamed(takOf(RECEIVED_US)),
      ]),
      sample("datagrams of both", "messages", [
        octets(xmlOf({ uid: "A", timeUs: RECEIVED_US })),
        meshed(takOf(RECEIVED_US)),
      ]),
    ],
    memoryOctets,
  },
};

describe.each(Object.entries(SUBJECTS))("the adapter %s", (_name, subject) => {
  test.each([...adapterChecks(subject)])("$name", async ({ run }) => {
    await expect(run()).resolves.toBeUndefined();
  });
});
