import { CAUTION } from "../planning/caution.ts";
import { fixed, svgDocument, textAt } from "../planning/svg.ts";
import { meters, percent } from "../cli/text/numbers.ts";
import type { CoverageCell, SensorObserved } from "./observed-coverage.ts";
import { bandsOf, heightsText } from "./observed-words.ts";

const RADIUS = 150;
const COLUMN = 2 * RADIUS + 60;
const ROW = 2 * RADIUS + 50;
const HEAD = 96;

/** What the site file claims of a sensor, left, beside what was seen, right: a row for each band of heights, north up. */
export function observedSvg(sensor: SensorObserved): string {
  const bands = bandsOf(sensor.cells);
  const reachM = Math.max(...sensor.cells.map(({ rangeToM }) => rangeToM), 1);
  const head = [
    textAt({ x: 16, y: 26, words: `${sensor.name}: claimed and seen`, kind: "name" }),
    textAt({
      x: 16,
      y: 46,
      words: `To ${meters(reachM)}. Green: the fuller, the better. Red, with both numbers: certainly less than claimed.`,
    }),
    textAt({ x: 16, y: 64, words: "Dotted: not enough flights to say." }),
    textAt({ x: 16, y: 82, words: CAUTION }),
  ];
  const rows = bands.flatMap((cells, row) => {
    const y = HEAD + row * ROW + RADIUS + 30;
    const [first] = cells;
    return [
      textAt({ x: 16, y: y - RADIUS - 12, words: `Claimed, ${heightsText(first)}` }),
      textAt({ x: 16 + COLUMN, y: y - RADIUS - 12, words: `Seen, ${heightsText(first)}` }),
      ...cells.map((cell) => claimedPiece(cell, { x: 30 + RADIUS, y, reachM })),
      ...cells.flatMap((cell) => seenPiece(cell, { x: 30 + COLUMN + RADIUS, y, reachM })),
    ];
  });
  return svgDocument(2 * COLUMN, HEAD + bands.length * ROW, [...head, ...rows]);
}

interface Dial {
  readonly x: number;
  readonly y: number;
  readonly reachM: number;
}

const claimedPiece = (cell: CoverageCell, dial: Dial): string =>
  piece(cell, dial, "enough", cell.claimed ?? cell.claimedForClass);

function seenPiece(cell: CoverageCell, dial: Dial): readonly string[] {
  if (cell.verdict === "too-few" || cell.share === null)
    return [
      `<path class="ring" style="fill:none;stroke-dasharray:1 4" d="${outlineOf(cell, dial)}"/>`,
    ];
  if (cell.verdict === "as-claimed") return [piece(cell, dial, "enough", cell.share)];
  const at = placeIn(cell, dial);
  return [
    piece(cell, dial, "short", 0.5),
    textAt({ ...at, words: `${percent(cell.share)} of`, anchor: "middle" }),
    textAt({ x: at.x, y: at.y + 13, words: percent(cell.claimed ?? 0), anchor: "middle" }),
  ];
}

const piece = (cell: CoverageCell, dial: Dial, kind: "enough" | "short", share: number): string =>
  `<path class="${kind}" style="fill-opacity:${(0.8 * share).toFixed(3)}" d="${outlineOf(cell, dial)}"/>`;

function placeIn(
  cell: CoverageCell,
  { x, y, reachM }: Dial,
): { readonly x: number; readonly y: number } {
  const angle = (((cell.azimuthFromDeg + cell.azimuthToDeg) / 2) * Math.PI) / 180;
  const r = (RADIUS * (0.4 * cell.rangeFromM + 0.6 * cell.rangeToM)) / reachM;
  return { x: x + r * Math.sin(angle), y: y - r * Math.cos(angle) };
}

/** A piece of a ring, clockwise along its outer edge and back along its inner one. */
function outlineOf(cell: CoverageCell, { x, y, reachM }: Dial): string {
  const at = (deg: number, rangeM: number): string => {
    const angle = (deg * Math.PI) / 180;
    const r = (RADIUS * rangeM) / reachM;
    return `${fixed(x + r * Math.sin(angle))} ${fixed(y - r * Math.cos(angle))}`;
  };
  const radius = (rangeM: number): string => fixed((RADIUS * rangeM) / reachM);
  const { azimuthFromDeg: from, azimuthToDeg: to, rangeFromM: inner, rangeToM: outer } = cell;
  return [
    `M${at(from, inner)} L${at(from, outer)}`,
    `A${radius(outer)} ${radius(outer)} 0 0 1 ${at(to, outer)}`,
    `L${at(to, inner)}`,
    `A${radius(inner)} ${radius(inner)} 0 0 0 ${at(from, inner)} Z`,
  ].join(" ");
}
