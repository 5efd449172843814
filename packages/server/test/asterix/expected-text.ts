/** One item of a record, as the text beside the recording gives it. */
export interface ExpectedItem {
  readonly id: string;
  readonly hex: string;
  readonly lines: readonly ExpectedLine[];
}

/** "RHO: 50607 (197.6835938 NM)": the scaled part only where it is a number with a unit. */
export interface ExpectedLine {
  readonly label: string;
  readonly text: string;
  readonly scaled: { readonly value: number; readonly unit: string } | null;
}

export interface ExpectedRecord {
  readonly category: number;
  readonly hex: string;
  readonly items: readonly ExpectedItem[];
}

/** Reads the decoded text: blocks, in them records, in them items, each with its octets and its lines. */
export function parseExpected(text: string): readonly ExpectedRecord[] {
  const records: { category: number; hex: string; items: ExpectedItem[] }[] = [];
  let category = 0;
  let inRecord = false;
  let item: { id: string; hex: string; lines: ExpectedLine[] } | null = null;
  for (const line of text.split("\n")) {
    const field = /^(Category|Data Record|HexData|Item)[ :]+(\w+)/.exec(line);
    if (field?.[1] === "Category") {
      category = Number(field[2]);
      inRecord = false;
    } else if (field?.[1] === "Data Record") {
      inRecord = true;
      records.push({ category, hex: "", items: [] });
    } else if (field?.[1] === "HexData" && inRecord) {
      records[records.length - 1].hex = field[2].toLowerCase();
    } else if (field?.[1] === "Item") {
      item = { id: field[2], hex: "", lines: [] };
      records[records.length - 1].items.push(item);
    } else if (item !== null && line.startsWith("[ ")) {
      item.hex = line.replaceAll(/[[\] ]/g, "").toLowerCase();
    } else if (item !== null && line.startsWith("\t")) {
      item.lines.push(parseLine(line));
    }
  }
  return records;
}

function parseLine(line: string): ExpectedLine {
  const split = line.indexOf(": ");
  const rest = line.slice(split + 2);
  const scaled = /^\S+ \((-?[\d.]+) ([A-Za-z/]+)\)$/.exec(rest);
  return {
    label: line.slice(1, split),
    text: rest.replace(/ \(.*$/, ""),
    scaled: scaled === null ? null : { value: Number(scaled[1]), unit: scaled[2] },
  };
}
