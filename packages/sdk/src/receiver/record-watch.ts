import type { Heartbeat } from "../broadcast/broadcast.ts";

/** Head of the chain of a post's record, as it was said under the post's signature. */
export interface RecordHead {
  readonly sequence: number;
  readonly hash: string;
}

/**
 * A post's record is not what it was: it ends before where it once stood, or stands otherwise at the same place. What was recorded may have
 * been lost, or changed; nobody but who heard the head before can tell.
 */
export interface RecordBreak {
  readonly before: RecordHead;
  readonly now: RecordHead;
}

/** Holds what a post says of its record's head against what it said before. */
export class RecordWatch {
  #head: RecordHead | null;

  constructor(head: RecordHead | null) {
    this.#head = head;
  }

  get head(): RecordHead | null {
    return this.#head;
  }

  /** Of each heartbeat, in the order of their numbers. A break is told once: from then on what is said now is held on to. */
  take({ sequence, hash }: Heartbeat["chain"]): RecordBreak | null {
    // A post that has just started knows no head yet.
    if (hash === null) return null;
    const before = this.#head;
    const now = { sequence, hash };
    this.#head = now;
    if (before === null || sequence > before.sequence) return null;
    return sequence === before.sequence && hash === before.hash ? null : { before, now };
  }
}

/** What a siren and whoever else shows it says of it. */
export const recordBreakText = ({ before, now }: RecordBreak): string =>
  now.sequence < before.sequence
    ? `the post's record went back: it ended with record ${String(before.sequence)}, and now with ${String(now.sequence)}`
    : `the post's record was changed: record ${String(now.sequence)} has another hash than before`;
