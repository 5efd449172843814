import { mkdtempSync, rmSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type BearingDetection,
  createLocalFrame,
  enuToAer,
  enuToGeodetic,
  type Identity,
  type Look,
  type PolarDetection,
  type PositionDetection,
  radians,
  type SensorConduct,
  sensorId,
  type TimeUs,
} from "@tocsin/core";
import type { LookEncoder, PictureSensor } from "@tocsin/sdk";
import { afterEach, beforeEach, expect, test } from "vitest";
import { aircraftEncoder } from "../../src/adapters/adsb/encode/aircraft-encoder.ts";
import { RadarEncoder } from "../../src/adapters/asterix/encode/radar-encoder.ts";
import { RecordEncoder } from "../../src/adapters/generic/encode/record-encoder.ts";
import { droneEncoder } from "../../src/adapters/remote-id/encode/drone-encoder.ts";
import { NodeEncoder } from "../../src/adapters/sapient/encode/node-encoder.ts";
import { PictureBuilder } from "../../src/picture/picture-builder.ts";
import { replayJournal } from "../../src/pipeline/replay-journal.ts";
import { RADAR_ID } from "../sapient/world.ts";
import { RunningPost } from "./post-harness.ts";
import { SITE } from "./post-process.ts";
import { boundSocket, closed, freePort } from "./radar-feed.ts";

let dataDir = "";
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "tocsin-all-"));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

type Place = readonly [eastM: number, northM: number, upM: number];
type Motion = (seconds: number) => Place;
const FRAME = createLocalFrame({ latitudeRad: radians(40), longitudeRad: radians(20), heightM: 0 });

/** What is really there: a drone on its way to the area's middle, and an aircraft that passes high above. */
const DRONE: Motion = (s) => [1_400 - 40 * s, 0, 100];
const AIRCRAFT: Motion = (s) => [-2_000 + 100 * s, 1_500, 2_500];
/** What the liar says is there: a drone that flies away, while the real one comes. */
const MADE_UP: Motion = (s) => [500 + 10 * s, 700, 120];
const LATE_S = 2.6;
/** When the microphones die. */
const DEAD_AFTER_S = 3;

const named = (name: string, address: string | null = null): Identity => ({
  sensorTrack: null,
  aircraftAddress: address,
  callsign: name,
  mode3A: null,
});

function positionOf(
  motion: Motion,
  s: number,
  sensedUs: TimeUs,
  identity: Identity,
): PositionDetection {
  const [east, north, up] = motion(s);
  const [east1, north1] = motion(s + 1);
  const { latitudeRad, longitudeRad, heightM } = enuToGeodetic(FRAME, east, north, up);
  return {
    kind: "position",
    sensedUs,
    latitudeRad,
    longitudeRad,
    heightM,
    covarianceEeM2: 25,
    covarianceEnM2: 0,
    covarianceNnM2: 25,
    heightSigmaM: 5,
    velocity: {
      eastMps: east1 - east,
      northMps: north1 - north,
      upMps: 0,
      horizontalSigmaMps: 1,
      upSigmaMps: 1,
    },
    rcsDbsm: null,
    identity,
  };
}

function polarOf(motion: Motion, s: number, sensedUs: TimeUs): PolarDetection {
  const [east, north, up] = motion(s);
  const { rangeM, azimuthRad, elevationRad } = enuToAer(east, north, up - 15);
  return {
    kind: "polar",
    sensedUs,
    rangeM,
    azimuthRad: (azimuthRad + 2 * Math.PI) % (2 * Math.PI),
    elevationRad,
    rangeRateMps: null,
    heightM: null,
    rangeSigmaM: 5,
    azimuthSigmaRad: 0.004,
    elevationSigmaRad: 0.004,
    rangeRateSigmaMps: 1,
    heightSigmaM: 50,
    rcsDbsm: null,
    identity: null,
  };
}

function bearingOf(motion: Motion, s: number, sensedUs: TimeUs): BearingDetection {
  const { azimuthRad, elevationRad } = polarOf(motion, s, sensedUs);
  return {
    kind: "bearing",
    sensedUs,
    azimuthRad,
    elevationRad,
    azimuthSigmaRad: 0.05,
    elevationSigmaRad: 0.05,
    rcsDbsm: null,
    identity: null,
  };
}

const sensor = (id: string, kind: string, more: object) => ({
  id,
  name: id,
  kind,
  latitude_deg: 40,
  longitude_deg: 20,
  height_m: 15,
  coverage: { range_max_m: 20_000, elevation_min_deg: -5, elevation_max_deg: 89, horizon: false },
  ...more,
});

const SENSORS = [
  sensor("radar", "radar", {
    period_s: 0.5,
    detection_probability: 0.95,
    false_detections_per_sweep: 0,
    authenticated: true,
  }),
  sensor("antenna", "cooperative", { period_s: 1, stale_after_s: 30 }),
  sensor("drone-receiver", "cooperative", { period_s: 1, stale_after_s: 30 }),
  sensor("microphones", "acoustic", { period_s: 0.5, stale_after_s: 2 }),
  sensor("camera", "tracker", { period_s: 0.5, stale_after_s: 10 }),
];

/** One sensor's way into the post: looks at times, by its own octets, over its own line. */
interface Feed {
  readonly encoder: LookEncoder;
  readonly look: (s: number, nowUs: TimeUs) => Look | null;
  readonly send: (octets: Uint8Array) => void;
}

const lookOf = (id: string, atUs: TimeUs, detections: Look["detections"]): Look => ({
  sensorId: sensorId(id),
  sequence: 0,
  fromUs: atUs,
  toUs: atUs,
  sweep: null,
  detections,
});

/** A line to a post that may not listen yet: it is tried until it stands. */
async function lineTo(port: number): Promise<Socket> {
  for (;;) {
    const socket = connect(port, "127.0.0.1");
    const stands = await new Promise<boolean>((resolve) => {
      socket.once("connect", () => resolve(true));
      socket.once("error", () => resolve(false));
    });
    // A post that stops closes its lines.
    socket.on("error", () => undefined);
    if (stands) return socket.resume();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test("of all sensors at once one lies, one is late and one is dead: the right people are warned, and it says which was what", async () => {
  const [radarPort, adsbPort, dronePort, earPort, cameraPort] = [
    await freePort(),
    await freePort(),
    await freePort(),
    await freePort(),
    await freePort(),
  ];
  const transport = (type: string, port: number) => ({ transport: { type, port } });
  const post = new RunningPost({
    dataDir,
    config: {
      ...SITE,
      mode: "shadow",
      channels: [],
      policy: { late_look_lag_s: 5 },
      tracker: {},
      sensors: SENSORS,
      inputs: [
        {
          type: "asterix-udp",
          id: "plots",
          groups: [{ address: "127.0.0.1", port: radarPort }],
          sensors: [{ sac: 25, sic: 13, sensor: "radar" }],
        },
        { type: "adsb", id: "squitters", sensor: "antenna", ...transport("tcp-listen", adsbPort) },
        {
          type: "remote-id",
          id: "beacons",
          sensor: "drone-receiver",
          ...transport("tcp-listen", dronePort),
        },
        {
          type: "generic",
          id: "bearings",
          sensors: [{ sensor: "microphones" }],
          ...transport("udp", earPort),
        },
        {
          type: "sapient",
          id: "nodes",
          sensors: [{ node: RADAR_ID, sensor: "camera" }],
          ...transport("tcp-listen", cameraPort),
        },
      ],
    },
  });
  const { site } = await post.ready;
  const datagrams = await boundSocket(0);
  const lines = [
    await lineTo(adsbPort),
    await lineTo(dronePort),
    await lineTo(cameraPort),
  ] as const;
  const whole = { azimuthFromRad: 0, azimuthWidthRad: 2 * Math.PI };
  const feeds: readonly Feed[] = [
    {
      encoder: new RadarEncoder({
        sac: 25,
        sic: 13,
        category: 15,
        periodUs: 500_000,
        isFullCircle: true,
        heightOf: () => null,
      }),
      look: (s, nowUs) => ({
        ...lookOf("radar", nowUs, [
          polarOf(DRONE, s - 0.25, nowUs - 250_000),
          polarOf(AIRCRAFT, s - 0.25, nowUs - 250_000),
        ]),
        fromUs: nowUs - 500_000,
        sweep: whole,
      }),
      send: (octets) => datagrams.send(octets, radarPort, "127.0.0.1"),
    },
    {
      encoder: aircraftEncoder(),
      look: (s, nowUs) =>
        lookOf("antenna", nowUs, [positionOf(AIRCRAFT, s, nowUs, named("SWR12A", "4B1A2B"))]),
      send: (octets) => lines[0].write(octets),
    },
    {
      encoder: droneEncoder(),
      look: (s, nowUs) =>
        lookOf("drone-receiver", nowUs, [positionOf(MADE_UP, s, nowUs, named("1581F4TESTDRONE"))]),
      send: (octets) => lines[1].write(octets),
    },
    {
      encoder: new RecordEncoder("microphones"),
      look: (s, nowUs) =>
        s > DEAD_AFTER_S ? null : lookOf("microphones", nowUs, [bearingOf(DRONE, s, nowUs)]),
      send: (octets) => datagrams.send(octets, earPort, "127.0.0.1"),
    },
    {
      encoder: new NodeEncoder({ nodeId: RADAR_ID, name: "Camera", version: "1" }),
      look: (s, nowUs) =>
        s < LATE_S
          ? null
          : lookOf("camera", nowUs - LATE_S * 1e6, [
              positionOf(DRONE, s - LATE_S, nowUs - LATE_S * 1e6, named("target-1")),
            ]),
      send: (octets) => lines[2].write(octets),
    },
  ];
  const startUs = Date.now() * 1_000;
  for (const { encoder, send } of feeds) encoder.greeting(startUs).forEach(send);
  const timer = setInterval(() => {
    const nowUs = Date.now() * 1_000;
    for (const { encoder, look, send } of feeds) {
      const seen = look((nowUs - startUs) / 1e6, nowUs);
      if (seen !== null) encoder.encode(seen).messages.forEach(send);
    }
  }, 500);

  const conducts = (id: string): readonly SensorConduct[] =>
    post.effects.flatMap((effect) =>
      effect.type === "conduct" && effect.conduct.sensorId === id ? [effect.conduct] : [],
    );
  const { warning } = await post.untilEffect(
    "warning",
    (effect) => effect.warning.stage === "take-cover",
  );
  const lie = await post.until(() =>
    conducts("drone-receiver").find(({ reasons }) => reasons.includes("UNSEEN")),
  );
  const late = await post.until(() =>
    conducts("camera").find(({ reasons }) => reasons.includes("LATE")),
  );
  const sound = await post.until(() =>
    conducts("antenna").find(({ standing }) => standing === "sound"),
  );
  const dead = await post.untilEffect(
    "sensor",
    ({ health }) => health.sensorId === "microphones" && health.status === "down",
  );
  clearInterval(timer);
  const builder = new PictureBuilder(site, { timeZone: null });
  for (const step of post.steps) builder.observe(step);
  const { sensors } = builder.picture(Date.now() * 1_000, []);
  for (const line of lines) line.destroy();
  await closed(datagrams);
  await post.stop();

  // The right decision: the drone that comes is warned of, and neither the aircraft nor what was made up.
  const seenBy = new Map(
    post.effects.flatMap((effect) =>
      effect.type === "track" ? [[effect.track.trackId as string, effect.track] as const] : [],
    ),
  );
  for (const threat of warning.threats) {
    expect(seenBy.get(threat)?.identity).not.toBe("SWR12A");
    expect(seenBy.get(threat)?.evidence.map(({ sensorId: id }) => id as string)).toContain("radar");
  }
  // Which sensor was what, in the record …
  expect(lie).toMatchObject({ standing: "doubtful", objects: { seen: 0, unseen: 1 } });
  expect(late.delayS).toBeGreaterThan(2);
  expect(dead.health.reason).toBe("silent for more than 2 s");
  expect(sound.reasons).toEqual([]);
  expect(conducts("radar").flatMap(({ reasons }) => reasons)).toEqual([]);
  // … and on the screen.
  const shown = (id: string): PictureSensor | undefined => sensors.find((each) => each.id === id);
  expect(shown("drone-receiver")?.conduct?.text).toContain(
    "Of 1 object that it reported where others should have seen them, 1 was never seen by those.",
  );
  expect(shown("camera")?.conduct?.text[0]).toMatch(
    /^What it says is 2\.\d s old when it comes\.$/,
  );
  expect(shown("camera")?.times?.usualAgeS).toBeGreaterThan(2);
  expect(shown("microphones")).toMatchObject({ status: "down", staleness: "stale" });
  expect(shown("radar")).toMatchObject({ status: "up", staleness: "fresh" });
  expect(shown("radar")?.conduct?.observed?.found).toBeGreaterThan(0);
  expect(replayJournal(join(dataDir, "journal"))).toMatchObject({ identical: true, unfinished: 0 });
});
