import type { CaptureFrame } from "./capture-frame.ts";
import type { FragmentRefusal } from "./fragment-table.ts";
import { FragmentTable } from "./fragment-table.ts";
import { ipv4Text, ipv6Text } from "./ip-address.ts";
import type { LinkRefusal } from "./link-layer.ts";
import { ipOffset } from "./link-layer.ts";
import type { ReceivedDatagram } from "./received-datagram.ts";

export type FrameRefusal =
  | LinkRefusal
  | FragmentRefusal
  | "ip-malformed"
  | "not-udp"
  | "udp-malformed"
  | "udp-truncated";

const UDP = 17;
const IPV6_FRAGMENT = 44;
/** Hop-by-hop options, routing, destination options; authentication counts its length differently. */
const IPV6_OPTIONS: ReadonlySet<number> = new Set([0, 43, 60]);
const IPV6_AUTHENTICATION = 51;
const IPV6_HEADERS_MAX = 8;

/** An IP packet without its header. */
interface Transport {
  readonly protocol: number;
  readonly bytes: Uint8Array;
  readonly source: string;
  readonly destination: string;
}

/** Finds the UDP datagrams in captured frames, puts fragments together, and counts what is something else. */
export class UdpExtractor {
  readonly refusals = new Map<FrameRefusal, number>();
  private readonly fragments = new FragmentTable((reason) => this.refuse(reason));

  /** The datagram that the frame holds or completes, or null. */
  push(frame: CaptureFrame): ReceivedDatagram | null {
    const at = ipOffset(frame.bytes, frame.linkType);
    if (typeof at === "string") return this.refuse(at);
    const packet = frame.bytes.subarray(at);
    const version = packet.length === 0 ? 0 : packet[0] >>> 4;
    if (version === 4) return this.deliver(this.fromIpv4(packet, frame), frame);
    if (version === 6) return this.deliver(this.fromIpv6(packet, frame), frame);
    return this.refuse(packet.length === 0 ? "frame-truncated" : "not-ip");
  }

  /** Counts the fragments that never became whole. */
  finish(): void {
    this.fragments.finish();
  }

  private fromIpv4(packet: Uint8Array, frame: CaptureFrame): Transport | null {
    const headerOctets = (packet[0] & 15) * 4;
    if (packet.length < 20) return this.refuse("frame-truncated");
    const stated = packet[2] * 256 + packet[3];
    if (headerOctets < 20 || (stated !== 0 && stated < headerOctets))
      return this.refuse("ip-malformed");
    const protocol = packet[9];
    if (protocol !== UDP) return this.refuse("not-udp");
    const end = stated === 0 ? packet.length : stated;
    const bytes = packet.subarray(headerOctets, end);
    const source = ipv4Text(packet, 12);
    const destination = ipv4Text(packet, 16);
    const fragment = packet[6] * 256 + packet[7];
    const offset = (fragment & 0x1fff) * 8;
    const more = (fragment & 0x2000) !== 0;
    if (offset === 0 && !more) return { protocol, bytes, source, destination };
    if (packet.length < end) return this.refuse("udp-truncated");
    const key = `${source} ${destination} ${packet[4] * 256 + packet[5]}`;
    const whole = this.fragments.add(key, { offset, bytes, more, timeUs: frame.timeUs });
    return whole === null ? null : { protocol, bytes: whole, source, destination };
  }

  private fromIpv6(packet: Uint8Array, frame: CaptureFrame): Transport | null {
    if (packet.length < 40) return this.refuse("frame-truncated");
    const end = 40 + packet[4] * 256 + packet[5];
    const source = ipv6Text(packet, 8);
    const destination = ipv6Text(packet, 24);
    let protocol = packet[6];
    let at = 40;
    for (let headers = 0; headers < IPV6_HEADERS_MAX; headers++) {
      if (protocol === UDP)
        return { protocol, bytes: packet.subarray(at, end), source, destination };
      if (packet.length < at + 8) return this.refuse("not-udp");
      if (protocol === IPV6_FRAGMENT) {
        if (packet[at] !== UDP) return this.refuse("not-udp");
        if (packet.length < end) return this.refuse("udp-truncated");
        const field = packet[at + 2] * 256 + packet[at + 3];
        const identity = Buffer.from(packet.subarray(at + 4, at + 8)).toString("hex");
        const piece = {
          offset: field & 0xfff8,
          bytes: packet.subarray(at + 8, end),
          more: (field & 1) === 1,
          timeUs: frame.timeUs,
        };
        const whole = this.fragments.add(`${source} ${destination} ${identity}`, piece);
        return whole === null ? null : { protocol: UDP, bytes: whole, source, destination };
      }
      const isOption = IPV6_OPTIONS.has(protocol);
      if (!isOption && protocol !== IPV6_AUTHENTICATION) return this.refuse("not-udp");
      const octets = isOption ? (packet[at + 1] + 1) * 8 : (packet[at + 1] + 2) * 4;
      protocol = packet[at];
      at += octets;
    }
    return this.refuse("ip-malformed");
  }

  private deliver(transport: Transport | null, frame: CaptureFrame): ReceivedDatagram | null {
    if (transport === null) return null;
    const { bytes, source, destination } = transport;
    if (bytes.length < 8) return this.refuse("udp-truncated");
    const length = bytes[4] * 256 + bytes[5];
    if (length < 8) return this.refuse("udp-malformed");
    if (length > bytes.length) return this.refuse("udp-truncated");
    return {
      receivedUs: frame.timeUs,
      payload: bytes.subarray(8, length),
      source: { address: source, port: bytes[0] * 256 + bytes[1] },
      destination: { address: destination, port: bytes[2] * 256 + bytes[3] },
    };
  }

  private refuse(reason: FrameRefusal): null {
    this.refusals.set(reason, (this.refusals.get(reason) ?? 0) + 1);
    return null;
  }
}
