import { isEnough, type WarningTime } from "@tocsin/core";
import { duration } from "../cli/text/numbers.ts";
import { fixed, svgDocument, textAt } from "./svg.ts";
import { CAUTION } from "./caution.ts";

const DIAL = 300;
const RADIUS = 105;
const COLUMNS = 3;
const HEAD = 76;
const POINTS = ["N", "E", "S", "W"] as const;
/** Time beyond this many times what people need looks no better. */
const MOST_NEEDED = 3;

/** The roses of one area: for each threat a dial whose spokes are the seconds of warning by direction of approach. */
export function roseSvg(areaName: string, times: readonly WarningTime[]): string {
  const threats = [...new Set(times.map(({ threat }) => threat.kind))];
  const columns = Math.min(COLUMNS, threats.length);
  const rows = Math.ceil(threats.length / columns);
  const neededS = times[0]?.neededS ?? 0;
  const head = [
    textAt({ x: 16, y: 26, words: `Warning time of ${areaName}`, kind: "name" }),
    textAt({
      x: 16,
      y: 46,
      words: `Dashed: the ${duration(neededS)} that people need. Red: not enough.`,
    }),
    textAt({ x: 16, y: 64, words: CAUTION }),
  ];
  const dials = threats.flatMap((kind, i) =>
    dial(
      times.filter(({ threat }) => threat.kind === kind),
      kind,
      (i % columns) * DIAL + DIAL / 2,
      HEAD + Math.floor(i / columns) * DIAL + DIAL / 2,
    ),
  );
  return svgDocument(columns * DIAL, HEAD + rows * DIAL, [...head, ...dials]);
}

function dial(
  times: readonly WarningTime[],
  kind: string,
  x: number,
  y: number,
): readonly string[] {
  const neededS = Math.max(times[0]?.neededS ?? 1, 1);
  const scale = RADIUS / (MOST_NEEDED * neededS);
  const half = Math.PI / times.length;
  const wedge = ({ bearingRad }: WarningTime, r: number, colour: string): string => {
    const at = (angle: number) =>
      `${fixed(x + r * Math.sin(angle))} ${fixed(y - r * Math.cos(angle))}`;
    return `<path class="${colour}" d="M${fixed(x)} ${fixed(y)} L${at(bearingRad - half)} A${fixed(r)} ${fixed(r)} 0 0 1 ${at(bearingRad + half)} Z"/>`;
  };
  const gaps = times.filter((time) => !isEnough(time)).map((time) => wedge(time, RADIUS, "gap"));
  const spokes = times
    .filter(({ orderedS }) => orderedS > 0)
    .map((time) =>
      wedge(time, Math.min(time.orderedS * scale, RADIUS), isEnough(time) ? "enough" : "short"),
    );
  const least = Math.min(...times.map(({ orderedS }) => orderedS));
  const letters = POINTS.map((words, i) => {
    const angle = (i * Math.PI) / 2;
    const r = RADIUS + 12;
    return textAt({
      x: x + r * Math.sin(angle),
      y: y - r * Math.cos(angle) + 4,
      words,
      anchor: "middle",
    });
  });
  return [
    `<circle class="ring" cx="${fixed(x)}" cy="${fixed(y)}" r="${RADIUS}"/>`,
    ...gaps,
    ...spokes,
    `<circle class="needed" cx="${fixed(x)}" cy="${fixed(y)}" r="${fixed(neededS * scale)}"/>`,
    ...letters,
    textAt({
      x,
      y: y + RADIUS + 34,
      words: least === 0 ? `${kind}: somewhere none` : `${kind}: at least ${duration(least)}`,
      anchor: "middle",
    }),
  ];
}
