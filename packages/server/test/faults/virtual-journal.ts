import type { TimeUs } from "@tocsin/core";
import type { Journal } from "../../src/journal/journal.ts";
import { FaultTable, type JournalFault } from "../../src/journal/journal-fault.ts";
import type { RecordType } from "../../src/journal/record-type.ts";
import type { RecoveryReport } from "../../src/journal/recover.ts";
import { isEventType } from "../../src/pipeline/encode-record.ts";
import type { VirtualWorld } from "./virtual-world.ts";

const GROUP_COMMIT_US = 10_000;

interface Commit {
  readonly through: number;
  readonly endsUs: TimeUs;
}

/**
 * What the journal's own thread looks like from the post's, in virtual time: a commit takes as long as the disk
 * takes, and whoever waits for it waits no longer than it said. The writing itself is the inline journal's.
 */
export class VirtualThreadJournal implements Journal {
  readonly #inner: Journal;
  readonly #world: VirtualWorld;
  readonly #commitUs: (timeUs: TimeUs) => number;
  readonly #faults = new FaultTable();
  #alive = true;
  #commit: Commit | null = null;
  #scheduled = false;
  #late: { readonly sequence: number; readonly sinceUs: TimeUs } | null = null;
  /** When the event in hand was taken in. */
  stepStartUs: TimeUs;

  constructor(options: {
    readonly inner: Journal;
    readonly world: VirtualWorld;
    /** How long a commit takes that begins at a time. */
    readonly commitUs: (timeUs: TimeUs) => number;
  }) {
    this.#inner = options.inner;
    this.#world = options.world;
    this.#commitUs = options.commitUs;
    this.stepStartUs = options.world.nowUs;
  }

  /** Power is gone: nothing that the process still does reaches the disk. */
  die(): void {
    this.#alive = false;
  }

  append(type: RecordType, payload: Uint8Array): number | null {
    if (!this.#alive) return null;
    if (isEventType(type)) this.stepStartUs = this.#world.nowUs;
    const sequence = this.#inner.append(type, payload);
    this.#schedule(GROUP_COMMIT_US);
    return sequence;
  }

  /** As the writer thread does when it is asked: the time of its sync begins to run. */
  hasten(sequence: number): void {
    if (this.#alive && this.durableSequence() < sequence) this.#commit ??= this.#begin();
  }

  awaitDurable(sequence: number, timeoutMs: number): boolean {
    if (!this.#alive) return false;
    if (this.durableSequence() >= sequence) return true;
    const late = this.#late;
    const stillLate = late !== null && this.durableSequence() < late.sequence;
    const sinceUs = stillLate ? late.sinceUs : this.#world.nowUs;
    const deadlineUs = sinceUs + timeoutMs * 1000;
    for (;;) {
      const commit = this.#commit ?? this.#begin();
      if (commit.endsUs > deadlineUs) break;
      this.#world.nowUs = Math.max(this.#world.nowUs, commit.endsUs);
      this.#land(commit);
      if (!this.#alive) return false;
      if (this.durableSequence() >= sequence) return true;
    }
    this.#world.nowUs = Math.max(this.#world.nowUs, deadlineUs);
    this.#late = stillLate ? late : { sequence, sinceUs };
    this.#faults.raise("JOURNAL_SLOW", {
      timeUs: this.#world.nowUs,
      detail: `record ${sequence} is not on the disk after ${timeoutMs} ms`,
      active: true,
    });
    return false;
  }

  durableSequence(): number {
    return this.#inner.durableSequence();
  }
  lastSequence(): number {
    return this.#inner.lastSequence();
  }
  faults(): readonly JournalFault[] {
    return [...this.#inner.faults(), ...this.#faults.list()];
  }
  onFault(listener: (fault: JournalFault) => void): () => void {
    const ends = [this.#inner.onFault(listener), this.#faults.listen(listener)];
    return () => ends.forEach((end) => end());
  }
  get recovery(): RecoveryReport {
    return this.#inner.recovery;
  }
  get publicKey(): string {
    return this.#inner.publicKey;
  }
  close(): Promise<void> {
    this.#alive = false;
    return this.#inner.close();
  }

  #begin(): Commit {
    const { nowUs } = this.#world;
    const endsUs = nowUs + Math.max(1, this.#commitUs(nowUs));
    const commit = { through: this.lastSequence(), endsUs };
    this.#commit = commit;
    this.#world.at(endsUs, () => this.#land(commit));
    return commit;
  }

  #land(commit: Commit): void {
    if (!this.#alive || this.#commit !== commit) return;
    this.#commit = null;
    this.#inner.awaitDurable(commit.through, Infinity);
    if (!this.#alive) return;
    if (this.durableSequence() === this.lastSequence()) this.#faults.clear("JOURNAL_SLOW");
    else this.#schedule(GROUP_COMMIT_US);
  }

  #schedule(inUs: number): void {
    if (this.#scheduled || this.#commit !== null) return;
    this.#scheduled = true;
    this.#world.at(this.#world.nowUs + inUs, () => {
      this.#scheduled = false;
      if (!this.#alive || this.#commit !== null) return;
      if (this.durableSequence() < this.lastSequence()) this.#begin();
    });
  }
}
