import { decodeLocation } from "./decode-location.ts";
import { decodeSystem } from "./decode-system.ts";
import {
  type AuthenticationPage,
  type BasicId,
  MESSAGE_OCTETS,
  MESSAGE_TYPE,
  type MessageResult,
  PACK_MESSAGES_MAX,
  type RemoteIdMessage,
  type RemoteIdReject,
} from "./message.ts";

const ID_OCTETS = 20;
const TEXT_OCTETS = 23;
const PACK_HEAD_OCTETS = 3;
const AUTHENTICATION_FIRST_OCTETS = 17;
/** Ids of these types are octets, not text. */
const BINARY_ID_TYPES: readonly number[] = [3, 4];
const AUTHENTICATION_PAGES_MAX = 16;

export interface Decoded {
  readonly messages: readonly RemoteIdMessage[];
  readonly rejects: readonly RemoteIdReject[];
}

/** All messages in what was broadcast at once: one message, or a pack of them. Never throws. */
export function decodeBroadcast(octets: Uint8Array): Decoded {
  if (octets.length === 0 || octets[0] >>> 4 !== MESSAGE_TYPE.pack) return gather([octets]);
  if (octets.length < PACK_HEAD_OCTETS) return { messages: [], rejects: ["message-cut-off"] };
  const size = octets[1];
  const count = octets[2];
  if (size !== MESSAGE_OCTETS || count === 0 || count > PACK_MESSAGES_MAX)
    return { messages: [], rejects: ["pack-size"] };
  return gather(
    Array.from({ length: count }, (_, index) => {
      const from = PACK_HEAD_OCTETS + index * MESSAGE_OCTETS;
      return octets.subarray(from, from + MESSAGE_OCTETS);
    }),
  );
}

function gather(pieces: readonly Uint8Array[]): Decoded {
  const messages: RemoteIdMessage[] = [];
  const rejects: RemoteIdReject[] = [];
  for (const piece of pieces) {
    const result = decodeMessage(piece);
    if (result.ok) messages.push(result.message);
    else rejects.push(result.reason);
  }
  return { messages, rejects };
}

/** Decodes one message of 25 octets; what follows them is not looked at. */
export function decodeMessage(octets: Uint8Array): MessageResult {
  if (octets.length < MESSAGE_OCTETS) return { ok: false, reason: "message-cut-off" };
  const found = messageOf(octets.subarray(0, MESSAGE_OCTETS));
  return typeof found === "string" ? { ok: false, reason: found } : { ok: true, message: found };
}

function messageOf(octets: Uint8Array): RemoteIdMessage | RemoteIdReject {
  switch (octets[0] >>> 4) {
    case MESSAGE_TYPE.basicId:
      return basicIdOf(octets);
    case MESSAGE_TYPE.location:
      return decodeLocation(octets) ?? "message-malformed";
    case MESSAGE_TYPE.authentication:
      return authenticationOf(octets) ?? "message-malformed";
    case MESSAGE_TYPE.selfId:
      return {
        type: "self-id",
        descriptionType: octets[1],
        text: textOf(octets.subarray(2, 2 + TEXT_OCTETS)),
      };
    case MESSAGE_TYPE.system:
      return decodeSystem(octets) ?? "message-malformed";
    case MESSAGE_TYPE.operatorId:
      return {
        type: "operator-id",
        idType: octets[1],
        id: textOf(octets.subarray(2, 2 + ID_OCTETS)),
      };
    case MESSAGE_TYPE.pack:
      return "pack-in-pack";
    default:
      return "unknown-message-type";
  }
}

function basicIdOf(octets: Uint8Array): BasicId {
  const idType = octets[1] >>> 4;
  const id = octets.subarray(2, 2 + ID_OCTETS);
  return {
    type: "basic-id",
    idType,
    aircraftType: octets[1] & 15,
    id: BINARY_ID_TYPES.includes(idType) ? hexOf(id) : textOf(id),
  };
}

function authenticationOf(octets: Uint8Array): AuthenticationPage | null {
  const page = octets[1] & 15;
  const authenticationType = octets[1] >>> 4;
  if (page > 0)
    return { type: "authentication", authenticationType, page, head: null, data: octets.slice(2) };
  const [, , lastPage, length] = octets;
  const octetsMax = AUTHENTICATION_FIRST_OCTETS + lastPage * TEXT_OCTETS;
  if (lastPage >= AUTHENTICATION_PAGES_MAX || length > octetsMax) return null;
  const timeS = new DataView(octets.buffer, octets.byteOffset).getUint32(4, true);
  const head = { lastPage, octets: length, timeS };
  return { type: "authentication", authenticationType, page, head, data: octets.slice(8) };
}

/** Printable ASCII up to the first NUL; null where there is none, or something else stands in it. */
function textOf(octets: Uint8Array): string | null {
  const end = octets.indexOf(0);
  const text = String.fromCodePoint(...octets.subarray(0, end < 0 ? octets.length : end)).trim();
  return text !== "" && /^[ -~]+$/.test(text) ? text : null;
}

function hexOf(octets: Uint8Array): string | null {
  if (octets.every((octet) => octet === 0)) return null;
  return Array.from(octets, (octet) => octet.toString(16).padStart(2, "0")).join("");
}
