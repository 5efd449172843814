const POINTS_DEG: Readonly<Record<string, number>> = {
  north: 0,
  "north-east": 45,
  east: 90,
  "south-east": 135,
  south: 180,
  "south-west": 225,
  west: 270,
  "north-west": 315,
};

/** The question about an object that was never seen names the direction that it is said to have come from. */
export function saidDirectionDeg(question: string): number | null {
  const point = /coming from the ([a-z-]+)/.exec(question)?.[1];
  return point === undefined ? null : (POINTS_DEG[point] ?? null);
}
