import { assert, type Geodetic, radians, type SensorId, sensorId } from "@tocsin/core";
import {
  type Adapter,
  type ByteSource,
  compileSite,
  type InputConfig,
  type SiteConfig,
  type TransportConfig,
} from "@tocsin/sdk";
import { createAdsbFileAdapter } from "../adapters/adsb/file-adapter.ts";
import { createAdsbAdapter } from "../adapters/adsb/live-adapter.ts";
import {
  createAsterixFileAdapter,
  createAsterixAdapter,
} from "../adapters/asterix/live-adapters.ts";
import { createCapAdapter } from "../adapters/cap/cap-adapter.ts";
import { createDefenceAdapter } from "../adapters/generic/defence-adapter.ts";
import { createOfficialJsonAdapter } from "../adapters/generic/official-json-adapter.ts";
import { createGenericAdapter } from "../adapters/generic/generic-adapter.ts";
import { createCotAdapter } from "../adapters/cursor-on-target/cot-adapter.ts";
import {
  createRemoteIdAdapter,
  createRemoteIdCaptureAdapter,
} from "../adapters/remote-id/live-adapters.ts";
import { ObserverDesk } from "../adapters/observers/observer-desk.ts";
import { createSimulationAdapter } from "../adapters/simulation/simulation-adapter.ts";
import { createSapientAdapter } from "../adapters/sapient/sapient-adapter.ts";
import { createPluginAdapter } from "../plugins/plugin-adapter.ts";
import type { PostProof } from "../proof/post-proof.ts";
import type { SourcePorts } from "../sources/source-ports.ts";
import { readOnly } from "../sources/read-only-source.ts";
import { createWeatherAdapter } from "../adapters/generic/weather/weather-adapter.ts";
import { openCapSource } from "./open-cap-source.ts";
import { createByteSource } from "../sources/create-byte-source.ts";
import { createUdpSource } from "../sources/udp-byte-source.ts";
import { playInPresent } from "./play-in-present.ts";
import { loadScenario } from "./scenario-files.ts";

/** Inputs that read a recording or a scenario of this machine: they come no faster than they are taken in. */
export const localInputs = (config: SiteConfig): ReadonlySet<string> =>
  new Set(config.inputs.filter(isLocal).map(({ id }) => id));

function isLocal(input: SiteConfig["inputs"][number]): boolean {
  if ("transport" in input) return input.transport.type === "file";
  return input.type === "simulation" || input.type === "asterix-file";
}

/** One adapter for each input of the site file. A new kind of input is added here, and to the schema. */
export const openInputs = (
  config: SiteConfig,
  ports: SourcePorts,
  proof: PostProof,
): readonly Adapter[] => config.inputs.map((input) => openInput(input, { config, ports, proof }));

/** What an input is opened with: the proof that its transport's messages must carry, or what is read instead of that transport. */
export type InputSetting = { readonly config: SiteConfig; readonly ports: SourcePorts } & (
  | { readonly proof: PostProof }
  | { readonly given: ByteSource }
);

/** One input's adapter. A recording happens now, but never in mode `live`: nothing that is over may warn people. */
export function openInput(input: InputConfig, setting: InputSetting): Adapter {
  const adapter = createAdapter(input, setting);
  const { config, ports } = setting;
  return isRecording(input) && config.mode !== "live" && !("given" in setting)
    ? playInPresent(adapter, ports.clock)
    : adapter;
}

const isRecording = (input: InputConfig): boolean =>
  "transport" in input
    ? input.transport.type === "file"
    : input.type === "asterix-file" || input.type === "remote-id-capture";

function createAdapter(input: InputConfig, setting: InputSetting): Adapter {
  const { config, ports } = setting;
  const { clock } = ports;
  const given = "given" in setting ? setting.given : null;
  const guarded = (source: ByteSource): ByteSource =>
    "given" in setting ? setting.given : setting.proof.guard(input, source);
  const sourceOf = (transport: TransportConfig): ByteSource =>
    "given" in setting
      ? setting.given
      : guarded(createByteSource(transport, ports, setting.proof.security(input)));
  switch (input.type) {
    case "asterix-udp":
      return createAsterixAdapter(
        input,
        config.sensors,
        guarded(
          createUdpSource(
            { listen: input.groups, interfaceAddress: input.interface, allow: [] },
            ports,
          ),
        ),
      );
    case "asterix-file":
      return createAsterixFileAdapter(input, config.sensors, clock);
    case "sapient":
      return createSapientAdapter(input, config, sourceOf(input.transport), clock);
    case "cursor-on-target":
      return createCotAdapter(input, config.mode, sourceOf(input.transport));
    case "generic":
      return createGenericAdapter(input, sourceOf(input.transport));
    case "official-json":
      return createOfficialJsonAdapter(input, config, sourceOf(input.transport));
    case "weather":
      return createWeatherAdapter(input, sourceOf(input.transport));
    case "defence":
      return createDefenceAdapter(input, config, readOnly(sourceOf(input.transport)));
    case "cap":
      return createCapAdapter(input, config, given ?? openCapSource(input.transport, ports));
    case "adsb": {
      const { repair, ground_traffic: groundTraffic, transport } = input;
      const own = { ...receiverOf(config, input.sensor), repair, groundTraffic };
      if (transport.type === "file" && given === null)
        return createAdsbFileAdapter(input, own, clock, transport);
      return createAdsbAdapter(input, own, sourceOf(transport));
    }
    case "remote-id":
      return createRemoteIdAdapter(
        input,
        receiverOf(config, input.sensor),
        sourceOf(input.transport),
      );
    case "remote-id-capture":
      return createRemoteIdCaptureAdapter(input, receiverOf(config, input.sensor), clock);
    case "observers":
      return new ObserverDesk(input, compileSite(config, { terrain: null }), clock);
    case "plugin":
      return createPluginAdapter({
        input,
        folder: process.cwd(),
        source: sourceOf(input.transport),
        clock,
      });
    case "simulation":
      return createSimulationAdapter(input.id, loadScenario(input.scenario), clock);
  }
}

/** What an adapter of objects that report themselves must know of the receiver, from its sensor in the site file. */
function receiverOf(config: SiteConfig, id: string): Receiver {
  const sensor = config.sensors.find((each) => each.id === id);
  assert(sensor !== undefined, "a checked site file has the sensor of each input");
  return {
    sensorId: sensorId(id),
    receiver: {
      latitudeRad: radians(sensor.latitude_deg),
      longitudeRad: radians(sensor.longitude_deg),
      heightM: sensor.height_m,
    },
    rangeMaxM: sensor.coverage.range_max_m,
    groundHeightM: config.site.ground_height_m,
  };
}
interface Receiver {
  readonly sensorId: SensorId;
  readonly receiver: Geodetic;
  readonly rangeMaxM: number;
  readonly groundHeightM: number;
}
