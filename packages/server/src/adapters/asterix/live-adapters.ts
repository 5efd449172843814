import type { TimeUs } from "@tocsin/core";
import {
  type Adapter,
  type AdapterSink,
  type ByteSource,
  type Cancellation,
  type Clock,
  createMessageFramer,
  type InputConfig,
  readFrames,
  type SiteConfig,
  type SourcePeer,
  giveReport,
} from "@tocsin/sdk";
import { playBack } from "../../sources/playback.ts";
import { AsterixAssembler, type AsterixConfig } from "./assembler.ts";
import { asterixConfigOf } from "./config-of-input.ts";
import { openAsterixRecording } from "./open-recording.ts";

type Input<Type extends InputConfig["type"]> = Extract<InputConfig, { type: Type }>;

/** ASTERIX as it arrives, each message a datagram of data blocks. */
export function createAsterixAdapter(
  input: Input<"asterix-udp">,
  sensors: SiteConfig["sensors"],
  source: ByteSource,
): Adapter {
  return {
    id: input.id,
    run(sink, signal) {
      const assemblerOf = assemblers(asterixConfigOf(input, sensors));
      const frame = (bytes: Uint8Array, receivedUs: TimeUs, { proof }: SourcePeer): void =>
        feed(assemblerOf(proof?.subject ?? null), bytes, receivedUs, sink);
      return readFrames({ source, createFramer: createMessageFramer, sink, frame }, signal);
    },
  };
}

/** An assembler for each sender that has proven to be one sensor, which knows that sensor alone; and one for all that prove nothing. */
function assemblers(config: AsterixConfig): (subject: string | null) => AsterixAssembler {
  const known = new Map<string | null, AsterixAssembler>();
  return (subject) => {
    const sensors = config.sensors.filter(
      ({ sensorId }) => subject === null || sensorId === subject,
    );
    const assembler = known.get(subject) ?? new AsterixAssembler({ ...config, sensors });
    known.set(subject, assembler);
    return assembler;
  };
}

/** A recording at its pace and with its times. */
export function createAsterixFileAdapter(
  input: Input<"asterix-file">,
  sensors: SiteConfig["sensors"],
  clock: Clock,
): Adapter {
  return {
    id: input.id,
    async run(sink: AdapterSink, signal: Cancellation) {
      const opened = await openAsterixRecording(input.path);
      if (!opened.ok) throw new Error(`${input.path}: ${opened.reason}`);
      const assembler = new AsterixAssembler(asterixConfigOf(input, sensors));
      const played = playBack(opened.recording.datagrams, {
        clock,
        speed: input.speed === 0 ? Infinity : input.speed,
      });
      for await (const { payload, receivedUs } of played) {
        if (signal.aborted) break;
        feed(assembler, payload, receivedUs, sink);
      }
      const { damage } = opened.recording.report();
      if (damage !== null) sink.rejected("damaged recording", 1, damage, clock.nowUs());
      await opened.recording.close();
    },
  };
}

function feed(
  assembler: AsterixAssembler,
  payload: Uint8Array,
  receivedUs: TimeUs,
  sink: AdapterSink,
): void {
  for (const output of assembler.push(payload, receivedUs)) {
    if (output.type === "reject")
      sink.rejected(output.reason, output.count, output.detail ?? "", receivedUs);
    else giveReport(sink, output, receivedUs);
  }
}
