import { MICROS_PER_SECOND, type SensorId, sensorId, type TimeUs } from "@tocsin/core";
import {
  type Adapter,
  type AdapterSink,
  type ByteSource,
  type InputConfig,
  readFrames,
  type SiteConfig,
  type SourcePeer,
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
      const assemblerOf = assemblers(configOf(input, mode));
      return readFrames(
        {
          source: withMesh(source, (bytes, atUs, peer) =>
            give(sink, assemblerOf(peer).push(decodeMesh(bytes), atUs), atUs),
          ),
          sink,
          createFramer: createEventFramer,
          frame: (bytes, atUs, peer) =>
            give(sink, assemblerOf(peer).push(decodeFrame(bytes), atUs), atUs),
        },
        signal,
      );
    },
  };
}

/** An assembler for each sender that has proven to be one sensor, which takes reports for that sensor alone; and one for all that prove nothing. */
function assemblers(config: CotConfig): (peer: SourcePeer) => CotAssembler {
  const known = new Map<string | null, CotAssembler>();
  return ({ proof }) => {
    const subject = proof?.subject ?? null;
    const own = (id: SensorId | null): SensorId | null =>
      subject === null || id === subject ? id : null;
    const { friendly, observed } = config.sensors;
    const sensors = { friendly: own(friendly), observed: own(observed) };
    const assembler = known.get(subject) ?? new CotAssembler({ ...config, sensors });
    known.set(subject, assembler);
    return assembler;
  };
}

/** The source without the datagrams of a mesh, whose header tells no length: those are whole as they come. */
const withMesh = (
  source: ByteSource,
  mesh: (bytes: Uint8Array, receivedUs: TimeUs, peer: SourcePeer) => void,
): ByteSource => ({
  run: (sink, signal) =>
    source.run(
      {
        ...sink,
        message: (bytes, receivedUs, peer) =>
          isMeshMessage(bytes)
            ? mesh(bytes, receivedUs, peer)
            : sink.message(bytes, receivedUs, peer),
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
