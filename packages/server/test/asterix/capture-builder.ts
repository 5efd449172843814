import { times } from "./collect.ts";

export const concat = (...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array =>
  Uint8Array.from(Buffer.concat(parts.map((part) => Uint8Array.from(part))));

const u16 = (value: number): number[] => [(value >>> 8) & 255, value & 255];

/** A UDP datagram 10.0.0.1:4000 → 232.1.1.12:21112 without its IP header. */
export const udp = (payload: Uint8Array): Uint8Array =>
  concat(u16(4_000), u16(21_112), u16(payload.length + 8), [0, 0], payload);

export interface Ipv4Options {
  readonly protocol?: number;
  readonly identity?: number;
  /** In octets. */
  readonly fragmentOffset?: number;
  readonly more?: boolean;
  /** Header options, a multiple of four octets. */
  readonly options?: readonly number[];
}

export function ipv4(body: Uint8Array, options: Ipv4Options = {}): Uint8Array {
  const extra = options.options ?? [];
  const headerOctets = 20 + extra.length;
  const fragment = ((options.fragmentOffset ?? 0) / 8) | (options.more === true ? 0x2000 : 0);
  return concat(
    [0x40 | (headerOctets / 4), 0, ...u16(headerOctets + body.length)],
    [...u16(options.identity ?? 1), ...u16(fragment), 64, options.protocol ?? 17, 0, 0],
    [10, 0, 0, 1, 232, 1, 1, 12],
    extra,
    body,
  );
}

/** `headers` stand between the IPv6 header and the body; each begins with the number of what follows it. */
export function ipv6(body: Uint8Array, first = 17, headers: readonly number[] = []): Uint8Array {
  const address = (last: number) => [0x20, 1, 0x0d, 0xb8, ...times(11, 0), last];
  return concat(
    [0x60, 0, 0, 0, ...u16(headers.length + body.length), first, 64],
    [...address(1), ...address(2)],
    headers,
    body,
  );
}

const mac = [1, 0, 0x5e, 1, 1, 12, 2, 0, 0, 0, 0, 1];
export const ethernet = (
  packet: Uint8Array,
  tags: readonly number[] = [],
  type = 0x0800,
): Uint8Array =>
  concat(
    mac,
    tags.flatMap((tag) => [...u16(tag), 0, 7]),
    u16(type),
    packet,
  );

export const cooked = (packet: Uint8Array, type = 0x0800): Uint8Array =>
  concat([0, 0, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0], u16(type), packet);

export const cooked2 = (packet: Uint8Array, type = 0x0800): Uint8Array =>
  concat(u16(type), [0, 0, 0, 0, 0, 2, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0], packet);

export interface TimedFrame {
  readonly seconds: number;
  readonly fraction: number;
  readonly bytes: Uint8Array;
}

export interface PcapOptions {
  readonly linkType?: number;
  readonly littleEndian?: boolean;
  readonly nanoseconds?: boolean;
}

export function pcap(frames: readonly TimedFrame[], options: PcapOptions = {}): Uint8Array {
  const { linkType = 1, littleEndian = true, nanoseconds = false } = options;
  const word = (value: number) => u32(value, littleEndian);
  const magic = nanoseconds ? 0xa1b23c4d : 0xa1b2c3d4;
  const version = littleEndian ? [2, 0, 4, 0] : [0, 2, 0, 4];
  const header = concat(word(magic), version, word(0), word(0), word(65_535), word(linkType));
  return concat(
    header,
    ...frames.flatMap(({ seconds, fraction, bytes }) => [
      [...word(seconds), ...word(fraction), ...word(bytes.length), ...word(bytes.length)],
      bytes,
    ]),
  );
}

export function u32(value: number, littleEndian: boolean): number[] {
  const bytes = [...u16(value >>> 16), ...u16(value & 0xffff)];
  return littleEndian ? bytes.reverse() : bytes;
}

/** One pcapng block. */
export function block(type: number, body: readonly number[], littleEndian: boolean): Uint8Array {
  const padded = [...body, ...times((4 - (body.length % 4)) % 4, 0)];
  const length = u32(padded.length + 12, littleEndian);
  return concat(u32(type, littleEndian), length, padded, length);
}

export const sectionHeader = (littleEndian: boolean): Uint8Array => {
  const half = (value: number) => (littleEndian ? u16(value).reverse() : u16(value));
  const body = [...u32(0x1a2b3c4d, littleEndian), ...half(1), ...half(0), ...times(8, 255)];
  return block(0x0a0d0d0a, body, littleEndian);
};

/** `resolution` is the octet of option if_tsresol, `offsetS` that of if_tsoffset. */
export function interfaceBlock(
  linkType: number,
  littleEndian: boolean,
  resolution?: number,
  offsetS?: number,
): Uint8Array {
  const half = (value: number) => (littleEndian ? u16(value).reverse() : u16(value));
  const option = (code: number, value: readonly number[]) => [
    ...half(code),
    ...half(value.length),
    ...value,
    ...times((4 - (value.length % 4)) % 4, 0),
  ];
  const low = u32(offsetS ?? 0, littleEndian);
  const wide = littleEndian ? [...low, 0, 0, 0, 0] : [0, 0, 0, 0, ...low];
  const options = [
    ...(resolution === undefined ? [] : option(9, [resolution])),
    ...(offsetS === undefined ? [] : option(14, wide)),
    ...option(0, []),
  ];
  const body = [...half(linkType), 0, 0, ...u32(262_144, littleEndian), ...options];
  return block(1, body, littleEndian);
}

export function enhancedPacket(
  ticks: bigint,
  bytes: Uint8Array,
  littleEndian: boolean,
  interfaceId = 0,
): Uint8Array {
  const word = (value: number) => u32(value, littleEndian);
  const body = [
    ...word(interfaceId),
    ...word(Number(ticks >> 32n)),
    ...word(Number(ticks & 0xffff_ffffn)),
    ...word(bytes.length),
    ...word(bytes.length),
    ...bytes,
  ];
  return block(6, body, littleEndian);
}
