import type { TimeUs } from "@tocsin/core";
import type { RecordTypeName } from "../journal/record-type.ts";
import type { BundleRule } from "./rule-file.ts";

/** What the parts of a rule file are called in the place of what they leave out. */
export type RulePart = "sensors" | "fields" | "persons" | "times";

/** A sensor as some configuration of the journal has it. */
export interface NamedSensor {
  readonly id: string;
  readonly name: string;
}

/** Puts what stands for a value in its place; `path` is where it stood, keys with dots between. */
type LeaveOut = (value: unknown, path: string, part: RulePart) => unknown;

/** Keys whose words belong to the format and are nobody's name. */
const WORDS_OF_FORMAT: ReadonlySet<string> = new Set(["type", "kind", "mode", "status", "stage"]);
/** Keys by which a part of a record says of which sensor it is. */
const OF_SENSOR = ["id", "sensorId", "sensor"] as const;
/** Keys that say when a record is of, the surest first. */
const TIME_KEYS = ["receivedUs", "timeUs", "decidedUs", "issuedUs", "startedUs", "atUs"] as const;

/** A rule file, applied to the records of one journal. */
export class RuleApplied {
  readonly #rule: BundleRule;
  #hidden: ReadonlySet<string> = new Set();
  #sensorWords: RegExp | null = null;
  readonly #persons: RegExp | null;
  readonly #met = new Set<string>();

  constructor(rule: BundleRule) {
    this.#rule = rule;
    this.#persons = wordsOf(rule.persons);
  }

  /** Every sensor that a configuration of the journal named so far. */
  know(sensors: readonly NamedSensor[]): void {
    const { sensors: shown } = this.#rule;
    if (shown === null) return;
    const hidden = sensors.filter(({ id }) =>
      "only" in shown ? !shown.only.includes(id) : shown.allBut.includes(id),
    );
    this.#hidden = new Set(hidden.map(({ id }) => id));
    this.#sensorWords = wordsOf(hidden.flatMap(({ id, name }) => [id, name]));
  }

  /** Persons of the rule whom no record named: they may be spelled otherwise there. */
  unmet(): readonly string[] {
    return this.#rule.persons.filter((person) => !this.#met.has(person));
  }

  /** Whether a record is of another time than the rule lets through; one that does not say when is held back. */
  isOutsideTimes(type: RecordTypeName | null, value: unknown): boolean {
    const { times } = this.#rule;
    if (times === null || type === "configuration" || type === "session") return false;
    const timeUs = timeOf(value);
    return timeUs === null || timeUs < times.fromUs || timeUs > times.toUs;
  }

  /** The record without what the rule leaves out; `leaveOut` gives what stands in its place. */
  redacted(type: RecordTypeName | null, value: unknown, leaveOut: LeaveOut): unknown {
    let left = value;
    for (const field of this.#rule.fields)
      if (field.type === type) left = withoutField(left, field.keys, [], leaveOut);
    return this.#withoutNames(left, [], leaveOut);
  }

  #withoutNames(value: unknown, path: readonly string[], leaveOut: LeaveOut): unknown {
    if (typeof value === "string") return this.#withoutWords(value, path, leaveOut);
    if (typeof value !== "object" || value === null || isStandIn(value)) return value;
    if (Array.isArray(value))
      return value.map((each, i) => this.#withoutNames(each, [...path, `${i}`], leaveOut));
    const table = value as Readonly<Record<string, unknown>>;
    if (this.#isOfHidden(table)) return leaveOut(value, path.join("."), "sensors");
    const named = Object.keys(table).some((key) => this.#partNaming(key) !== null);
    if (named) return leaveOut(value, path.join("."), this.#partOfKeys(table));
    return Object.fromEntries(
      Object.entries(table).map(([key, each]) => [
        key,
        WORDS_OF_FORMAT.has(key) ? each : this.#withoutNames(each, [...path, key], leaveOut),
      ]),
    );
  }

  #withoutWords(text: string, path: readonly string[], leaveOut: LeaveOut): unknown {
    const part = this.#partNaming(text);
    return part === null ? text : leaveOut(text, path.join("."), part);
  }

  #partOfKeys(table: Readonly<Record<string, unknown>>): RulePart {
    return Object.keys(table).some((key) => this.#partNaming(key) === "persons")
      ? "persons"
      : "sensors";
  }

  #partNaming(text: string): RulePart | null {
    if (this.#persons?.test(text) === true) {
      for (const person of this.#rule.persons)
        if (wordsOf([person])?.test(text) === true) this.#met.add(person);
      return "persons";
    }
    return this.#sensorWords?.test(text) === true ? "sensors" : null;
  }

  #isOfHidden(table: Readonly<Record<string, unknown>>): boolean {
    return OF_SENSOR.some((key) => {
      const id = table[key];
      return typeof id === "string" && this.#hidden.has(id);
    });
  }
}

/** Whether any of some names stands in a text as words of its own, in capitals or not. */
function wordsOf(names: readonly string[]): RegExp | null {
  if (names.length === 0) return null;
  const either = names.map((each) => each.replaceAll(/[$()*+.?[\\\]^{|}]/g, "\\$&")).join("|");
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${either})(?![\\p{L}\\p{N}])`, "iu");
}

const isStandIn = (value: object): boolean => "leftOut" in value && "commitment" in value;

function withoutField(
  value: unknown,
  keys: readonly string[],
  path: readonly string[],
  leaveOut: LeaveOut,
): unknown {
  const [key, ...rest] = keys;
  if (key === undefined)
    return typeof value === "object" && value !== null && isStandIn(value)
      ? value
      : leaveOut(value, path.join("."), "fields");
  if (typeof value !== "object" || value === null || isStandIn(value)) return value;
  const within = (each: unknown, at: string): unknown =>
    key === "*" || key === at ? withoutField(each, rest, [...path, at], leaveOut) : each;
  if (Array.isArray(value)) return value.map((each, i) => within(each, `${i}`));
  return Object.fromEntries(Object.entries(value).map(([at, each]) => [at, within(each, at)]));
}

/** When a record is of: what it says itself, or what the one thing in it says. */
function timeOf(value: unknown): TimeUs | null {
  if (typeof value !== "object" || value === null) return null;
  const own = ownTime(value);
  if (own !== null) return own;
  for (const part of Object.values(value) as readonly unknown[]) {
    const inner = typeof part === "object" && part !== null ? ownTime(part) : null;
    if (inner !== null) return inner;
  }
  return null;
}

function ownTime(value: object): TimeUs | null {
  const table = value as Readonly<Record<string, unknown>>;
  for (const key of TIME_KEYS) {
    const timeUs = table[key];
    if (typeof timeUs === "number") return timeUs;
  }
  return null;
}

/** What a rule leaves out, in words that do not name it: they go with the bundle. */
export function ruleSays(rule: BundleRule, sensorsHidden: number): readonly string[] {
  const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? "" : "s"}`;
  const says: string[] = [];
  if (rule.sensors !== null)
    says.push(
      `${count(sensorsHidden, "sensor")}: where they stand, what they reported, what names them`,
    );
  if (rule.fields.length > 0) says.push(`${count(rule.fields.length, "field")} of records`);
  if (rule.persons.length > 0)
    says.push(
      `what names ${rule.persons.length === 1 ? "1 person" : `${rule.persons.length} persons`}`,
    );
  if (rule.times !== null) says.push("what is not of the time that was agreed");
  return says;
}
