import { MemoryDisk } from "@tocsin/sim";
import { openJournalInline, type InlineJournalOptions } from "../../src/journal/inline-journal.ts";
import type { Journal } from "../../src/journal/journal.ts";
import { RECORD_TYPES, type RecordType } from "../../src/journal/record-type.ts";
import { signerFromSeed } from "../../src/journal/signing-key.ts";

export const signer = signerFromSeed(new Uint8Array(32).fill(7));
export const START_US = 1_700_000_000_000_000;

/** A time that moves only when it is told to. */
export class VirtualTime {
  us = START_US;
  readonly nowUs = (): number => this.us;
  advanceMs(ms: number): void {
    this.us += ms * 1000;
  }
}

export function openOn(
  disk: MemoryDisk,
  options: Partial<InlineJournalOptions> & { readonly time?: VirtualTime } = {},
): Journal {
  const { time = new VirtualTime(), ...rest } = options;
  return openJournalInline(disk, { signer, nowUs: time.nowUs, ...rest });
}

export const json = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value), "utf8");

export const LOOK: RecordType = RECORD_TYPES.look;

/** A record whose content follows from its number, so that it is recognised anywhere. */
export const numbered = (number: number): Uint8Array =>
  json({ number, text: "x".repeat(number % 17) });

/** A small closed journal of `count` numbered records. */
export async function smallJournal(count: number, segmentBytes?: number): Promise<MemoryDisk> {
  const disk = new MemoryDisk();
  const journal = openOn(disk, segmentBytes === undefined ? {} : { segmentBytes });
  for (let number = 1; number <= count; number += 1) journal.append(LOOK, numbered(number));
  await journal.close();
  return disk;
}
