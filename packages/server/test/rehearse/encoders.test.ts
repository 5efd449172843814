import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Detection,
  type Look,
  type PolarDetection,
  type PositionDetection,
  radians,
  sensorId,
} from "@tocsin/core";
import { compileSite, type SiteConfig } from "@tocsin/sdk";
import fc from "fast-check";
import { expect, test } from "vitest";
import { findFaults } from "../../src/adapters/sapient/find-faults.ts";
import { decodeMessage } from "../../src/adapters/sapient/message-codec.ts";
import { PostProof } from "../../src/proof/post-proof.ts";
import { type SendPlan, sendPlan } from "../../src/rehearse/encoder-of-input.ts";
import { openInput } from "../../src/run/open-inputs.ts";
import type { Format } from "../../src/rehearse/formats.ts";
import { checkedSite } from "../../src/rehearse/rehearsal-site.ts";
import { NodeEncoder } from "../../src/adapters/sapient/encode/node-encoder.ts";
import { hearLook } from "./hear-look.ts";

const NOW_US = Date.UTC(2026, 4, 4, 9) * 1_000;
const angle = fc.double({ min: 0, max: 6.283, noNaN: true });
const sigma = (min: number, max: number) => fc.double({ min, max, noNaN: true });
/** Within the second before now. */
const sensedUs = fc.integer({ min: NOW_US - 1_000_000, max: NOW_US });

const polar: fc.Arbitrary<PolarDetection> = fc.record({
  kind: fc.constant("polar" as const),
  sensedUs,
  rcsDbsm: fc.constant(null),
  identity: fc.constant(null),
  rangeM: sigma(1, 200_000),
  azimuthRad: angle,
  elevationRad: fc.option(sigma(-0.5, 1.5)),
  rangeRateMps: fc.option(sigma(-500, 500)),
  heightM: fc.constant(null),
  rangeSigmaM: sigma(1, 500),
  azimuthSigmaRad: sigma(0.001, 0.1),
  elevationSigmaRad: sigma(0.001, 0.1),
  rangeRateSigmaMps: sigma(0.1, 20),
  heightSigmaM: fc.constant(0),
});
const position: fc.Arbitrary<PositionDetection> = fc.record({
  kind: fc.constant("position" as const),
  sensedUs,
  rcsDbsm: fc.constant(null),
  identity: fc.constant({
    sensorTrack: null,
    aircraftAddress: "4c8a11",
    callsign: "TCN412",
    mode3A: null,
  }),
  latitudeRad: sigma(0.82, 0.83),
  longitudeRad: sigma(0.14, 0.15),
  heightM: sigma(500, 12_000),
  covarianceEeM2: fc.constant(100),
  covarianceEnM2: fc.constant(0),
  covarianceNnM2: fc.constant(100),
  heightSigmaM: fc.constant(15),
  velocity: fc.record({
    eastMps: sigma(-100, 100),
    northMps: sigma(-100, 100),
    upMps: sigma(-20, 20),
    horizontalSigmaMps: fc.constant(1),
    upSigmaMps: fc.constant(1),
  }),
});
const lookOf = (detection: Detection): Look => ({
  sensorId: sensorId("sensor"),
  sequence: 1,
  fromUs: NOW_US - 1_000_000,
  toUs: NOW_US,
  sweep: null,
  detections: [detection],
});

const ASTERIX = { sac: 0, sic: 1, sensor: "sensor" };
const LISTEN = { type: "tcp-listen", port: 4_800 };
const siteWith = (kind: string, input: object): SiteConfig =>
  checkedSite({
    site: { id: "s", name: "S", latitude_deg: 47.2, longitude_deg: 8.3, ground_height_m: 400 },
    sensors: [
      {
        id: "sensor",
        name: "Sensor",
        kind,
        latitude_deg: 47.2,
        longitude_deg: 8.3,
        height_m: 420,
        period_s: 1,
        coverage: { range_max_m: 300_000, elevation_max_deg: 90 },
      },
    ],
    areas: [
      {
        id: "a",
        name: "A",
        owner: "A",
        protection: "protected",
        people: 1,
        circle: { latitude_deg: 47.2, longitude_deg: 8.3, radius_m: 100 },
      },
    ],
    inputs: [{ id: "in", ...input }],
  });
const RADAR = siteWith("radar", {
  type: "asterix-udp",
  groups: [{ address: "127.0.0.1", port: 4_800 }],
  sensors: [ASTERIX],
});
const RECORDS = siteWith("radar", {
  type: "generic",
  transport: LISTEN,
  sensors: [{ sensor: "sensor" }],
});
const NODE = "5c5a8f4e-2c3f-4b8e-9d59-0d3c6b1f7a10";

const near = (a: number | null, b: number | null, within: number): boolean =>
  a === null || b === null ? a === b : Math.abs(a - b) <= within;
const turned = (a: number, b: number): number =>
  Math.abs(((a - b + 3 * Math.PI) % (2 * Math.PI)) - Math.PI);
const only = async (
  site: SiteConfig,
  detection: Detection,
  format?: Format,
): Promise<Detection> => {
  const heard = await hearLook(site, lookOf(detection), NOW_US, format);
  const detections = heard.flatMap((look) => look.detections);
  expect(detections.length).toBeGreaterThan(0);
  return detections[detections.length - 1];
};
const samples = <T>(of: fc.Arbitrary<T>): readonly T[] => fc.sample(of, { seed: 5, numRuns: 200 });

test("category 015 brings a radar's measurement and its errors back within a step of each item", async () => {
  for (const sent of samples(polar)) {
    const got = (await only(RADAR, sent)) as PolarDetection;
    expect(near(got.sensedUs, sent.sensedUs, 3_907)).toBe(true);
    expect(near(got.rangeM, sent.rangeM, 0.051)).toBe(true);
    expect(turned(got.azimuthRad, sent.azimuthRad)).toBeLessThan(radians(0.0028));
    expect(near(got.elevationRad, sent.elevationRad, radians(0.0014))).toBe(true);
    expect(near(got.rangeRateMps, sent.rangeRateMps, 0.0051)).toBe(true);
    expect(near(got.rangeSigmaM, sent.rangeSigmaM, 0.051)).toBe(true);
    expect(near(got.azimuthSigmaRad, sent.azimuthSigmaRad, radians(0.00035))).toBe(true);
  }
});

test("category 048 brings range, azimuth, whole metres a second and the height of a measured elevation", async () => {
  for (const sent of samples(polar)) {
    const got = (await only(RADAR, sent, "asterix-048")) as PolarDetection;
    expect(near(got.rangeM, sent.rangeM, 3.7)).toBe(true);
    expect(turned(got.azimuthRad, sent.azimuthRad)).toBeLessThan(radians(0.0028));
    expect(near(got.rangeRateMps, sent.rangeRateMps, 0.51)).toBe(true);
    expect(got.heightM === null).toBe(sent.elevationRad === null);
  }
});

test("JSON brings everything back", async () => {
  for (const sent of samples(polar)) {
    const got = (await only(RECORDS, sent)) as PolarDetection;
    expect(near(got.sensedUs, sent.sensedUs, 1)).toBe(true);
    expect(near(got.rangeM, sent.rangeM, 1e-9)).toBe(true);
    expect(near(got.azimuthRad, sent.azimuthRad, 1e-12)).toBe(true);
    expect(near(got.elevationRad, sent.elevationRad, 1e-12)).toBe(true);
    expect(near(got.rangeRateMps, sent.rangeRateMps, 1e-9)).toBe(true);
  }
});

test.each([
  ["Beast", { type: "adsb", sensor: "sensor", transport: LISTEN }, 6, 4, 0.3],
  ["Remote ID", { type: "remote-id", sensor: "sensor", transport: LISTEN }, 0.1, 0.3, 1.6],
  [
    "Cursor on Target",
    {
      type: "cursor-on-target",
      transport: LISTEN,
      sensors: [{ sensor: "sensor", reports: "friendly" }],
    },
    0.1,
    0.1,
    0.3,
  ],
  ["JSON", { type: "generic", transport: LISTEN, sensors: [{ sensor: "sensor" }] }, 0.1, 0.1, 0.1],
])("%s brings place, height and velocity back", async (_name, input, placeM, heightM, speedMps) => {
  const site = siteWith("cooperative", input);
  for (const sent of samples(position)) {
    const got = (await only(site, sent)) as PositionDetection;
    expect(Math.abs(got.latitudeRad - sent.latitudeRad) * 6.4e6).toBeLessThan(placeM);
    expect(Math.abs(got.longitudeRad - sent.longitudeRad) * 6.4e6).toBeLessThan(1.5 * placeM);
    expect(near(got.heightM, sent.heightM, heightM)).toBe(true);
    expect(
      Math.hypot(
        (got.velocity?.eastMps ?? 0) - (sent.velocity?.eastMps ?? 0),
        (got.velocity?.northMps ?? 0) - (sent.velocity?.northMps ?? 0),
      ),
    ).toBeLessThan(speedMps * 1.5);
    expect(JSON.stringify(got.identity)).toContain("TCN412");
  }
});

const RECEIVER = siteWith("cooperative", {
  type: "asterix-udp",
  groups: [{ address: "127.0.0.1", port: 4_800 }],
  sensors: [ASTERIX],
});

test.each([
  ["asterix-021", 0.05, 2, 0.2],
  ["asterix-062", 0.35, 1, 0.2],
] as const)(
  "%s brings place, height, velocity and names back within a step of each item, and errors that hold the true ones",
  async (format, placeM, heightM, speedMps) => {
    for (const sent of samples(position)) {
      const got = (await only(RECEIVER, sent, format)) as PositionDetection;
      expect(near(got.sensedUs, sent.sensedUs, 3_907)).toBe(true);
      expect(Math.abs(got.latitudeRad - sent.latitudeRad) * 6.4e6).toBeLessThan(placeM);
      expect(Math.abs(got.longitudeRad - sent.longitudeRad) * 6.4e6).toBeLessThan(1.5 * placeM);
      expect(near(got.heightM, sent.heightM, heightM)).toBe(true);
      expect(near(got.velocity?.eastMps ?? null, sent.velocity?.eastMps ?? 0, speedMps)).toBe(true);
      expect(near(got.velocity?.northMps ?? null, sent.velocity?.northMps ?? 0, speedMps)).toBe(
        true,
      );
      expect(near(got.velocity?.upMps ?? null, sent.velocity?.upMps ?? 0, 0.02)).toBe(true);
      expect(got.identity).toMatchObject({ aircraftAddress: "4C8A11", callsign: "TCN412" });
      expect(got.covarianceEeM2).toBeGreaterThan(0.94 * sent.covarianceEeM2);
      expect(got.covarianceNnM2).toBeGreaterThan(0.94 * sent.covarianceNnM2);
      expect(got.heightSigmaM).toBeGreaterThan(0.93 * sent.heightSigmaM);
    }
  },
);

test("Remote ID as beacons of Wi-Fi in a capture brings place, height, velocity and names back", async () => {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-beacons-"));
  try {
    const path = join(folder, "sky.pcap");
    const site = siteWith("cooperative", {
      type: "remote-id-capture",
      sensor: "sensor",
      path,
      speed: 0,
    });
    for (const sent of samples(position).slice(0, 20)) {
      const { encoders } = planOf(site);
      const [encoder] = encoders.values();
      const { messages, unsaid } = encoder.encode(lookOf(sent));
      expect(unsaid).toBe(0);
      writeFileSync(path, Buffer.concat([...encoder.greeting(NOW_US), ...messages]));
      const got = await playedBy(site);
      expect(Math.abs(got.latitudeRad - sent.latitudeRad) * 6.4e6).toBeLessThan(0.1);
      expect(near(got.heightM, sent.heightM, 0.3)).toBe(true);
      expect(near(got.velocity?.eastMps ?? null, sent.velocity?.eastMps ?? 0, 2)).toBe(true);
      expect(got.identity).toMatchObject({ sensorTrack: "TCN412" });
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

function planOf(site: SiteConfig): SendPlan {
  const sensors = new Map(compileSite(site).sensors.map((spec) => [String(spec.id), spec]));
  const plan = sendPlan(site.inputs[0], { mode: site.mode, sensors, formats: new Map() });
  if (typeof plan === "string") throw new Error(plan);
  return plan;
}

/** What the input makes of the file that it reads. */
async function playedBy(config: SiteConfig): Promise<PositionDetection> {
  const heard: Detection[] = [];
  const clock = { nowUs: () => NOW_US, waitUntil: () => Promise.resolve() };
  const proof = new PostProof({ config, dataDir: tmpdir(), failed: () => undefined });
  const adapter = openInput(config.inputs[0], { config, ports: { clock, chance: () => 0 }, proof });
  await adapter.run(
    {
      look: ({ detections }) => void heard.push(...detections),
      health: () => undefined,
      report: () => undefined,
      rejected: (reason, _count, words) => {
        throw new Error(`${reason}: ${words}`);
      },
      link: () => undefined,
    },
    new AbortController().signal,
  );
  expect(heard).toHaveLength(1);
  return heard[0] as PositionDetection;
}

test("SAPIENT brings range and bearing back, and every message of it is sound", async () => {
  const site = siteWith("radar", {
    type: "sapient",
    transport: LISTEN,
    sensors: [{ node: NODE, sensor: "sensor" }],
  });
  for (const sent of samples(polar).slice(0, 50)) {
    const got = (await only(site, sent)) as PolarDetection;
    expect(near(got.rangeM, sent.rangeM, 0.1)).toBe(true);
    expect(turned(got.azimuthRad, sent.azimuthRad)).toBeLessThan(1e-6);
  }
  const encoder = new NodeEncoder({ nodeId: NODE, name: "Sensor", version: "1" });
  const [detection] = samples(polar);
  for (const bytes of [
    ...encoder.greeting(NOW_US),
    ...encoder.encode(lookOf(detection)).messages,
    ...encoder.health("down", "struck", NOW_US),
  ]) {
    const decoded = decodeMessage(bytes.subarray(4));
    expect(decoded.ok ? findFaults(decoded.message) : decoded.faults).toEqual([]);
  }
});

test("what a format has no words for is counted and not made up", async () => {
  const { aircraftEncoder } = await import("../../src/adapters/adsb/encode/aircraft-encoder.ts");
  const [sent] = samples(position);
  const look = lookOf({ ...sent, identity: null });
  expect(aircraftEncoder().encode(look)).toEqual({ messages: [], unsaid: 1 });
});
