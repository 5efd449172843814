import { CHAIN_START, hashPayload, nextChain } from "./chain.ts";
import { parseCheckpoint, verifyCheckpoint } from "./checkpoint.ts";
import type { Frame } from "./frame.ts";
import { RECORD_TYPES } from "./record-type.ts";
import { SEGMENT_HEADER_BYTES, type SegmentHeader } from "./segment-header.ts";
import type { BadPlace, JournalGap, LeftOver, VerifyReport } from "./verify-report.ts";
import type { WalkStep } from "./walk-journal.ts";

export interface VerifyOptions {
  /** The key that must have signed every checkpoint, DER base64. Without it all must be of the first one's key. */
  readonly publicKey?: string;
  /** What an outside witness holds: the journal must contain it, so that a cut-off end is found too. */
  readonly witness?: { readonly sequence: number; readonly chain: string };
  readonly onProgress?: (progress: VerifyProgress) => void;
}

export interface VerifyProgress {
  readonly segment: string;
  readonly records: number;
}

/** Gaps and left-overs listed in a report; more are counted as bad places only. */
const MAX_LISTED = 1_000;
const PROGRESS_RECORDS = 10_000;

type Place = Omit<BadPlace, "reason">;
type RecordStep = Extract<WalkStep, { kind: "record" }>;
type SegmentStep = Extract<WalkStep, { kind: "segment" }>;
type DamageStep = Extract<WalkStep, { kind: "damage" | "tail" }>;

/** Checks what a walk through a journal meets. */
export class JournalVerifier {
  readonly #options: VerifyOptions;
  #records = 0;
  #segments = 0;
  #bytes = 0;
  #erased = 0;
  #checkpoints = 0;
  #signedThrough = 0;
  #firstSequence: number | null = null;
  #expected: number | null = null;
  /** The chain so far; null when it cannot be known because something before is unreadable. */
  #chain: Uint8Array | null = null;
  #chainOk = true;
  #firstBad: BadPlace | null = null;
  #badPlaces = 0;
  /** Ends that a crash may have left: of a segment, and behind it of others that were never begun. */
  #tails: DamageStep[] = [];
  #witnessed = false;
  readonly #publicKeys = new Set<string>();
  readonly #leftOvers: LeftOver[] = [];
  readonly #quarantined: string[] = [];
  readonly #gaps: JournalGap[] = [];

  constructor(options: VerifyOptions) {
    this.#options = options;
  }

  take(step: WalkStep): void {
    if (step.kind === "segment") this.#takeSegment(step);
    else if (step.kind === "record") this.#takeRecord(step);
    else if (step.kind === "superseded") this.#checkPayload(step.frame, placeOf(step));
    else this.#takeDamage(step);
  }

  finish(): VerifyReport {
    const [tail = null] = this.#tails;
    const { witness } = this.#options;
    if (witness !== undefined && !this.#witnessed) {
      const place = { segment: "", offset: 0, sequence: witness.sequence };
      this.#bad(place, "the witness holds a record that this journal does not");
    }
    return {
      ok: this.#badPlaces === 0,
      records: this.#records,
      segments: this.#segments,
      bytes: this.#bytes,
      firstSequence: this.#firstSequence,
      lastSequence: this.#expected === null ? null : this.#expected - 1,
      chainOk: this.#chainOk,
      chain: this.#chain === null ? null : Buffer.from(this.#chain).toString("hex"),
      checkpoints: this.#checkpoints,
      signedThrough: this.#signedThrough,
      publicKeys: [...this.#publicKeys],
      erased: this.#erased,
      firstBad: this.#firstBad,
      badPlaces: this.#badPlaces,
      tornTail: tail === null ? null : leftOver(tail),
      leftOvers: this.#leftOvers,
      quarantined: this.#quarantined,
      gaps: this.#gaps,
    };
  }

  #takeSegment(step: SegmentStep): void {
    this.#segments += 1;
    this.#bytes += step.sizeBytes;
    this.#options.onProgress?.({ segment: step.segment.name, records: this.#records });
    const { header } = step;
    if (step.segment.quarantined) this.#quarantined.push(step.segment.name);
    if (header === null && step.sizeBytes <= SEGMENT_HEADER_BYTES) {
      this.#tails.push(tailOf(step));
      return;
    }
    this.#settleTails(header);
    const place = { segment: step.segment.name, offset: 0, sequence: null };
    if (header === null) {
      this.#bad(place, step.headerProblem);
      this.#chain = null;
      return;
    }
    if (header.firstSequence !== step.segment.firstSequence) {
      this.#bad(place, "the segment's name and its header disagree");
    }
    this.#enter(header, place);
  }

  /** Checks that a segment follows from what was read before it. */
  #enter(header: SegmentHeader, place: Place): void {
    const expected = this.#expected;
    const { firstSequence, previousChain } = header;
    if (expected !== null && firstSequence > expected) {
      const declared = header.lost !== null && header.lost.through >= firstSequence - 1;
      this.#gap({ from: expected, through: firstSequence - 1, wasDurable: !declared });
      const reason = declared ? "were lost before this segment" : "are missing";
      this.#bad(place, `records ${expected} to ${firstSequence - 1} ${reason}`);
    }
    const start = expected === null && firstSequence === 1 ? CHAIN_START : this.#chain;
    if (start !== null && Buffer.compare(start, previousChain) !== 0) {
      this.#chainOk = false;
      this.#bad(place, "the segment does not follow from the record before it");
    }
    this.#chain = previousChain;
    this.#expected = firstSequence;
  }

  #takeRecord(step: RecordStep): void {
    const { frame } = step;
    const place = placeOf(step);
    if (this.#expected !== null && frame.sequence !== this.#expected) {
      const from = this.#expected;
      const wasDurable = frame.sequence - 1 - frame.unsynced >= from;
      this.#gap({ from, through: frame.sequence - 1, wasDurable });
      this.#bad(place, `records ${from} to ${frame.sequence - 1} are missing before this one`);
      this.#chain = null;
    }
    this.#checkPayload(frame, place);
    if (this.#chain !== null && Buffer.compare(nextChain(this.#chain, frame), frame.chain) !== 0) {
      this.#chainOk = false;
      this.#bad(place, "the record does not follow from the one before it");
    }
    if (frame.type === RECORD_TYPES.checkpoint) this.#checkCheckpoint(frame, place);
    this.#chain = Uint8Array.from(frame.chain);
    this.#expected = frame.sequence + 1;
    this.#firstSequence ??= frame.sequence;
    this.#records += 1;
    this.#checkWitness(frame, place);
    if (this.#records % PROGRESS_RECORDS === 0) {
      this.#options.onProgress?.({ segment: step.segment.name, records: this.#records });
    }
  }

  #checkPayload(frame: Frame, place: Place): void {
    if (frame.erased) {
      this.#erased += 1;
      if (frame.payload.length > 0) this.#bad(place, "the record is marked erased and is not");
    } else if (Buffer.compare(hashPayload(frame.payload), frame.payloadHash) !== 0) {
      this.#bad(place, "the content was changed after it was recorded");
    }
  }

  #checkCheckpoint(frame: Frame, place: Place): void {
    const checkpoint = parseCheckpoint(frame.payload);
    if (checkpoint === null) return this.#bad(place, "the checkpoint cannot be read");
    this.#checkpoints += 1;
    this.#publicKeys.add(checkpoint.publicKey);
    const [firstKey] = this.#publicKeys;
    if (checkpoint.publicKey !== (this.#options.publicKey ?? firstKey)) {
      return this.#bad(place, "the checkpoint is signed with another key");
    }
    if (!verifyCheckpoint(checkpoint))
      return this.#bad(place, "the checkpoint's signature is wrong");
    const chain = this.#chain === null ? null : Buffer.from(this.#chain).toString("hex");
    const same = chain === null || checkpoint.chain === chain;
    if (!same || checkpoint.sequence !== frame.sequence - 1) {
      return this.#bad(place, "the checkpoint was signed over other records");
    }
    this.#signedThrough = checkpoint.sequence;
  }

  #checkWitness(frame: Frame, place: Place): void {
    const { witness } = this.#options;
    if (witness === undefined || witness.sequence !== frame.sequence) return;
    this.#witnessed = true;
    if (Buffer.from(frame.chain).toString("hex") !== witness.chain) {
      this.#bad(place, "the witness holds another record here");
    }
  }

  #takeDamage(step: DamageStep): void {
    if (step.kind === "tail") {
      this.#tails.push(step);
      return;
    }
    if (step.superseded) return this.#leaveOver(step);
    const place = { segment: step.segment.name, offset: step.offset, sequence: this.#expected };
    this.#bad(place, step.reason);
    this.#chain = null;
  }

  /** A tail is torn only where nothing comes behind it; before another segment it is a disk fault's left-over, or damage. */
  #settleTails(next: SegmentHeader | null): void {
    for (const tail of this.#tails.splice(0)) {
      if (tail.superseded || next?.cause === "disk-fault") {
        this.#leaveOver(tail);
        continue;
      }
      const place = { segment: tail.segment.name, offset: tail.offset, sequence: this.#expected };
      this.#bad(place, tail.reason);
    }
  }

  #leaveOver(step: DamageStep): void {
    if (this.#leftOvers.length < MAX_LISTED) this.#leftOvers.push(leftOver(step));
  }

  #gap(gap: JournalGap): void {
    if (this.#gaps.length < MAX_LISTED) this.#gaps.push(gap);
  }

  #bad(place: Place, reason: string): void {
    this.#firstBad ??= { ...place, reason };
    this.#badPlaces += 1;
  }
}

const placeOf = (step: {
  readonly segment: { readonly name: string };
  readonly offset: number;
  readonly frame: Frame;
}): Place => ({ segment: step.segment.name, offset: step.offset, sequence: step.frame.sequence });

/** A segment that was never begun, because the disk or the power failed: a start removes it. */
const tailOf = ({ segment, headerProblem, sizeBytes }: SegmentStep): DamageStep => ({
  kind: "tail",
  segment,
  offset: 0,
  bytes: sizeBytes,
  reason: headerProblem,
  superseded: false,
});

const leftOver = ({ segment, offset, bytes }: DamageStep): LeftOver => ({
  segment: segment.name,
  offset,
  bytes,
});
