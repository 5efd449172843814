import type { TimeUs } from "../units/time.ts";
import type { FitBase } from "./fit-trajectory.ts";

/** The flights that were fitted to the first rows of a history: where the fits of more of them begin. */
export interface FittedBefore {
  readonly startUs: TimeUs;
  /** How many rows. */
  readonly count: number;
  /** Of the coasting one, `FLIGHT_PARAMETERS`×1, as `uncertain-flight.ts` orders them. */
  readonly parameters: Float64Array;
  /** The fits that fits of a few more rows extend; null where those are to be made from the beginning. */
  readonly bases: FitBases | null;
}

/** All flights that the rows may have come from. */
export interface FitBases {
  readonly coast: FitBase;
  /** With a motor that is out by now; null where none was worth fitting. */
  readonly burnt: FitBase | null;
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
  readonly count: number;
  readonly parameters: readonly number[];
  readonly bases: { readonly coast: BasePiece; readonly burnt: BasePiece | null } | null;
}
interface BasePiece {
  readonly parameters: readonly number[];
  /** Null: at the parameters. */
  readonly derivedAt: readonly number[] | null;
  readonly robust: boolean;
}

export const fitPieceOf = ({ before, latest }: FitMemory): FitPiece => ({
  before: beforePieceOf(before),
  latest: beforePieceOf(latest),
});

export function fitMemoryOf({ before, latest }: FitPiece): FitMemory {
  return { before: fittedBeforeOf(before), latest: fittedBeforeOf(latest) };
}

function beforePieceOf(fitted: FittedBefore | null): BeforePiece | null {
  if (fitted === null) return null;
  const { startUs, count, parameters, bases } = fitted;
  return {
    startUs,
    count,
    parameters: [...parameters],
    bases: bases && {
      coast: basePieceOf(bases.coast),
      burnt: bases.burnt && basePieceOf(bases.burnt),
    },
  };
}

const basePieceOf = ({ parameters, derivedAt, robust }: FitBase): BasePiece => ({
  parameters: [...parameters],
  derivedAt: derivedAt === parameters ? null : [...derivedAt],
  robust,
});

function fittedBeforeOf(piece: BeforePiece | null): FittedBefore | null {
  if (piece === null) return null;
  const { startUs, count, parameters, bases } = piece;
  return {
    startUs,
    count,
    parameters: Float64Array.from(parameters),
    bases: bases && { coast: baseOf(bases.coast), burnt: bases.burnt && baseOf(bases.burnt) },
  };
}

function baseOf({ parameters, derivedAt, robust }: BasePiece): FitBase {
  const at = Float64Array.from(parameters);
  return {
    parameters: at,
    derivedAt: derivedAt === null ? at : Float64Array.from(derivedAt),
    robust,
  };
}
