import { fromBinary } from "@bufbuild/protobuf";
import type { AdapterSink, ByteSource } from "@tocsin/sdk";
import { SaxesParser } from "saxes";
import { SapientMessageSchema } from "../src/adapters/sapient/generated/sapient_message_pb.ts";
import { type AdapterStream, adapterStreams } from "./adapter-streams.ts";
import { processorSeconds } from "./processor-time.ts";
import { type Spread, spread } from "./statistics.ts";
import { figure, spreadText, table } from "./table.ts";

export interface AdaptersOptions {
  readonly objects: number;
  readonly scans: number;
  readonly seed: number;
  readonly rounds: number;
  readonly progress: (text: string) => void;
}

export interface AdapterFigures {
  readonly name: string;
  readonly reports: number;
  readonly messages: number;
  readonly octets: number;
  /** Reports that came out as detections. */
  readonly taken: number;
  /** Messages that were refused, of those that say a thing twice. */
  readonly refused: number;
  readonly reportsPerSecond: Spread;
  /** What reads the same octets without understanding them, and its time over ours, round by round; null where there is none. */
  readonly baseline: { readonly name: string; readonly share: Spread } | null;
}

/** Octets read as what they are in general, by a library that knows nothing of sensors. */
interface Baseline {
  readonly name: string;
  readonly read: (message: Uint8Array) => void;
}

const LENGTH_OCTETS = 4;
const text = new TextDecoder();
const json: Baseline = {
  name: "`JSON.parse`",
  read: (line) => void JSON.parse(text.decode(line)),
};
const BASELINES: Readonly<Record<string, Baseline>> = {
  JSON: json,
  "Remote ID": json,
  SAPIENT: {
    name: "`@bufbuild/protobuf`",
    read: (frame) => void fromBinary(SapientMessageSchema, frame.subarray(LENGTH_OCTETS)),
  },
  "Cursor on Target": {
    name: "`saxes`",
    read: (event) => void new SaxesParser().write(text.decode(event)).close(),
  },
};

/** Octets to looks, adapter by adapter, interleaved with what only parses the same octets. */
export async function adaptersSection(
  options: AdaptersOptions,
): Promise<readonly AdapterFigures[]> {
  const streams = adapterStreams(options);
  const figures: AdapterFigures[] = [];
  for (const stream of streams) {
    options.progress(`adapters, ${stream.name}`);
    figures.push(await measure(stream, options.rounds));
  }
  return figures;
}

async function measure(stream: AdapterStream, rounds: number): Promise<AdapterFigures> {
  const pieces = piecesOf(stream);
  const messages = stream.seconds.flatMap((second) => second.messages);
  const baseline = BASELINES[stream.name] ?? null;
  const rates: number[] = [];
  const shares: number[] = [];
  let counted = { taken: 0, refused: 0 };
  for (let round = -1; round < rounds; round++) {
    const ours = await play(stream, pieces);
    const theirsS = baseline === null ? NaN : timeOf(baseline, messages);
    counted = { taken: ours.taken, refused: ours.refused };
    // The first is to warm up.
    if (round < 0) continue;
    rates.push(stream.reports / ours.tookS);
    shares.push(theirsS / ours.tookS);
  }
  return {
    name: stream.name,
    reports: stream.reports,
    messages: messages.length,
    octets: messages.reduce((sum, { length }) => sum + length, 0),
    ...counted,
    reportsPerSecond: spread(rates),
    baseline: baseline === null ? null : { name: baseline.name, share: spread(shares) },
  };
}

function timeOf(baseline: Baseline, messages: readonly Uint8Array[]): number {
  const before = processorSeconds();
  for (const message of messages) baseline.read(message);
  return processorSeconds() - before;
}

interface Piece {
  readonly receivedUs: number;
  readonly bytes: Uint8Array;
}

const piecesOf = ({ delivery, seconds }: AdapterStream): readonly Piece[] =>
  seconds.flatMap(({ receivedUs, messages }) =>
    (delivery === "messages" ? messages : [Buffer.concat(messages)]).map((bytes) => ({
      receivedUs,
      bytes,
    })),
  );

/** A new adapter's time for a stream, and how many detections it made of it. */
async function play(
  { delivery, create }: AdapterStream,
  pieces: readonly Piece[],
): Promise<{ readonly tookS: number; readonly taken: number; readonly refused: number }> {
  let tookS = NaN;
  let taken = 0;
  let refused = 0;
  const source: ByteSource = {
    run(sink) {
      const peer = { id: "bench", send: () => false, close: () => undefined };
      const before = processorSeconds();
      if (delivery === "stream") sink.opened(peer, pieces[0].receivedUs);
      for (const { bytes, receivedUs } of pieces)
        if (delivery === "stream") sink.chunk(bytes, receivedUs, peer);
        else sink.message(bytes, receivedUs, peer);
      tookS = processorSeconds() - before;
      return Promise.resolve();
    },
  };
  const sink: AdapterSink = {
    look: ({ detections }) => void (taken += detections.length),
    health: () => undefined,
    report: () => undefined,
    rejected: (_reason, count) => void (refused += count),
    link: () => undefined,
  };
  await create(source).run(sink, new AbortController().signal);
  return { tookS, taken, refused };
}

export const adaptersText = (results: readonly AdapterFigures[]): string =>
  [
    "Octets to looks, framing and checks included: the same objects, each seen once a second, as each format says them, written by the encoders that " +
      "`tocsin simulate --send` uses (BaseStation's lines by the benchmark). A report is one detection; its rate is by processor time. Beast takes four frames for a report, of which the second place repeats the first and is refused. " +
      "Where a library reads such octets without understanding them, its share of our time over the same messages in the same run tells what the format itself costs.",
    table(
      [
        "format",
        "reports",
        "taken",
        "refused",
        "octets each",
        "reports/s",
        "of which",
        "its share",
      ],
      results.map(({ name, reports, taken, refused, octets, reportsPerSecond, baseline }) => [
        name,
        String(reports),
        String(taken),
        String(refused),
        figure(octets / reports),
        spreadText(reportsPerSecond),
        baseline?.name ?? "–",
        baseline === null ? "–" : spreadText(baseline.share),
      ]),
    ),
  ].join("\n\n");
