import { hypot2 } from "../units/algebra.ts";
import { pointInRings, type Rings } from "./polygon.ts";

/** What two outlines may differ by and still count as the same, m. */
const TOLERANCE_M = 1e-3;

interface Edge {
  readonly e0: number;
  readonly n0: number;
  readonly e1: number;
  readonly n1: number;
}

/**
 * Whether one area holds all of another, to the millimetre; each by its rings as flat e0, n0, e1, n1, … in metres, outer first, then holes.
 *
 * Both outlines are cut where they cross. Then the inner area lies in the outer one if and only if no piece of the outer outline runs through the
 * inside of the inner area, and beside each piece of the inner outline, a millimetre to its inside, lies the outer area. Spikes narrower than
 * that may make it say no; what is cut off by less than that it does not see.
 */
export function ringsCover(outer: Rings, inner: Rings): boolean {
  const outerEdges = edgesOf(outer);
  const innerEdges = edgesOf(inner);
  return (
    piecesOf(innerEdges, outerEdges).every((piece) =>
      insideOf(piece, inner).every(([e, n]) => pointInRings(outer, e, n)),
    ) &&
    piecesOf(outerEdges, innerEdges).every((piece) =>
      besides(piece).some(([e, n]) => !pointInRings(inner, e, n)),
    )
  );
}

function edgesOf(rings: Rings): readonly Edge[] {
  const edges: Edge[] = [];
  for (const ring of rings)
    for (let i = 0, last = ring.length - 2; i < ring.length; last = i, i += 2) {
      const edge = { e0: ring[last], n0: ring[last + 1], e1: ring[i], n1: ring[i + 1] };
      if (edge.e0 !== edge.e1 || edge.n0 !== edge.n1) edges.push(edge);
    }
  return edges;
}

/** The edges, cut wherever they meet one of the others. */
function piecesOf(edges: readonly Edge[], others: readonly Edge[]): readonly Edge[] {
  return edges.flatMap((edge) => {
    const cuts = [0, 1, ...others.flatMap((other) => meetings(edge, other))].sort((a, b) => a - b);
    const least = TOLERANCE_M / hypot2(edge.e1 - edge.e0, edge.n1 - edge.n0);
    return cuts
      .slice(1)
      .flatMap((to, i) => (to - cuts[i] > least ? [part(edge, cuts[i], to)] : []));
  });
}

const part = ({ e0, n0, e1, n1 }: Edge, from: number, to: number): Edge => ({
  e0: e0 + from * (e1 - e0),
  n0: n0 + from * (n1 - n0),
  e1: e0 + to * (e1 - e0),
  n1: n0 + to * (n1 - n0),
});

/** Where along an edge, 0…1, it crosses another, or the other's ends lie on it. */
function meetings(edge: Edge, other: Edge): readonly number[] {
  const de = edge.e1 - edge.e0;
  const dn = edge.n1 - edge.n0;
  const fe = other.e1 - other.e0;
  const fn = other.n1 - other.n0;
  const ce = other.e0 - edge.e0;
  const cn = other.n0 - edge.n0;
  const cross = de * fn - dn * fe;
  const along = [ce * de + cn * dn, (ce + fe) * de + (cn + fn) * dn].map(
    (dot) => dot / (de * de + dn * dn),
  );
  const near = along.filter((_, i) => {
    const [e, n] = i === 0 ? [ce, cn] : [ce + fe, cn + fn];
    return Math.abs(e * dn - n * de) <= TOLERANCE_M * hypot2(de, dn);
  });
  const crossings = cross === 0 ? [] : crossing(ce, cn, { de, dn, fe, fn, cross });
  return [...near, ...crossings].filter((t) => t > 0 && t < 1);
}

function crossing(
  ce: number,
  cn: number,
  { de, dn, fe, fn, cross }: Readonly<Record<"de" | "dn" | "fe" | "fn" | "cross", number>>,
): readonly number[] {
  const onOther = (ce * dn - cn * de) / cross;
  return onOther >= 0 && onOther <= 1 ? [(ce * fn - cn * fe) / cross] : [];
}

/** The two places a millimetre beside the middle of an edge. */
function besides({ e0, n0, e1, n1 }: Edge): readonly (readonly [number, number])[] {
  const length = hypot2(e1 - e0, n1 - n0);
  const asideE = (-TOLERANCE_M * (n1 - n0)) / length;
  const asideN = (TOLERANCE_M * (e1 - e0)) / length;
  const [e, n] = [(e0 + e1) / 2, (n0 + n1) / 2];
  return [
    [e + asideE, n + asideN],
    [e - asideE, n - asideN],
  ];
}

const insideOf = (piece: Edge, rings: Rings): readonly (readonly [number, number])[] =>
  besides(piece).filter(([e, n]) => pointInRings(rings, e, n));
