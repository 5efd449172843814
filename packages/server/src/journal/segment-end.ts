import { CHAIN_START, nextChain } from "./chain.ts";
import { hasHole } from "./has-hole.ts";
import type { OpenSegment } from "./open-segment.ts";
import { scanFrames } from "./scan-frames.ts";
import { SEGMENT_HEADER_BYTES, type SequenceRange } from "./segment-header.ts";

/** How far a segment is whole, and what is wrong behind that. */
export interface SegmentEnd {
  readonly headerWhole: boolean;
  /** The first sequence by its header; null when that cannot be read. */
  readonly begins: number | null;
  readonly records: number;
  readonly lastSequence: number | null;
  readonly chain: Buffer;
  readonly wholeBytes: number;
  readonly tailBytes: number;
  readonly sizeBytes: number;
  readonly damage: string | null;
  readonly lost: SequenceRange | null;
}

/** Where a segment was whole before the first write that seems to be dropped. */
type BeforeHole = Pick<SegmentEnd, "records" | "lastSequence" | "chain" | "wholeBytes">;

/**
 * Reads a segment to its end. A system may bring a later write to the disk before an earlier one. Where power was lost between
 * the two, the earlier one's place holds zeros, and no record behind it was written when what is lost was known to be durable.
 * Nothing from there on was ever called recorded, and what follows means nothing without it: the segment ends before it.
 */
export function findEnd({ window, header, headerProblem }: OpenSegment): SegmentEnd {
  let hole: BeforeHole | null = null;
  let durableSequence = 0;
  let damage = header === null ? headerProblem : null;
  const missing: SequenceRange[] = [];
  let expected = header?.firstSequence ?? null;
  let chain: Buffer = Buffer.from(header?.previousChain ?? CHAIN_START);
  let chainKnown = header !== null;
  let [records, wholeBytes, tailBytes] = [0, SEGMENT_HEADER_BYTES, 0];
  for (const step of scanFrames(window, SEGMENT_HEADER_BYTES)) {
    if (step.kind === "tail") {
      tailBytes = step.bytes;
      continue;
    }
    if (step.kind === "damage") {
      if (damage === null && expected !== null && hasHole(window, step.offset, step.resumeOffset))
        hole = { records, lastSequence: records === 0 ? null : expected - 1, chain, wholeBytes };
      damage ??= `${step.reason} at byte ${step.offset}`;
      chainKnown = false;
      continue;
    }
    const { frame } = step;
    durableSequence = Math.max(durableSequence, frame.sequence - 1 - frame.unsynced);
    if (expected !== null && frame.sequence !== expected) {
      damage ??= `record ${expected} is missing`;
      missing[0] = { from: missing[0]?.from ?? expected, through: frame.sequence - 1 };
      chainKnown = false;
    }
    if (chainKnown && Buffer.compare(nextChain(chain, frame), frame.chain) !== 0) {
      damage ??= `the chain breaks at record ${frame.sequence}`;
      hole = null;
    }
    chain = Buffer.from(frame.chain);
    chainKnown = true;
    expected = frame.sequence + 1;
    records += 1;
    wholeBytes = step.offset + step.frameBytes;
  }
  const lastSequence = records === 0 || expected === null ? null : expected - 1;
  const headerWhole = header !== null;
  const sizeBytes = window.endOffset;
  // Room is prepared in what has a header: without one, zeros are records that were wiped.
  if (!headerWhole) tailBytes = sizeBytes - Math.min(wholeBytes, sizeBytes);
  const begins = header?.firstSequence ?? null;
  const before = hole?.lastSequence ?? (begins ?? 1) - 1;
  if (hole !== null && durableSequence <= before)
    return {
      ...hole,
      headerWhole,
      begins,
      tailBytes: sizeBytes - hole.wholeBytes,
      sizeBytes,
      damage: null,
      lost: null,
    };
  return {
    headerWhole,
    begins,
    records,
    lastSequence,
    chain,
    wholeBytes,
    tailBytes,
    sizeBytes,
    damage,
    lost: missing[0] ?? null,
  };
}
