import { fromBinary, toBinary } from "@bufbuild/protobuf";
import { findFaults, type MessageFault } from "./find-faults.ts";
import { SapientMessageSchema, type SapientMessage } from "./generated/sapient_message_pb.ts";

/** Longest message that is read. A registration with many modes takes some kilobytes. */
export const MESSAGE_BYTES_MAX = 1 << 20;

export type Decoded =
  | { readonly ok: true; readonly message: SapientMessage }
  /** The bytes are no message at all. */
  | { readonly ok: false; readonly faults: readonly MessageFault[] };

/** Reads one message, without its length, and holds it against the standard. Never throws. */
export function decodeMessage(bytes: Uint8Array): Decoded {
  if (bytes.length > MESSAGE_BYTES_MAX)
    return refuse(`has ${bytes.length} bytes, more than ${MESSAGE_BYTES_MAX}`);
  let message: SapientMessage;
  try {
    message = fromBinary(SapientMessageSchema, bytes);
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
  const faults = findFaults(message);
  return faults.length === 0 ? { ok: true, message } : { ok: false, faults };
}

const refuse = (problem: string): Decoded => ({ ok: false, faults: [{ path: "", problem }] });

/** The message with its length before it: four bytes, least significant first. */
export function encodeMessage(message: SapientMessage): Uint8Array {
  const body = toBinary(SapientMessageSchema, message);
  const frame = new Uint8Array(4 + body.length);
  new DataView(frame.buffer).setUint32(0, body.length, true);
  frame.set(body, 4);
  return frame;
}
