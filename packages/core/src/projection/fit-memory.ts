import type { TimeUs } from "../units/time.ts";

/** The coasting flight that was fitted to the first rows of a history: where the fits of more of them begin. */
export interface FittedBefore {
  readonly startUs: TimeUs;
  /** `FLIGHT_PARAMETERS`×1, as `uncertain-flight.ts` orders them. */
  readonly parameters: Float64Array;
}

/** What is kept of one object's fits. */
export interface FitMemory {
  /** Where fits of its present history begin … */
  before: FittedBefore | null;
  /** … and what the latest came to. */
  latest: FittedBefore | null;
}

/** A memory as plain JSON. */
export interface FitPiece {
  readonly before: BeforePiece | null;
  readonly latest: BeforePiece | null;
}
interface BeforePiece {
  readonly startUs: TimeUs;
  readonly parameters: readonly number[];
}

export const fitPieceOf = ({ before, latest }: FitMemory): FitPiece => ({
  before: beforePieceOf(before),
  latest: beforePieceOf(latest),
});

export const fitMemoryOf = ({ before, latest }: FitPiece): FitMemory => ({
  before: fittedBeforeOf(before),
  latest: fittedBeforeOf(latest),
});

const beforePieceOf = (fitted: FittedBefore | null): BeforePiece | null =>
  fitted && { startUs: fitted.startUs, parameters: [...fitted.parameters] };

const fittedBeforeOf = (piece: BeforePiece | null): FittedBefore | null =>
  piece && { startUs: piece.startUs, parameters: Float64Array.from(piece.parameters) };
