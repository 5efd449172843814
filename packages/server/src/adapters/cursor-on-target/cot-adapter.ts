import { MICROS_PER_SECOND, type SensorId, sensorId, type TimeUs } from "@tocsin/core";
import {
  type Adapter,
  type AdapterSink,
  type ByteSource,
  type InputConfig,
  readFrames,
  type SiteConfig,
  giveReport,
} from "@tocsin/sdk";
import { CotAssembler, type CotConfig, type CotOutput } from "./assembler.ts";
import { decodeFrame, decodeMesh, isMeshMessage } from "./decode/decode-frame.ts";
import { createEventFramer } from "./decode/event-framer.ts";
import type { Reporting } from "./event-type.ts";

type CotInput = Extract<InputConfig, { type: "cursor-on-target" }>;

/** Takes the events of clients and servers of TAK, in XML and in version 1 of its protocol, over whatever transport. */
export function createCotAdapter(
  input: CotInput,
  mode: SiteConfig["mode"],
  source: ByteSource,
): Adapter {
  return {
    id: input.id,
    run(sink, signal) {
      const assembler = new CotAssembler(configOf(input, mode));
      return readFrames(
        {
          source: withMesh(source, (bytes, atUs) =>
            give(sink, assembler.push(decodeMesh(bytes), atUs), atUs),
          ),
          sink,
          createFramer: createEventFramer,
          frame: (bytes, atUs) => give(sink, assembler.push(decodeFrame(bytes), atUs), atUs),
        },
        signal,
      );
    },
  };
}

/** The source without the datagrams of a mesh, whose header tells no length: those are whole as they come. */
const withMesh = (
  source: ByteSource,
  mesh: (bytes: Uint8Array, receivedUs: TimeUs) => void,
): ByteSource => ({
  run: (sink, signal) =>
    source.run(
      {
        ...sink,
        message: (bytes, receivedUs, peer) =>
          isMeshMessage(bytes) ? mesh(bytes, receivedUs) : sink.message(bytes, receivedUs, peer),
      },
      signal,
    ),
});

function configOf(input: CotInput, mode: SiteConfig["mode"]): CotConfig {
  const sensorOf = (reporting: Reporting): SensorId | null => {
    const found = input.sensors.find(({ reports }) => reports === reporting);
    return found === undefined ? null : sensorId(found.sensor);
  };
  return {
    sensors: { friendly: sensorOf("friendly"), observed: sensorOf("observed") },
    unstated: { positionSigmaM: input.position_sigma_m, heightSigmaM: input.height_sigma_m },
    ageMaxUs: input.age_max_s * MICROS_PER_SECOND,
    takesGround: input.ground_units,
    takesSpots: input.spots,
    realOnly: mode === "live" || mode === "shadow",
  };
}

function give(sink: AdapterSink, outputs: readonly CotOutput[], atUs: TimeUs): void {
  for (const output of outputs) {
    if (output.type === "reject") sink.rejected(output.reason, 1, output.detail, atUs);
    else giveReport(sink, output, atUs);
  }
}
