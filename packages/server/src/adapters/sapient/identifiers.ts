import { createHash } from "node:crypto";
import type { TimeUs } from "@tocsin/core";

const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const TIME_DIGITS = 10;
const CHANCE_DIGITS = 16;

/**
 * A ULID that the same time and the same name always give: 48 bits of milliseconds, then 80 bits of the name's SHA-256 where others draw
 * them by chance, so that a track keeps its identifier over a restart.
 */
export function ulidOf(atUs: TimeUs, name: string): string {
  let milliseconds = Math.max(0, Math.floor(atUs / 1_000));
  let time = "";
  for (let digit = 0; digit < TIME_DIGITS; digit += 1) {
    time = CROCKFORD.charAt(milliseconds % 32) + time;
    milliseconds = Math.floor(milliseconds / 32);
  }
  const octets = createHash("sha256").update(name).digest();
  let chance = "";
  for (let digit = 0; digit < CHANCE_DIGITS; digit += 1)
    chance += CROCKFORD.charAt(octets.readUInt8(digit) % 32);
  return time + chance;
}

/**
 * A ULID of a thing that must be called the same by whoever speaks of it, before and after a restart, and whose beginning nobody kept:
 * its time is zero.
 */
export const ulidOfName = (name: string): string => ulidOf(0, name);

/** A UUID of the form of version 4 that the same name always gives: for a node that was given none. */
export function uuidOf(name: string): string {
  const octets = createHash("sha256").update(name).digest().subarray(0, 16);
  octets.writeUInt8((octets.readUInt8(6) & 0x0f) | 0x40, 6);
  octets.writeUInt8((octets.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = octets.toString("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join("-");
}
