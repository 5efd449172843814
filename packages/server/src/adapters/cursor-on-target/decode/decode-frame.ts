import { type DecodedEvent, refuse } from "./cot-event.ts";
import { decodeTak } from "./decode-tak.ts";
import { decodeXml } from "./decode-xml.ts";
import { TAK_MARK } from "./event-framer.ts";

const MESH_VERSION = 1;

/** Reads a frame: after the mark a message of the TAK protocol, else an event in XML. */
export const decodeFrame = (frame: Uint8Array): DecodedEvent =>
  frame[0] === TAK_MARK ? decodeTak(frame.subarray(1)) : decodeXml(frame);

/**
 * Whether a datagram has the header of a TAK mesh: mark, version, mark. A stream's header cannot look so, since no message begins with
 * the mark.
 */
export const isMeshMessage = (octets: Uint8Array): boolean =>
  octets[0] === TAK_MARK && octets[2] === TAK_MARK;

/** Reads a datagram of a TAK mesh. */
export const decodeMesh = (octets: Uint8Array): DecodedEvent =>
  octets[1] === MESH_VERSION
    ? decodeTak(octets.subarray(3))
    : refuse("not-an-event", `version ${octets[1]} of the TAK protocol is not read`);
