import type { Framed, Framer } from "@tocsin/sdk";
import { EVENT_OCTETS_MAX } from "./cot-event.ts";

/** Begins every message of the TAK protocol; no text in UTF-8 can begin with it. */
export const TAK_MARK = 0xbf;
const GREATER = 0x3e;
const END_TAG = "</event";
const LENGTH_OCTETS_MAX = 5;
const FIRST_OCTETS = 512;
/** A buffer that grew beyond this is given back after its event. */
const KEPT_OCTETS_MAX = 4_096;

/**
 * Cuts a stream into events: XML ones end with their end tag, those of the TAK protocol have a mark and a length (a varint) before
 * them, and are given out with the mark and without the length. Both may stand in one stream. An event in XML that is too long is
 * passed over to its end; after a length that cannot be, nothing tells where the next event begins.
 */
export function createEventFramer(): Framer {
  const framer = new EventFramer();
  return {
    push: (chunk) => framer.push(chunk),
    end: (clean) => framer.end(clean),
  };
}

class EventFramer {
  #held = new Uint8Array(FIRST_OCTETS);
  #length = 0;
  /** How many letters of the end tag came last; all of them: its `>` is waited for. */
  #matched = 0;
  #overlong = false;
  #lost = false;
  /** Octets that are still to come of a TAK message; null while its length is read, or within XML. */
  #left: number | null = null;
  #lengthOctets: number[] = [];

  push(chunk: Uint8Array): readonly Framed[] {
    const out: Framed[] = [];
    for (let at = 0; at < chunk.length && !this.#lost; ) {
      if (this.#left !== null) at += this.#fill(chunk.subarray(at), out);
      else this.#take(chunk[at++] ?? 0, out);
    }
    return out;
  }

  end(clean: boolean): readonly Framed[] {
    const isWithin = this.#length > 0 || this.#overlong;
    this.#reset();
    if (!isWithin || this.#lost) return [];
    const detail = clean ? "the stream ended within an event" : "the line broke within an event";
    return [{ type: "refused", reason: "cut-off", detail }];
  }

  #take(octet: number, out: Framed[]): void {
    if (this.#length === 0 && !this.#overlong) {
      if (octet <= 0x20) return;
      this.#hold(octet);
      return;
    }
    if (this.#held[0] === TAK_MARK && !this.#overlong) this.#takeLength(octet, out);
    else this.#takeMarkup(octet, out);
  }

  #takeLength(octet: number, out: Framed[]): void {
    this.#lengthOctets.push(octet);
    if (octet >= 0x80 && this.#lengthOctets.length < LENGTH_OCTETS_MAX) return;
    const length = this.#lengthOctets.reduceRight((sum, each) => sum * 128 + (each & 0x7f), 0);
    if (octet >= 0x80 || length === 0 || length >= EVENT_OCTETS_MAX) {
      this.#lost = true;
      out.push({ type: "lost", reason: "bad-length", detail: `${length} octets are announced` });
      return;
    }
    this.#lengthOctets = [];
    this.#left = length;
  }

  /** Takes octets of a TAK message, and says how many. */
  #fill(piece: Uint8Array, out: Framed[]): number {
    const taken = piece.subarray(0, this.#left ?? 0);
    this.#makeRoom(this.#length + taken.length);
    this.#held.set(taken, this.#length);
    this.#length += taken.length;
    this.#left = (this.#left ?? 0) - taken.length;
    if (this.#left === 0) this.#give(out);
    return taken.length;
  }

  #takeMarkup(octet: number, out: Framed[]): void {
    this.#hold(octet);
    if (this.#matched === END_TAG.length) {
      if (octet === GREATER) this.#give(out);
      else if (octet > 0x20) this.#matched = 0;
      return;
    }
    if (octet === END_TAG.charCodeAt(this.#matched)) this.#matched += 1;
    else this.#matched = octet === END_TAG.charCodeAt(0) ? 1 : 0;
  }

  #hold(octet: number): void {
    if (this.#length > EVENT_OCTETS_MAX) this.#overlong = true;
    else {
      this.#makeRoom(this.#length + 1);
      this.#held[this.#length++] = octet;
    }
    if (this.#length === 1 && octet === END_TAG.charCodeAt(0)) this.#matched = 1;
  }

  #makeRoom(octets: number): void {
    if (octets <= this.#held.length) return;
    const grown = new Uint8Array(Math.max(octets, 2 * this.#held.length));
    grown.set(this.#held.subarray(0, this.#length));
    this.#held = grown;
  }

  #give(out: Framed[]): void {
    if (this.#overlong || this.#length > EVENT_OCTETS_MAX)
      out.push({
        type: "refused",
        reason: "event-too-long",
        detail: `over ${EVENT_OCTETS_MAX} octets`,
      });
    else out.push({ type: "frame", bytes: this.#held.slice(0, this.#length) });
    this.#reset();
  }

  #reset(): void {
    this.#length = 0;
    if (this.#held.length > KEPT_OCTETS_MAX) this.#held = new Uint8Array(FIRST_OCTETS);
    this.#matched = 0;
    this.#overlong = false;
    this.#left = null;
    this.#lengthOctets = [];
  }
}
