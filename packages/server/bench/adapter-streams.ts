import { createLocalFrame, degrees, type Look, type PositionDetection } from "@tocsin/core";
import {
  type Adapter,
  type ByteSource,
  compileSite,
  type LookEncoder,
  parseSiteConfig,
  placesEncoder,
} from "@tocsin/sdk";
import { sendPlan } from "../src/rehearse/encoder-of-input.ts";
import type { Format } from "../src/rehearse/formats.ts";
import { openInput } from "../src/run/open-inputs.ts";
import { type LooksOptions, LOOKS_START_US, placeLooks, polarLooks } from "./adapter-looks.ts";

/** What one kind of input reads: octets as they come off the line, and the adapter that takes them. */
export interface AdapterStream {
  readonly name: string;
  /** `stream`: what a line brings in a second is one piece. `messages`: each is a datagram. */
  readonly delivery: "stream" | "messages";
  readonly seconds: readonly StreamSecond[];
  /** Detections in it. */
  readonly reports: number;
  readonly create: (source: ByteSource) => Adapter;
}
export interface StreamSecond {
  readonly receivedUs: number;
  readonly messages: readonly Uint8Array[];
}

const SENSOR = "sensor";
const NODE = "5e3b1a9c-8f0d-4c1e-9a2b-7d6f5e4c3b2a";
const LINE = { type: "tcp-listen", port: 4_711 };
const ORIGIN = { latitude_deg: 47, longitude_deg: 8 };

type Written = Readonly<Record<string, unknown>>;
interface StreamKind {
  readonly name: string;
  readonly delivery: AdapterStream["delivery"];
  readonly says: "polar" | "places";
  readonly input: Written;
  readonly format?: Format;
  /** Where the project has no encoder but for this. */
  readonly encoder?: () => LookEncoder;
}

const KINDS: readonly StreamKind[] = [
  { name: "ASTERIX 015", ...radarInput() },
  { name: "ASTERIX 048", ...radarInput(), format: "asterix-048" },
  { name: "ASTERIX 021", ...radarInput("places"), format: "asterix-021" },
  { name: "ASTERIX 062", ...radarInput("places"), format: "asterix-062" },
  {
    name: "JSON",
    delivery: "stream",
    says: "polar",
    input: { type: "generic", transport: LINE, sensors: [{ sensor: SENSOR }] },
  },
  {
    name: "SAPIENT",
    delivery: "stream",
    says: "polar",
    input: { type: "sapient", transport: LINE, sensors: [{ node: NODE, sensor: SENSOR }] },
  },
  {
    name: "Cursor on Target",
    delivery: "stream",
    says: "places",
    input: {
      type: "cursor-on-target",
      transport: LINE,
      sensors: [{ sensor: SENSOR, reports: "friendly" }],
    },
  },
  {
    name: "Remote ID",
    delivery: "stream",
    says: "places",
    input: { type: "remote-id", sensor: SENSOR, transport: LINE },
  },
  {
    name: "Beast",
    delivery: "stream",
    says: "places",
    input: { type: "adsb", sensor: SENSOR, format: "beast", transport: LINE },
  },
  {
    name: "SBS",
    delivery: "stream",
    says: "places",
    input: { type: "adsb", sensor: SENSOR, format: "sbs", transport: LINE },
    encoder: sbsEncoder,
  },
];

function radarInput(says: StreamKind["says"] = "polar"): Omit<StreamKind, "name" | "format"> {
  return {
    delivery: "messages",
    says,
    input: {
      type: "asterix-udp",
      groups: [{ address: "127.0.0.1", port: 4_711 }],
      sensors: [{ sac: 1, sic: 2, sensor: SENSOR }],
    },
  };
}

/** The same objects as each format says them. */
export const adapterStreams = (options: Omit<LooksOptions, "sensorId">): readonly AdapterStream[] =>
  KINDS.map((kind) => streamOf(kind, options));

/** No time passes while a stream is read: what has waits of its own, such as a node's states, says nothing. */
const STILL = {
  nowUs: () => LOOKS_START_US,
  waitUntil: (_timeUs: number, signal?: AbortSignal) =>
    new Promise<void>((resolve) => {
      if (signal?.aborted === true) resolve();
      else signal?.addEventListener("abort", () => resolve(), { once: true });
    }),
};

function streamOf(kind: StreamKind, options: Omit<LooksOptions, "sensorId">): AdapterStream {
  const config = configOf(kind);
  const [input] = config.inputs;
  const [spec] = compileSite(config).sensors;
  const plan = sendPlan(input, {
    mode: config.mode,
    sensors: new Map([[SENSOR, spec]]),
    formats: new Map(kind.format === undefined ? [] : [[SENSOR, kind.format]]),
  });
  if (typeof plan === "string") throw new Error(plan);
  const encoder = kind.encoder?.() ?? plan.encoders.get(spec.id);
  if (encoder === undefined) throw new Error(`${kind.name} has no encoder`);
  const given = { ...options, sensorId: spec.id };
  const looks =
    kind.says === "polar" ? polarLooks(given) : placeLooks(given, createLocalFrame(spec.position));
  return {
    name: kind.name,
    delivery: kind.delivery,
    seconds: secondsOf(encoder, looks),
    reports: looks.reduce((sum, { detections }) => sum + detections.length, 0),
    create: (source) =>
      openInput(input, { config, ports: { clock: STILL, chance: () => 0.5 }, given: source }),
  };
}

const secondsOf = (encoder: LookEncoder, looks: readonly Look[]): readonly StreamSecond[] => [
  { receivedUs: LOOKS_START_US, messages: encoder.greeting(LOOKS_START_US) },
  ...looks.map((look) => {
    const { messages, unsaid } = encoder.encode(look);
    if (unsaid > 0) throw new Error("an object of the stream can't be said");
    return { receivedUs: look.toUs, messages };
  }),
];

function configOf({ input, says }: StreamKind) {
  const parsed = parseSiteConfig({
    site: { id: "bench", name: "Bench", ...ORIGIN, ground_height_m: 400 },
    mode: "shadow",
    areas: [
      {
        id: "area",
        name: "Area",
        owner: "Bench",
        protection: "protected",
        circle: { ...ORIGIN, radius_m: 300 },
      },
    ],
    channels: [],
    sensors: [
      {
        id: SENSOR,
        name: "Sensor",
        kind: says === "polar" ? "radar" : "cooperative",
        ...ORIGIN,
        height_m: 400,
        period_s: 1,
        coverage: { range_max_m: 60_000 },
      },
    ],
    inputs: [{ id: "line", ...input }],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.config;
}

const FOOT_M = 0.3048;

/** A receiver that hands on one line of BaseStation for each place. */
function sbsEncoder(): LookEncoder {
  return placesEncoder((detection) => [new TextEncoder().encode(sbsLine(detection))]);
}

function sbsLine({ identity, heightM, latitudeRad, longitudeRad }: PositionDetection): string {
  const address = (identity?.aircraftAddress ?? "").toUpperCase();
  const altitudeFt = Math.round((heightM ?? 0) / FOOT_M);
  const [latitude, longitude] = [latitudeRad, longitudeRad].map((each) => degrees(each).toFixed(5));
  return `MSG,3,1,1,${address},1,,,,,,${altitudeFt},,,${latitude},${longitude},,,0,0,0,0\r\n`;
}
