import { create, toBinary } from "@bufbuild/protobuf";
import { TakMessageSchema } from "../generated/tak_message_pb.ts";
import { TAK_MARK } from "../decode/event-framer.ts";
import {
  type DetailElement,
  millisecondsOf,
  type OutgoingEvent,
  renderElement,
} from "./outgoing-event.ts";

/** What stands for an unknown height or error: in XML, and in the TAK protocol. */
const UNKNOWN_XML_M = 9_999_999;
const UNKNOWN_TAK_M = 999_999;
const MESH_HEADER = Uint8Array.of(TAK_MARK, 1, TAK_MARK);

export type EventForm = "xml" | "tak-stream" | "tak-mesh";

/** The octets of an event as they go onto a line or into a datagram. */
export function encodeEvent(event: OutgoingEvent, form: EventForm): Uint8Array {
  if (form === "xml") return new TextEncoder().encode(xmlOf(event));
  const message = takOf(event);
  return form === "tak-mesh"
    ? joined(MESH_HEADER, message)
    : joined(Uint8Array.from([TAK_MARK, ...varint(message.length)]), message);
}

/** Without a declaration, so that events can follow each other in a stream. */
function xmlOf(event: OutgoingEvent): string {
  const { place, timeUs, staleUs } = event;
  const time = isoOf(timeUs);
  const point = {
    lat: place[0].toFixed(7),
    lon: place[1].toFixed(7),
    hae: (event.heightM ?? UNKNOWN_XML_M).toFixed(1),
    ce: (event.circularErrorM ?? UNKNOWN_XML_M).toFixed(1),
    le: UNKNOWN_XML_M.toFixed(1),
  };
  const contact: readonly DetailElement[] =
    event.callsign === null ? [] : [{ name: "contact", attributes: { callsign: event.callsign } }];
  const track: readonly DetailElement[] =
    event.motion === null
      ? []
      : [
          {
            name: "track",
            attributes: {
              speed: event.motion.speedMps.toFixed(1),
              course: event.motion.courseDeg.toFixed(1),
            },
          },
        ];
  return renderElement({
    name: "event",
    attributes: {
      version: "2.0",
      uid: event.uid,
      type: event.type,
      how: event.how,
      opex: event.operation,
      time,
      start: time,
      stale: isoOf(staleUs),
    },
    inside: [
      { name: "point", attributes: point },
      { name: "detail", inside: [...contact, ...track, ...event.details] },
    ],
  });
}

const isoOf = (timeUs: number): string => new Date(millisecondsOf(timeUs)).toISOString();

function takOf(event: OutgoingEvent): Uint8Array {
  const timeMs = BigInt(millisecondsOf(event.timeUs));
  const message = create(TakMessageSchema, {
    cotEvent: {
      uid: event.uid.toWellFormed(),
      type: event.type,
      how: event.how,
      opex: event.operation,
      sendTime: timeMs,
      startTime: timeMs,
      staleTime: BigInt(millisecondsOf(event.staleUs)),
      lat: event.place[0],
      lon: event.place[1],
      hae: event.heightM ?? UNKNOWN_TAK_M,
      ce: event.circularErrorM ?? UNKNOWN_TAK_M,
      le: UNKNOWN_TAK_M,
      detail: {
        xmlDetail: event.details.map(renderElement).join(""),
        ...(event.callsign === null
          ? {}
          : { contact: { callsign: event.callsign.toWellFormed() } }),
        ...(event.motion === null
          ? {}
          : { track: { speed: event.motion.speedMps, course: event.motion.courseDeg } }),
      },
    },
  });
  return toBinary(TakMessageSchema, message);
}

/** Seven bits an octet, the lowest first. */
function varint(value: number): readonly number[] {
  const octets: number[] = [];
  let left = value;
  for (; left >= 0x80; left = Math.floor(left / 0x80)) octets.push((left % 0x80) + 0x80);
  return [...octets, left];
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const whole = new Uint8Array(first.length + second.length);
  whole.set(first);
  whole.set(second, first.length);
  return whole;
}
