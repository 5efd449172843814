import { createEscapeFramer, decodeEnvelope, readBroadcast, readSirenReport } from "@tocsin/sdk";
import { AdsbAssembler } from "../../src/adapters/adsb/assembler.ts";
import { decodeReadsbJson } from "../../src/adapters/adsb/decode/readsb-json.ts";
import { BEAST_FRAMING, decodeBeastFrame } from "../../src/adapters/adsb/decode/receiver-frame.ts";
import { decodeSbsLine } from "../../src/adapters/adsb/decode/sbs-line.ts";
import { beastFrame } from "../../src/adapters/adsb/encode/beast-frame.ts";
import { identitySquitter } from "../../src/adapters/adsb/encode/squitter.ts";
import { decodeDatagram } from "../../src/adapters/asterix/codec/decode-datagram.ts";
import { decodeCap } from "../../src/adapters/cap/decode/decode-cap.ts";
import { CotAssembler } from "../../src/adapters/cursor-on-target/assembler.ts";
import {
  decodeFrame,
  decodeMesh,
  isMeshMessage,
} from "../../src/adapters/cursor-on-target/decode/decode-frame.ts";
import { createEventFramer } from "../../src/adapters/cursor-on-target/decode/event-framer.ts";
import { registrationContent } from "../../src/adapters/sapient/own-messages.ts";
import { configOf, NOW_US } from "../adsb/aircraft-feed.ts";
import { blockOf, plot } from "../asterix/block-builder.ts";
import { alertXml, octets as xmlOctets } from "../cap/cap-world.ts";
import {
  CONFIG,
  meshed,
  octets as cotOctets,
  streamed,
  takOf,
  xmlOf,
} from "../cursor-on-target/world.ts";
import * as sapient from "../sapient/world.ts";

/** What reads octets of others, and what it reads as they should be. */
export interface Parser {
  readonly name: string;
  readonly golden: readonly Uint8Array[];
  /** Takes or refuses; throwing is what must not be. */
  readonly take: (octets: Uint8Array) => void;
}

const text = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));
const said = (octets: Uint8Array): string => Buffer.from(octets).toString("latin1");

const HEARTBEAT = {
  site: "weir",
  siteName: "Weir",
  mode: "live",
  everyMs: 10_000,
  timeMs: 1_790_000_000_000,
  latest: [{ key: "weir/lock/live/1", version: 2, stage: "take-cover", digest: "0".repeat(16) }],
  valid: { count: 1, digest: "0".repeat(16) },
  chain: { sequence: 7, hash: null },
};

function takeCot(assembler: CotAssembler, bytes: Uint8Array): void {
  const framer = createEventFramer();
  const decoded = isMeshMessage(bytes)
    ? [decodeMesh(bytes)]
    : [...framer.push(bytes), ...framer.end(true)].flatMap((each) =>
        each.type === "frame" ? [decodeFrame(each.bytes)] : [],
      );
  for (const each of decoded) assembler.push(each, NOW_US);
}

function takeBeast(assembler: AdsbAssembler, bytes: Uint8Array): void {
  const framer = createEscapeFramer(BEAST_FRAMING);
  for (const found of [...framer.push(bytes), ...framer.end(true)]) {
    const frame = found.type === "frame" ? decodeBeastFrame(found.bytes) : null;
    if (frame !== null) assembler.pushFrame(frame, NOW_US);
  }
}

/** Each parser of octets that come from outside, the state of its line included. */
export function parsers(): readonly Parser[] {
  const aircraft = new AdsbAssembler(
    configOf({ rangeMaxM: 3e7, repair: true, groundTraffic: true }),
  );
  const tak = new CotAssembler(CONFIG);
  const node = sapient.fusionNode();
  const squitter = identitySquitter({ address: 0x4840d6 }, "KLM1023");
  return [
    {
      name: "ASTERIX",
      golden: [blockOf(48, plot({ "040": { RHO: 700, THETA: 8_192 } }))],
      take: (each) => void decodeDatagram(each),
    },
    {
      name: "Beast",
      golden: [beastFrame(squitter)],
      take: (each) => takeBeast(aircraft, each),
    },
    {
      name: "SBS-1",
      golden: [
        Buffer.from(
          "MSG,3,1,1,4840D6,1,2026/01/01,00:00:00.000,2026/01/01,00:00:00.000,,3000,,,48.1,31.2,,,0,0,0,0",
        ),
      ],
      take: (each) => void decodeSbsLine(said(each)),
    },
    {
      name: "readsb's JSON",
      golden: [text({ now: 1_790_000_000, aircraft: [{ hex: "4840d6", lat: 48.1, lon: 31.2 }] })],
      take: (each) => void decodeReadsbJson(said(each)),
    },
    {
      name: "SAPIENT",
      golden: [sapient.octets(sapient.from(sapient.RADAR_ID, registrationContent(sapient.OWN)))],
      take: (each) => void node.receive(each, sapient.NOW_US, sapient.LINE),
    },
    {
      name: "Cursor on Target",
      golden: [cotOctets(xmlOf()), meshed(takOf()), streamed(takOf())],
      take: (each) => takeCot(tak, each),
    },
    { name: "CAP", golden: [xmlOctets(alertXml())], take: (each) => void decodeCap(each) },
    {
      name: "envelopes",
      golden: [Buffer.alloc(160, 1)],
      take: (each) => void decodeEnvelope(each),
    },
    {
      name: "what a post says",
      golden: [text(HEARTBEAT)],
      take: (each) => void readBroadcast("heartbeat", each),
    },
    {
      name: "what a siren says",
      golden: [text({ state: "ready", detail: "silent" })],
      take: (each) => void readSirenReport("siren-status", each),
    },
  ];
}
