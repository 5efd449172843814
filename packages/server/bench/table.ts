import type { Quantiles, Spread } from "./statistics.ts";

/** A table in Markdown, with columns padded so that it also reads well in a terminal. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column].length)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i])).join(" | ")} |`;
  return [
    line(head),
    `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`,
    ...rows.map(line),
  ].join("\n");
}

/** Three significant digits, with thousands apart. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return "–";
  const rounded = Number(value.toPrecision(3));
  return Math.abs(rounded) >= 1000 ? rounded.toLocaleString("en-GB") : String(rounded);
}

export const spreadText = ({ median, least, greatest }: Spread): string =>
  `${figure(median)} (${figure(least)} – ${figure(greatest)})`;

export const quantilesText = ({ p50, p99, max }: Quantiles): string =>
  `${figure(p50)} / ${figure(p99)} / ${figure(max)}`;
