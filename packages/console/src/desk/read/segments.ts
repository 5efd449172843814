import type { DeskClaim, DeskFurniture, DeskSpan } from "@tocsin/sdk";

/** A stretch of text that is marked alike from end to end. */
export interface Segment extends DeskSpan {
  /** Claims that it is part of, the shortest first. */
  readonly claims: readonly DeskClaim[];
  readonly furniture: DeskFurniture | null;
}

/** A piece of text cut where any mark begins or ends, so that marks that overlap or nest are all drawn. */
export function segmentsOf(
  chunk: DeskSpan,
  claims: readonly DeskClaim[],
  furniture: readonly DeskFurniture[],
): readonly Segment[] {
  const own = claims.filter(({ span }) => overlaps(span, chunk));
  const labels = furniture.filter((label) => overlaps(label, chunk));
  const edges = new Set([chunk.start, chunk.end]);
  for (const { start, end } of [...own.map(({ span }) => span), ...labels]) {
    if (start > chunk.start) edges.add(start);
    if (end < chunk.end) edges.add(end);
  }
  const sorted = [...edges].toSorted((a, b) => a - b);
  return sorted.slice(1).map((end, i) => {
    const segment = { start: sorted[i] ?? chunk.start, end };
    return {
      ...segment,
      claims: own
        .filter(({ span }) => overlaps(span, segment))
        .toSorted((a, b) => lengthOf(a.span) - lengthOf(b.span)),
      furniture: labels.find((label) => overlaps(label, segment)) ?? null,
    };
  });
}

const overlaps = (a: DeskSpan, b: DeskSpan): boolean => a.start < b.end && b.start < a.end;
const lengthOf = ({ start, end }: DeskSpan): number => end - start;
