import { category010 } from "./categories/category-010.ts";
import { category021 } from "./categories/category-021.ts";
import { category034 } from "./categories/category-034.ts";
import { rawReader } from "./codec/interpret.ts";
import type { CategorySpec } from "./codec/item-spec.ts";
import type { AsterixRecord } from "./codec/value.ts";

/** Something that a sensor says of itself, and that makes it see less than it should, or nothing. */
export interface StatusProblem {
  readonly down: boolean;
  readonly text: string;
}

/** What one item of a category says of the sensor's state; the item says all of it at once, each time. */
export interface StatusItem {
  readonly category: number;
  readonly item: string;
  /** `null` where the item says nothing of it. */
  readonly problems: (record: AsterixRecord) => readonly StatusProblem[] | null;
}

interface Check {
  readonly read: (record: AsterixRecord) => number | null;
  readonly bad: (value: number) => boolean;
  readonly down: boolean;
  readonly text: string;
}

const checksOf =
  (spec: CategorySpec) =>
  (
    path: readonly [string, ...string[]],
    bad: (value: number) => boolean,
    text: string,
    down = false,
  ): Check => ({ read: rawReader(spec, ...path), bad, down, text });

const statusItem = (spec: CategorySpec, item: string, ...checks: readonly Check[]): StatusItem => ({
  category: spec.category,
  item,
  problems: (record) => {
    const stated = checks.filter(({ read }) => read(record) !== null);
    return stated.length === 0 ? null : stated.filter(({ read, bad }) => bad(read(record) ?? 0));
  },
});

const isSet = (value: number): boolean => value === 1;
const isZero = (value: number): boolean => value === 0;
const isStep = (value: number): boolean => value > 0;
const NO_GO = "it says that its data must not be used";
const NO_TIME = "its time source is invalid";

const radar = checksOf(category034);
const surface = checksOf(category010);
const station = checksOf(category021);

/**
 * What of the service items says that the sensor sees less than it should. "Monitoring system disconnected" (I034/050 MSC)
 * is left out: it concerns maintenance, and many radars always send it.
 */
export const statusItems: readonly StatusItem[] = [
  statusItem(
    category034,
    "050",
    radar(["050", "COM", "NOGO"], isSet, NO_GO, true),
    radar(["050", "COM", "TSV"], isSet, NO_TIME),
    radar(["050", "COM", "OVLRDP"], isSet, "its data processor is overloaded"),
    radar(["050", "COM", "OVLXMT"], isSet, "its transmission is overloaded"),
    radar(
      ["050", "PSR", "CHAB"],
      isZero,
      "no primary channel is on: it sees only what carries a transponder",
    ),
    radar(["050", "PSR", "OVL"], isSet, "its primary radar is overloaded"),
    radar(["050", "SSR", "CHAB"], isZero, "no secondary channel is on"),
    radar(["050", "SSR", "OVL"], isSet, "its secondary radar is overloaded"),
    radar(["050", "MDS", "CHAB"], isZero, "no Mode S channel is on"),
    radar(["050", "MDS", "OVLSUR"], isSet, "its Mode S surveillance is overloaded"),
  ),
  statusItem(
    category034,
    "060",
    radar(["060", "COM", "REDRDP"], isStep, "its data processor sheds load"),
    radar(["060", "COM", "REDXMT"], isStep, "its transmission sheds load"),
    radar(["060", "PSR", "REDRAD"], isStep, "its primary radar sheds load"),
    radar(["060", "SSR", "REDRAD"], isStep, "its secondary radar sheds load"),
    radar(["060", "MDS", "REDRAD"], isStep, "its Mode S radar sheds load"),
  ),
  statusItem(
    category010,
    "550",
    surface(["550", "NOGO"], (value) => value === 2, NO_GO, true),
    surface(["550", "NOGO"], isSet, "it says that it works in part only"),
    surface(["550", "OVL"], isSet, "it is overloaded"),
    surface(["550", "TSV"], isSet, NO_TIME),
    surface(["550", "DIV"], isSet, "it has lost its diversity"),
    surface(["550", "TTF"], isSet, "it does not see its test target"),
  ),
  statusItem(category021, "040", station(["040", "NOGO"], isSet, NO_GO, true)),
];
