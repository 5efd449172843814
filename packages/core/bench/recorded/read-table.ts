/** A table of text: the names of its columns and the cells of its rows, none of them read yet. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Whether `3,5` is a number here. */
  readonly hasDecimalComma: boolean;
}

/** Lines looked at to find out how a table is written. */
const SAMPLED_LINES = 200;
const DELIMITERS = [";", "\t", ",", /\s+/] as const;

/**
 * Reads a table however it was written: with commas, semicolons, tabs or blanks between its cells, a byte order mark, lines that end as
 * on any system, decimal commas, words before the head, or no head at all (the columns are then `1`, `2`, …). Rows that have fewer than
 * two cells are left out. Null where there is no table.
 */
export function readTable(text: string): Table | null {
  const lines = text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== "");
  const delimiter = delimiterOf(lines.slice(0, SAMPLED_LINES));
  if (delimiter === null) return null;
  const cells = lines.map((line) => cut(line, delimiter)).filter((row) => row.length > 1);
  const hasDecimalComma =
    delimiter !== "," &&
    cells.some((row) => row.some((cell) => /^[-+]?\d+,\d+(e[-+]?\d+)?$/i.test(cell)));
  const first = cells.findIndex((row) => isOfNumbers(row, hasDecimalComma));
  if (first < 0) return null;
  const head = first > 0 ? cells[first - 1] : headBefore(lines, delimiter, cells[first]);
  return {
    columns: head.map((name) => name.replace(/^#\s*/, "").replaceAll('"', "").trim()),
    rows: cells.slice(first),
    hasDecimalComma,
  };
}

/** A head may be written with blanks over a table with commas; where there is none the columns are numbered. */
function headBefore(
  lines: readonly string[],
  delimiter: string | RegExp,
  row: readonly string[],
): readonly string[] {
  const at = lines.findIndex((line) => cut(line, delimiter).length > 1);
  const words = at > 0 ? cut(lines[at - 1].replace(/^\s*#\s*/, ""), /\s+/) : [];
  return words.length === row.length ? words : row.map((_, i) => String(i + 1));
}

/** What a cell says, with or without a unit behind it; NaN where it is no number. */
export function numberOf(cell: string | undefined, hasDecimalComma: boolean): number {
  if (cell === undefined) return NaN;
  const text = hasDecimalComma ? cell.replace(",", ".") : cell;
  const match = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?(?=\s*[a-z°%/²]*$)/i.exec(text.trim());
  return match === null ? NaN : Number(match[0]);
}

const cut = (line: string, delimiter: string | RegExp): readonly string[] =>
  line
    .trim()
    .split(delimiter)
    .map((cell) => cell.replaceAll('"', "").trim());

/** The one that cuts most lines into the same number of cells; of two, the one named first. */
function delimiterOf(lines: readonly string[]): string | RegExp | null {
  let best: string | RegExp | null = null;
  let most = 0;
  for (const delimiter of DELIMITERS) {
    const counts = new Map<number, number>();
    for (const line of lines) {
      const count = cut(line, delimiter).length;
      if (count > 1) counts.set(count, (counts.get(count) ?? 0) + 1);
    }
    const agreeing = Math.max(0, ...counts.values());
    if (agreeing <= most) continue;
    most = agreeing;
    best = delimiter;
  }
  return best;
}

const isOfNumbers = (row: readonly string[], hasDecimalComma: boolean): boolean =>
  row.filter((cell) => Number.isFinite(numberOf(cell, hasDecimalComma))).length >= 2;
