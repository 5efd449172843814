import { fromBinary } from "@bufbuild/protobuf";
import { type TakMessage, TakMessageSchema } from "../generated/tak_message_pb.ts";
import { checkEvent } from "./check-event.ts";
import { type DecodedEvent, EVENT_OCTETS_MAX, refuse } from "./cot-event.ts";

const MICROS_PER_MILLISECOND = 1_000;

/** Reads one message of the TAK protocol, version 1, without its header. The XML that it may carry for clients is not looked at. Never throws. */
export function decodeTak(octets: Uint8Array): DecodedEvent {
  if (octets.length > EVENT_OCTETS_MAX) return refuse("event-too-long", `${octets.length} octets`);
  let message: TakMessage;
  try {
    message = fromBinary(TakMessageSchema, octets, { readUnknownFields: false });
  } catch (error) {
    return refuse("not-an-event", error instanceof Error ? error.message : String(error));
  }
  const event = message.cotEvent;
  if (event === undefined) return refuse("no-event", "says which versions its sender reads");
  const { contact, track } = event.detail ?? {};
  return checkEvent({
    uid: event.uid,
    type: event.type,
    how: event.how,
    operation: event.opex,
    timeUs: Number(event.sendTime) * MICROS_PER_MILLISECOND,
    startUs: Number(event.startTime) * MICROS_PER_MILLISECOND,
    staleUs: Number(event.staleTime) * MICROS_PER_MILLISECOND,
    latitudeDeg: event.lat,
    longitudeDeg: event.lon,
    heightM: event.hae,
    circularErrorM: event.ce,
    linearErrorM: event.le,
    callsign: contact?.callsign ?? null,
    speedMps: track?.speed ?? null,
    courseDeg: track?.course ?? null,
  });
}
