import type { BlindSector } from "@tocsin/sdk";

/** A piece of the horizon, clockwise. */
export interface Directions {
  readonly fromDeg: number;
  readonly widthDeg: number;
}

/** Directions from which at least one of the sectors sees nothing, or nothing in time: joined, in order, not overlapping. */
export function joinDirections(
  sectors: readonly Pick<BlindSector, "fromDeg" | "toDeg">[],
): Directions[] {
  const spans: [number, number][] = [];
  for (const { fromDeg, toDeg } of sectors) {
    const from = turn(fromDeg);
    const width = widthDeg(fromDeg, toDeg);
    if (from + width <= 360) spans.push([from, from + width]);
    else spans.push([from, 360], [0, from + width - 360]);
  }
  spans.sort((a, b) => a[0] - b[0]);
  const joined: [number, number][] = [];
  for (const [from, to] of spans) {
    const last = joined.at(-1);
    if (last !== undefined && from <= last[1] + 1e-9) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return acrossNorth(joined).map(([fromDeg, toDeg]) => ({ fromDeg, widthDeg: toDeg - fromDeg }));
}

/** Clockwise from one bearing to another; the same bearing twice is a whole turn. */
function widthDeg(fromDeg: number, toDeg: number): number {
  if (Math.abs(toDeg - fromDeg) >= 360) return 360;
  const width = turn(toDeg - fromDeg);
  return width === 0 ? 360 : width;
}

const turn = (deg: number): number => ((deg % 360) + 360) % 360;

/** What ends at north and what begins there is one piece. */
function acrossNorth(spans: [number, number][]): [number, number][] {
  const [first, last] = [spans[0], spans.at(-1)];
  if (first === undefined || last === undefined || first === last) return spans;
  if (first[0] > 0 || last[1] < 360) return spans;
  return [...spans.slice(1, -1), [last[0], 360 + first[1]]];
}
