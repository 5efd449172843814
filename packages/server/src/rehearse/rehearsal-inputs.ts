import type { SensorSpec } from "@tocsin/core";
import { effectiveModel, type Scenario } from "@tocsin/sim";
import { uuidOf } from "../adapters/sapient/identifiers.ts";
import { defaultFormat } from "./default-format.ts";
import { type Format, FORMATS, isAsterix } from "./formats.ts";

/** An input as a site file has it, before its defaults. */
export type WrittenInput = Readonly<Record<string, unknown>> & { readonly id: string };

export interface InputPlan {
  /** Where the post listens, and its first port; each further input takes the next. */
  readonly host: string;
  readonly port: number;
  /** By sensor, where it is not the default. */
  readonly formats: ReadonlyMap<string, Format>;
}

const SIC_MAX = 255;

/** The inputs that a post needs to take in all sensors of a scenario: one for all that share a network or a format, one for each receiver. */
export function rehearsalInputs(scenario: Scenario, plan: InputPlan): readonly WrittenInput[] {
  let { port } = plan;
  const nextPort = (): number => port++;
  const formatOf = (spec: SensorSpec): Format =>
    plan.formats.get(spec.id) ?? defaultFormat(spec, scenario);
  const speaking = (...formats: readonly Format[]): readonly SensorSpec[] =>
    scenario.site.sensors.filter((spec) => formats.includes(formatOf(spec)));
  const radars = speaking(...FORMATS.filter(isAsterix)).slice(0, SIC_MAX);
  const records = speaking("generic");
  const nodes = speaking("sapient");
  const listening = () => ({ type: "tcp-listen", address: plan.host, port: nextPort() });
  return [
    ...(radars.length === 0
      ? []
      : [
          {
            type: "asterix-udp",
            id: "radar-network",
            groups: [{ address: plan.host, port: nextPort() }],
            sensors: radars.map((spec, index) => radarSource(spec, scenario, index + 1)),
          },
        ]),
    ...(records.length === 0
      ? []
      : [
          {
            type: "generic",
            id: "records",
            transport: listening(),
            sensors: records.map(({ id }) => ({ sensor: id })),
          },
        ]),
    ...(nodes.length === 0
      ? []
      : [
          {
            type: "sapient",
            id: "nodes",
            transport: listening(),
            sensors: nodes.map((spec) => sapientNode(spec, scenario)),
          },
        ]),
    ...speaking("beast").map(({ id }) => ({
      type: "adsb",
      id: `${id}-beast`,
      sensor: id,
      format: "beast",
      transport: listening(),
    })),
    ...speaking("remote-id").map(({ id }) => ({
      type: "remote-id",
      id: `${id}-remote-id`,
      sensor: id,
      transport: listening(),
    })),
    ...speaking("remote-id-beacon").map(captureOf),
    ...speaking("cursor-on-target").map((spec) => ({
      type: "cursor-on-target",
      id: `${spec.id}-cot`,
      transport: listening(),
      sensors: [
        { sensor: spec.id, reports: spec.kind === "cooperative" ? "friendly" : "observed" },
      ],
    })),
  ];
}

/** Beacons need no network: they come in a file, or through a named pipe of that name. */
const captureOf = ({ id }: SensorSpec): WrittenInput => ({
  type: "remote-id-capture",
  id: `${id}-beacons`,
  sensor: id,
  path: `${id}.pcap`,
});

const modelOf = (spec: SensorSpec, { definition }: Scenario) =>
  effectiveModel(spec, definition.sensor_models).config;

function radarSource(spec: SensorSpec, scenario: Scenario, sic: number) {
  const model = modelOf(spec, scenario);
  return {
    sac: 0,
    sic,
    sensor: spec.id,
    range_sigma_m: Math.max(0.1, model.range_sigma_m),
    azimuth_sigma_deg: Math.max(0.001, model.azimuth_sigma_deg),
    elevation_sigma_deg: Math.max(0.001, model.elevation_sigma_deg),
    range_rate_sigma_mps: Math.max(0.01, model.range_rate_sigma_mps ?? 2),
  };
}

function sapientNode(spec: SensorSpec, scenario: Scenario) {
  const model = modelOf(spec, scenario);
  return {
    node: uuidOf(`${scenario.id} ${spec.id}`),
    sensor: spec.id,
    range_sigma_m: Math.max(0.1, model.range_sigma_m),
    azimuth_sigma_deg: Math.max(0.001, model.azimuth_sigma_deg),
    elevation_sigma_deg: Math.max(0.001, model.elevation_sigma_deg),
    position_sigma_m: Math.max(0.1, model.position_sigma_m),
  };
}
