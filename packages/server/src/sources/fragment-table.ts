import type { TimeUs } from "@tocsin/core";

export type FragmentRefusal =
  | "fragment-incomplete"
  | "fragment-table-full"
  | "fragment-overlap"
  | "fragment-beyond-limit";

/** Packets in pieces at one time; more than that push out the oldest. */
const PACKETS_MAX = 64;
const PIECES_MAX = 256;
const PACKET_OCTETS_MAX = 65_535;
/** The lifetime that RFC 1122 recommends at least, by the clock of the capture. */
const LIFETIME_US = 60_000_000;

interface Piece {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

interface Packet {
  readonly firstUs: TimeUs;
  readonly pieces: Piece[];
  octets: number;
  total: number | null;
}

/** Puts IP fragments together, within bounds. What it gives up on is counted by the `refuse` it is given. */
export class FragmentTable {
  private readonly packets = new Map<string, Packet>();
  private readonly refuse: (reason: FragmentRefusal) => void;

  constructor(refuse: (reason: FragmentRefusal) => void) {
    this.refuse = refuse;
  }

  /** The whole payload when this piece completes it, else null. */
  add(
    key: string,
    piece: Piece & { readonly more: boolean; readonly timeUs: TimeUs },
  ): Uint8Array | null {
    this.dropOld(piece.timeUs);
    const packet = this.packets.get(key) ?? this.open(key, piece.timeUs);
    const end = piece.offset + piece.bytes.length;
    if (end > PACKET_OCTETS_MAX || packet.pieces.length >= PIECES_MAX) {
      return this.drop(key, "fragment-beyond-limit");
    }
    for (const other of packet.pieces) {
      if (other.offset === piece.offset && other.bytes.length === piece.bytes.length) return null;
      if (piece.offset < other.offset + other.bytes.length && other.offset < end) {
        return this.drop(key, "fragment-overlap");
      }
    }
    packet.pieces.push({ offset: piece.offset, bytes: piece.bytes });
    packet.octets += piece.bytes.length;
    if (!piece.more) packet.total = end;
    if (packet.octets !== packet.total) return null;
    this.packets.delete(key);
    return joined(packet, packet.total);
  }

  /** At the end of a recording: what never became whole is counted. */
  finish(): void {
    for (const key of this.packets.keys()) this.drop(key, "fragment-incomplete");
  }

  private open(key: string, firstUs: TimeUs): Packet {
    if (this.packets.size >= PACKETS_MAX) {
      const [oldest] = this.packets.keys();
      if (oldest !== undefined) this.drop(oldest, "fragment-table-full");
    }
    const packet: Packet = { firstUs, pieces: [], octets: 0, total: null };
    this.packets.set(key, packet);
    return packet;
  }

  private dropOld(nowUs: TimeUs): void {
    for (const [key, packet] of this.packets) {
      if (nowUs - packet.firstUs > LIFETIME_US) this.drop(key, "fragment-incomplete");
    }
  }

  private drop(key: string, reason: FragmentRefusal): null {
    this.packets.delete(key);
    this.refuse(reason);
    return null;
  }
}

function joined(packet: Packet, total: number): Uint8Array | null {
  const whole = new Uint8Array(total);
  for (const { offset, bytes } of packet.pieces) {
    if (offset + bytes.length > total) return null;
    whole.set(bytes, offset);
  }
  return whole;
}
