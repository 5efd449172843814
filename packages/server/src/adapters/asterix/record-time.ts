import type { AsterixRecord } from "./codec/value.ts";

/** The item that holds the time of day of a record. */
const TIME_ITEMS: Readonly<Record<number, string>> = {
  10: "140",
  15: "145",
  16: "140",
  34: "030",
  48: "140",
  62: "070",
};

/** The time of day of a record in 1/128 s, as it stands there, or null. */
export function timeOfDayTicks(record: AsterixRecord): number | null {
  const value = record.items.get(TIME_ITEMS[record.category]);
  return typeof value === "number" ? value : null;
}
