import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { INQUIRY_FOLDER } from "./inquiry-data.ts";

/** How many were killed or injured, as a key has it; several numbers where any of them is right. */
export interface KeyedToll {
  readonly predicate: "casualties.killed" | "casualties.injured";
  readonly numbers: readonly string[];
  readonly who: string;
  /** Of an act that a reader may leave out. */
  readonly optional: boolean;
}

export interface KeyedReport {
  readonly id: string;
  readonly text: string;
  readonly tolls: readonly KeyedToll[];
}

/** The reports of MUC-3 with their filled keys; none where they are not at hand. */
export function keyedReports(): readonly KeyedReport[] {
  const folder = join(INQUIRY_FOLDER, "muc");
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).toSorted();
  const read = (pattern: RegExp): string =>
    files
      .filter((name) => pattern.test(name))
      .map((name) => readFileSync(join(folder, name), "latin1"))
      .join("\n");
  const tolls = new Map<string, KeyedToll[]>();
  for (const template of read(/^key-/).split(/\n(?=0\. {2}MESSAGE: ID)/)) {
    const id = /MESSAGE: ID\s+(\S+)/.exec(template)?.[1] ?? "";
    tolls.set(id, [...(tolls.get(id) ?? []), ...tollsOf(template)]);
  }
  return read(/^dev-/)
    .split(/\n(?=DEV-MUC3-\d{4})/)
    .flatMap((report) => {
      const head = /^(DEV-MUC3-\d{4})[^\n]*\n/.exec(report.trimStart());
      if (head === null) return [];
      const id = head[1] ?? "";
      return [{ id, text: report.trimStart().slice(head[0].length), tolls: tolls.get(id) ?? [] }];
    });
}

function tollsOf(template: string): readonly KeyedToll[] {
  const optional = /MESSAGE: TEMPLATE\s+\d+ \(OPTIONAL\)/.test(template);
  const numbers = slotOf(template, "HUM TGT: NUMBER");
  const each = tollsOfEach(template, numbers, optional);
  // Whom the key has one by one a report may tell of together.
  const together = (["casualties.killed", "casualties.injured"] as const).flatMap((predicate) => {
    const own = each
      .filter((toll) => toll.predicate === predicate)
      .map((toll) => Number(toll.numbers[0]));
    const total = own.reduce((sum, number) => sum + number, 0);
    const sums =
      own.length > 1 && Number.isFinite(total)
        ? [total, own.filter((number) => number === 1).length]
        : [];
    const totals = slotOf(template, "HUM TGT: TOTAL NUMBER").flatMap(
      (line) => line.match(/\d+/g) ?? [],
    );
    const all = [...sums.filter((number) => number > 1).map(String), ...totals];
    return all.length === 0 ? [] : [{ predicate, numbers: all, who: "together", optional: true }];
  });
  return [...each, ...together];
}

function tollsOfEach(
  template: string,
  numbers: readonly string[],
  optional: boolean,
): readonly KeyedToll[] {
  return slotOf(template, "HUM TGT: EFFECT OF INCIDENT").flatMap((line) => {
    const effect = /^(\? )?(DEATH|INJURY): (.*)$/.exec(line);
    if (effect?.[3] === undefined) return [];
    const [who] = /"[^"]*"/.exec(effect[3]) ?? [];
    const number = numbers.find((each) => who !== undefined && each.includes(who));
    const said = number?.slice(0, number.indexOf(":")) ?? "";
    return [
      {
        predicate:
          effect[2] === "DEATH" ? ("casualties.killed" as const) : ("casualties.injured" as const),
        numbers: said
          .split("/")
          .map((part) => part.replace("?", "").trim())
          .filter((part) => part !== ""),
        who: who ?? "",
        optional: optional || effect[1] !== undefined,
      },
    ];
  });
}

/** The lines of a slot: those that begin with its name, and those that go on below it. */
function slotOf(template: string, name: string): readonly string[] {
  const found: string[] = [];
  let inside = false;
  for (const line of template.split("\n")) {
    const [, slot, value = ""] = /^\d+\.\s+(.{28})(.*)$/.exec(line) ?? [];
    if (slot !== undefined) inside = slot.trim() === name;
    if (inside) found.push((slot === undefined ? line : value).trim());
  }
  return found.filter((line) => line !== "" && line !== "-" && line !== "*");
}
