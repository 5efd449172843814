import type { TimeUs } from "@tocsin/core";
import {
  type Adapter,
  type AdapterSink,
  type ByteSource,
  type Clock,
  createLineFramer,
  type InputConfig,
  readFrames,
  giveReport,
} from "@tocsin/sdk";
import type { CaptureFrame } from "../../sources/capture-frame.ts";
import { openBytes } from "../../sources/open-bytes.ts";
import { isPcap, readPcap } from "../../sources/pcap-reader.ts";
import { isPcapng, readPcapng } from "../../sources/pcapng-reader.ts";
import { playBack } from "../../sources/playback.ts";
import { RemoteIdAssembler, type RemoteIdConfig, type RemoteIdOutput } from "./assembler.ts";
import { decodeRadioFrame } from "./decode/radio-frame.ts";
import { decodeReceiverJson, type ReceiverReject } from "./decode/receiver-json.ts";

type Input<Type extends InputConfig["type"]> = Extract<InputConfig, { type: Type }>;

const MAGIC_OCTETS = 12;
const LONGEST_SHOWN = 80;

/** A receiver that sends JSON, one report a line, over whatever transport. */
export function createRemoteIdAdapter(
  input: Input<"remote-id">,
  config: RemoteIdConfig,
  source: ByteSource,
): Adapter {
  return {
    id: input.id,
    run(sink, signal) {
      const assembler = new RemoteIdAssembler(config);
      return readFrames(
        {
          source,
          sink,
          createFramer: () => createLineFramer(),
          frame: (bytes, receivedUs) =>
            feed(sink, receivedUs, takeLine(assembler, bytes, receivedUs)),
        },
        signal,
      );
    },
  };
}

const OPENING_BRACE = 0x7b;
const SPACE = 0x20;

/** What does not begin as an object is refused before it is decoded: junk costs little. */
function takeLine(
  assembler: RemoteIdAssembler,
  bytes: Uint8Array,
  receivedUs: TimeUs,
): readonly RemoteIdOutput[] {
  const decoder = new TextDecoder();
  const refused = (reason: ReceiverReject): readonly RemoteIdOutput[] => [
    { type: "reject", reason, detail: decoder.decode(bytes.subarray(0, LONGEST_SHOWN)) },
  ];
  if (bytes[0] !== OPENING_BRACE && bytes[0] !== SPACE) return refused("not-a-report");
  const read = decodeReceiverJson(decoder.decode(bytes));
  if (!read.ok) return refused(read.reason);
  return read.report === null ? [] : assembler.pushReport(read.report, receivedUs);
}

/** A capture of radio frames at its pace and with its times, or a pipe that a running one is written to. */
export function createRemoteIdCaptureAdapter(
  input: Input<"remote-id-capture">,
  config: RemoteIdConfig,
  clock: Clock,
): Adapter {
  return {
    id: input.id,
    async run(sink, signal) {
      const assembler = new RemoteIdAssembler(config);
      const stream = await openBytes(input.path);
      const notes = { damage: null as string | null };
      try {
        const head = await stream.peek(MAGIC_OCTETS);
        const read = isPcap(head) ? readPcap : isPcapng(head) ? readPcapng : null;
        if (read === null)
          throw new Error(`${input.path}: ${stream.failure ?? "neither pcap nor pcapng"}`);
        const played = playBack(dated(read(stream, notes)), {
          clock: {
            nowUs: () => clock.nowUs(),
            waitUntil: (timeUs) => clock.waitUntil(timeUs, signal),
          },
          speed: input.speed === 0 ? Infinity : input.speed,
        });
        for await (const { timeUs, linkType, bytes } of played) {
          if (signal.aborted) break;
          const broadcasts = decodeRadioFrame(linkType, bytes);
          if (broadcasts === null)
            sink.rejected("unknown-link-type", 1, `link type ${linkType}`, timeUs);
          for (const broadcast of broadcasts ?? [])
            feed(sink, timeUs, assembler.pushBroadcast(broadcast, timeUs));
        }
        if (notes.damage !== null)
          sink.rejected("damaged recording", 1, notes.damage, clock.nowUs());
      } finally {
        await stream.close();
      }
    },
  };
}

async function* dated(frames: AsyncIterable<CaptureFrame>) {
  for await (const frame of frames) yield { ...frame, receivedUs: frame.timeUs };
}

function feed(sink: AdapterSink, receivedUs: TimeUs, outputs: readonly RemoteIdOutput[]): void {
  for (const output of outputs) {
    if (output.type === "reject") sink.rejected(output.reason, 1, output.detail, receivedUs);
    else giveReport(sink, output, receivedUs);
  }
}
