import { category021 } from "./categories/category-021.ts";
import { rawReader } from "./codec/interpret.ts";
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

const readApplicability = rawReader(category021, "071");
const readReception = rawReader(category021, "073");
const readSecond = rawReader(category021, "074", "FSI");
const readFraction = rawReader(category021, "074", "TOMRP");
const readTransmission = rawReader(category021, "077");

const SECONDS_PER_DAY = 86_400;
const TICKS_PER_SECOND = 128;
const FRACTIONS_PER_TICK = 8_388_608;
/** I021/074 FSI: the whole second is that of I021/073, or the next, or the one before. */
const SECONDS_ON = [0, 1, -1];

/** The time of day of a record in 1/128 s, as it stands there, or null. */
export function timeOfDayTicks(record: AsterixRecord): number | null {
  if (record.category === category021.category) return adsbTicks(record);
  const value = record.items.get(TIME_ITEMS[record.category]);
  return typeof value === "number" ? value : null;
}

/** When the position was valid, else when it was received, to the fraction of a tick where that is stated, else when it was sent on. */
function adsbTicks(record: AsterixRecord): number | null {
  const applicability = readApplicability(record);
  if (applicability !== null) return applicability;
  const reception = readReception(record);
  if (reception === null) return readTransmission(record);
  const fraction = readFraction(record);
  const on = SECONDS_ON[readSecond(record) ?? 0];
  if (fraction === null || on === undefined) return reception;
  const second = Math.floor(reception / TICKS_PER_SECOND) + on + SECONDS_PER_DAY;
  return (second % SECONDS_PER_DAY) * TICKS_PER_SECOND + fraction / FRACTIONS_PER_TICK;
}
