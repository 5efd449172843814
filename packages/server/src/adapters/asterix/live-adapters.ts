import type { TimeUs } from "@tocsin/core";
import type {
  Adapter,
  AdapterSink,
  Cancellation,
  Clock,
  InputConfig,
  SiteConfig,
} from "@tocsin/sdk";
import { playBack } from "../../sources/playback.ts";
import { openUdpSource } from "../../sources/udp-source.ts";
import { AsterixAssembler } from "./assembler.ts";
import { asterixConfigOf } from "./config-of-input.ts";
import { openAsterixRecording } from "./open-recording.ts";

type Input<Type extends InputConfig["type"]> = Extract<InputConfig, { type: Type }>;

/** ASTERIX over UDP, multicast or unicast. */
export function createAsterixUdpAdapter(
  input: Input<"asterix-udp">,
  sensors: SiteConfig["sensors"],
  clock: Clock,
): Adapter {
  return {
    id: input.id,
    async run(sink, signal) {
      const source = await openUdpSource({
        nowUs: () => clock.nowUs(),
        bindings: input.groups.map(({ address, port }) => ({
          port,
          interfaceAddress: input.interface,
          ...(isMulticast(address) ? { group: address } : { interfaceAddress: address }),
        })),
      });
      const close = (): void => void source.close();
      signal.addEventListener("abort", close, { once: true });
      const assembler = new AsterixAssembler(asterixConfigOf(input, sensors));
      let dropped = 0;
      for await (const { payload, receivedUs } of source.datagrams) {
        feed(assembler, payload, receivedUs, sink);
        const counts = source.counts();
        if (counts.dropped > dropped)
          sink.rejected("queue full", counts.dropped - dropped, `input ${input.id}`, receivedUs);
        dropped = counts.dropped;
      }
      signal.removeEventListener("abort", close);
    },
  };
}

/** A recording, played as if it arrived now: its own times are kept, so its clock shows as offset. */
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
    if (output.type === "look") sink.look(output.look, receivedUs);
    else if (output.type === "health")
      sink.health(output.sensorId, output.status, output.reason, receivedUs);
    else sink.rejected(output.reason, output.count, output.detail ?? "", receivedUs);
  }
}

const isMulticast = (address: string): boolean =>
  /^(22[4-9]|23\d)\./.test(address) || /^ff/i.test(address);
