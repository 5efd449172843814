import {
  createLocalFrame,
  heightOfEnu,
  type PolarDetection,
  type SensorId,
  sensorId,
  type SensorSpec,
} from "@tocsin/core";
import type { InputConfig, LookEncoder, SiteConfig, TransportConfig } from "@tocsin/sdk";
import { aircraftEncoder } from "../adapters/adsb/encode/aircraft-encoder.ts";
import { RadarEncoder } from "../adapters/asterix/encode/radar-encoder.ts";
import { friendEncoder } from "../adapters/cursor-on-target/encode/friend-encoder.ts";
import { RecordEncoder } from "../adapters/generic/encode/record-encoder.ts";
import { beaconEncoder } from "../adapters/remote-id/encode/beacon-encoder.ts";
import { droneEncoder } from "../adapters/remote-id/encode/drone-encoder.ts";
import { asterixPlaces } from "../adapters/asterix/encode/places-encoder.ts";
import { NodeEncoder } from "../adapters/sapient/encode/node-encoder.ts";
import type { Format } from "./formats.ts";

/** An input that can be sent to: how, and as which sensors. */
export interface SendPlan {
  readonly inputId: string;
  readonly transport: TransportConfig;
  readonly encoders: ReadonlyMap<SensorId, LookEncoder>;
}

export interface SendPlanContext {
  readonly mode: SiteConfig["mode"];
  /** The scenario's, by id. */
  readonly sensors: ReadonlyMap<string, SensorSpec>;
  /** What sensors speak, where it is not the default of the input. */
  readonly formats: ReadonlyMap<string, Format>;
}

/** How to send to an input, or in words why that can't be. Sensors of the input that the scenario does not have stay silent. */
export function sendPlan(input: InputConfig, context: SendPlanContext): SendPlan | string {
  const transport = transportOf(input);
  if (transport === null) return `an input of type ${input.type} takes nothing from a network`;
  const encoders = new Map<SensorId, LookEncoder>();
  for (const [id, encoder] of encodersOf(input, context))
    if (context.sensors.has(id)) encoders.set(sensorId(id), encoder);
  return { inputId: input.id, transport, encoders };
}

function transportOf(input: InputConfig): TransportConfig | null {
  if (input.type === "asterix-udp") {
    const [group] = input.groups;
    return { type: "udp", ...group, interface: input.interface, allow: [] };
  }
  // A file that is read to its end, or a named pipe.
  if (input.type === "remote-id-capture")
    return { type: "file", path: input.path, speed: input.speed };
  // What authorities and defences say is no look of a sensor: nothing here makes it up.
  if ("source" in input || !("transport" in input)) return null;
  return input.transport;
}

function encodersOf(
  input: InputConfig,
  context: SendPlanContext,
): readonly (readonly [string, LookEncoder])[] {
  switch (input.type) {
    case "asterix-udp":
      return input.sensors.flatMap((source) => {
        const spec = context.sensors.get(source.sensor);
        return spec === undefined ? [] : [[source.sensor, radarOf(source, spec, context)] as const];
      });
    case "generic":
      if (input.mapping !== undefined) return [];
      return input.sensors.map(({ sensor, key }) => [sensor, new RecordEncoder(key ?? sensor)]);
    case "adsb":
      return input.format === "beast" ? [[input.sensor, aircraftEncoder()]] : [];
    case "remote-id":
      return [[input.sensor, droneEncoder()]];
    case "remote-id-capture":
      return [[input.sensor, beaconEncoder()]];
    case "cursor-on-target": {
      const operation = context.mode === "drill" || context.mode === "simulation" ? "e" : "o";
      return input.sensors.map(({ sensor, reports }) => [
        sensor,
        friendEncoder(reports, operation),
      ]);
    }
    case "sapient":
      return input.sensors.map(({ node, sensor }) => [
        sensor,
        new NodeEncoder({ nodeId: node, name: sensor, version: "1" }),
      ]);
    case "asterix-file":
    case "cap":
    case "official-json":
    case "defence":
    case "weather":
    case "observers":
    case "plugin":
    case "simulation":
      return [];
  }
}

type RadarSource = Extract<InputConfig, { type: "asterix-udp" }>["sensors"][number];
const TURN_RAD = 2 * Math.PI;

function radarOf(
  { sac, sic, geoid_height_m: geoidHeightM }: RadarSource,
  spec: SensorSpec,
  { formats }: SendPlanContext,
): LookEncoder {
  const format = formats.get(spec.id);
  if (format === "asterix-062") return asterixPlaces(62, { SAC: sac, SIC: sic });
  // Objects that name themselves have no range and bearing.
  if (format === "asterix-021" || (format === undefined && spec.kind === "cooperative"))
    return asterixPlaces(21, { SAC: sac, SIC: sic });
  const frame = createLocalFrame(spec.position);
  const heightOf = (detection: PolarDetection): number | null => {
    const { rangeM, azimuthRad, elevationRad, heightM } = detection;
    if (elevationRad === null) return heightM === null ? null : heightM - geoidHeightM;
    const levelM = rangeM * Math.cos(elevationRad);
    const height = heightOfEnu(
      frame,
      levelM * Math.sin(azimuthRad),
      levelM * Math.cos(azimuthRad),
      rangeM * Math.sin(elevationRad),
    );
    return height - geoidHeightM;
  };
  return new RadarEncoder({
    sac,
    sic,
    category: format === "asterix-048" ? 48 : 15,
    periodUs: spec.periodUs,
    isFullCircle: spec.coverage.azimuthWidthRad > TURN_RAD - 1e-6,
    heightOf,
  });
}
