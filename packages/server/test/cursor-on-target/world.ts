import { create, toBinary } from "@bufbuild/protobuf";
import { sensorId, type TimeUs } from "@tocsin/core";
import {
  CotAssembler,
  type CotConfig,
  type CotOutput,
} from "../../src/adapters/cursor-on-target/assembler.ts";
import { TakMessageSchema } from "../../src/adapters/cursor-on-target/generated/tak_message_pb.ts";

export const NOW_US = Date.UTC(2026, 2, 1, 4, 0, 0) * 1_000;

export const CONFIG: CotConfig = {
  sensors: { friendly: sensorId("friends"), observed: sensorId("watchers") },
  unstated: { positionSigmaM: 100, heightSigmaM: 120 },
  ageMaxUs: 30e6,
  takesGround: false,
  takesSpots: false,
  realOnly: true,
};

export const assembler = (changes: Partial<CotConfig> = {}): CotAssembler =>
  new CotAssembler({ ...CONFIG, ...changes });

export interface Said {
  readonly uid?: string;
  readonly type?: string;
  readonly how?: string;
  readonly opex?: string;
  readonly timeUs?: TimeUs;
  readonly startUs?: TimeUs;
  readonly staleUs?: TimeUs;
  readonly point?: string;
  readonly detail?: string;
}

const isoOf = (timeUs: TimeUs): string => new Date(timeUs / 1_000).toISOString();

export const POINT = `<point lat="47.2" lon="8.7" hae="620" ce="12" le="20"/>`;
export const DETAIL = `<contact callsign="RAVEN 1"/><track speed="30" course="90"/>`;

/** An event as a client writes it. */
export function xmlOf(said: Said = {}): string {
  const time = said.timeUs ?? NOW_US;
  const operation = said.opex === undefined ? "" : ` opex="${said.opex}"`;
  return (
    `<event version="2.0" uid="${said.uid ?? "ANDROID-1"}" type="${said.type ?? "a-f-A-M-F-Q"}" how="${said.how ?? "m-g"}"${operation}` +
    ` time="${isoOf(time)}" start="${isoOf(said.startUs ?? time)}" stale="${isoOf(said.staleUs ?? time + 60e6)}">` +
    `${said.point ?? POINT}<detail>${said.detail ?? DETAIL}</detail></event>`
  );
}

const milliseconds = (timeUs: TimeUs): bigint => BigInt(timeUs / 1_000);

/** The same event as a message of the TAK protocol, without a header. */
export const takOf = (timeUs: TimeUs = NOW_US): Uint8Array =>
  toBinary(
    TakMessageSchema,
    create(TakMessageSchema, {
      cotEvent: {
        uid: "ANDROID-1",
        type: "a-f-A-M-F-Q",
        how: "m-g",
        sendTime: milliseconds(timeUs),
        startTime: milliseconds(timeUs),
        staleTime: milliseconds(timeUs + 60e6),
        lat: 47.2,
        lon: 8.7,
        hae: 620,
        ce: 12,
        le: 20,
        detail: { contact: { callsign: "RAVEN 1" }, track: { speed: 30, course: 90 } },
      },
    }),
  );

export const octets = (text: string): Uint8Array => new TextEncoder().encode(text);

export const joined = (...pieces: readonly Uint8Array[]): Uint8Array =>
  Uint8Array.from(pieces.flatMap((piece) => [...piece]));

/** With the header of a datagram of a mesh, and of a stream. */
export const meshed = (message: Uint8Array): Uint8Array =>
  joined(Uint8Array.of(0xbf, 1, 0xbf), message);
export const streamed = (message: Uint8Array): Uint8Array =>
  joined(Uint8Array.of(0xbf, (message.length & 0x7f) | 0x80, message.length >> 7), message);

export const detectionsOf = (outputs: readonly CotOutput[]) =>
  outputs.flatMap((output) => (output.type === "look" ? output.look.detections : []));

export const rejectsOf = (outputs: readonly CotOutput[]): readonly string[] =>
  outputs.flatMap((output) => (output.type === "reject" ? [output.reason] : []));
