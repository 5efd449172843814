const POINTS: readonly string[] = [
  "north",
  "northeast",
  "east",
  "southeast",
  "south",
  "southwest",
  "west",
  "northwest",
];
const WORD = /\b(north|south)?[\s-]?(east|west)?(?:ern|erly|wards?)?\b/gi;
const STEP_DEG = 45;

/** The first compass point that a text names, degrees clockwise from north; null where it names none. */
export function bearingIn(text: string): number | null {
  for (const [, along = "", across = ""] of text.matchAll(WORD)) {
    const at = POINTS.indexOf(`${along}${across}`.toLowerCase());
    if (at !== -1) return at * STEP_DEG;
  }
  return null;
}

/** The nearest of eight compass points. */
export const pointOf = (bearingDeg: number): string =>
  POINTS[Math.round(bearingDeg / STEP_DEG) % POINTS.length] ?? "";

/** Between two bearings, degrees, 0 to 180. */
export function bearingsApart(a: number, b: number): number {
  const turn = Math.abs(a - b) % 360;
  return turn > 180 ? 360 - turn : turn;
}
