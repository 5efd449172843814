import type { Recording } from "@tocsin/inquiry";
import { z } from "zod";
import { type BundleEntry, isLeftOut } from "../../bundle/redact-record.ts";
import type { SignedBundle } from "../../bundle/verify-bundle.ts";
import type { JournalRecord } from "../../journal/read-journal.ts";
import { RECORD_TYPES, type RecordTypeName } from "../../journal/record-type.ts";

export type LeftOut = NonNullable<Recording["bundle"]>["leftOut"];

/** What a bundle still holds, as records that are read like a journal's, and what of it is left out. */
export interface BundleRecords {
  /** What is left out whole, or in a part without which it says nothing, is as an erased record is. */
  readonly records: readonly JournalRecord[];
  readonly leftOut: LeftOut;
}

type What = LeftOut[number]["what"];

/** What a record of a type tells of, as far as claims are held against it. */
const TELLS_OF: Readonly<Partial<Record<RecordTypeName, What>>> = {
  look: "looks",
  track: "tracks",
  decision: "decisions",
  warning: "warnings",
  sensor: "health",
  defence: "defences",
  engagement: "engagements",
};

/** Without these a record says nothing here; whatever else is left out of it is passed over. */
const NEEDED: Readonly<Partial<Record<RecordTypeName, z.ZodType>>> = {
  track: z.looseObject({
    track: z.looseObject({
      trackId: z.string(),
      class: z.string(),
      confirmedUs: z.number().nullable(),
      firstSensedUs: z.number(),
      lastSensedUs: z.number(),
      state: z.array(z.number()).min(6),
    }),
  }),
  decision: z.looseObject({
    decision: z.looseObject({
      trackId: z.string(),
      areaId: z.string(),
      stage: z.string(),
      reasons: z.array(z.string()),
      decidedUs: z.number(),
    }),
  }),
  warning: z.looseObject({
    warning: z.looseObject({
      areaId: z.string(),
      stage: z.string(),
      issuedUs: z.number(),
      expiresUs: z.number(),
    }),
  }),
  sensor: z.looseObject({
    timeUs: z.number(),
    health: z.looseObject({ sensorId: z.string(), status: z.string(), sinceUs: z.number() }),
  }),
  defence: z.looseObject({
    defenceId: z.string(),
    state: z.string(),
    receivedUs: z.number(),
  }),
  engagement: z.looseObject({
    defence: z.string(),
    outcome: z.string(),
    atUs: z.number(),
    receivedUs: z.number(),
  }),
  tick: z.looseObject({ receivedUs: z.number() }),
};

const siteSchema = z.looseObject({
  receivedUs: z.number(),
  site: z.looseObject({
    name: z.string(),
    mode: z.string(),
    origin: z.looseObject({ latitudeRad: z.number(), longitudeRad: z.number() }),
    areas: z.array(z.unknown()),
    sensors: z.array(z.unknown()),
    defences: z.array(z.unknown()),
  }),
});

/** Words that stand where a name or a reason is left out. */
const NAMELESS = "(left out)";
/** Keys of words that people read, and of which nothing hangs. */
const WORDS: ReadonlySet<string> = new Set(["name", "reason", "source"]);

/** Reads what a bundle holds, once it is checked. */
export function bundleRecords({ entries }: SignedBundle): BundleRecords {
  const tally = new Tally();
  return { records: entries.map((entry) => recordOf(entry, tally)), leftOut: tally.leftOut() };
}

function recordOf(entry: BundleEntry, tally: Tally): JournalRecord {
  const name = Object.keys(RECORD_TYPES).find((each) => each === entry.type) as
    | RecordTypeName
    | undefined;
  const type = name === undefined ? Number(entry.type.replace("type ", "")) : RECORD_TYPES[name];
  const bare = { sequence: entry.sequence, type, segment: "bundle", offset: 0 };
  const gone = { ...bare, payload: new Uint8Array(), erased: true };
  if ("leftOut" in entry) {
    tally.record(name, entry.leftOut);
    return gone;
  }
  const { value, holes } = mended(entry.payload);
  if (name === "configuration") {
    const site = siteOf(entry.payload, tally);
    return site === null ? gone : { ...bare, payload: bytesOf(site), erased: false };
  }
  // A part of a look that is left out may be the one detection that matters.
  const isWhole = holes.length === 0;
  const says =
    isWhole || (name !== "look" && (name === undefined || NEEDED[name]?.safeParse(value).success));
  if (says !== true) {
    tally.record(name, holes[0] ?? "");
    return gone;
  }
  return { ...bare, payload: bytesOf(value), erased: false };
}

const bytesOf = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value), "utf8");

interface Mended {
  readonly value: unknown;
  /** The rules by which parts are left out that are more than words. */
  readonly holes: readonly string[];
}

/** A value without what is left out of it: names and reasons are said to be so, anything else is not there. */
function mended(value: unknown): Mended {
  if (typeof value !== "object" || value === null) return { value, holes: [] };
  const holes: string[] = [];
  const without = (each: unknown): unknown => {
    const inner = mended(each);
    holes.push(...inner.holes);
    return inner.value;
  };
  if (Array.isArray(value))
    return {
      value: value.flatMap((each: unknown) => {
        if (!isLeftOut(each)) return [without(each)];
        holes.push(each.leftOut);
        return [];
      }),
      holes,
    };
  const parts = Object.entries(value).flatMap(([key, each]: [string, unknown]) => {
    if (!isLeftOut(each)) return [[key, without(each)] as const];
    if (WORDS.has(key)) return [[key, NAMELESS] as const];
    holes.push(each.leftOut);
    return [];
  });
  return { value: Object.fromEntries(parts), holes };
}

/** A configuration with those sensors, areas and defences of which nothing is left out; null where the site cannot be read without what is. */
function siteOf(payload: unknown, tally: Tally): unknown {
  if (!isTable(payload) || !isTable(payload["site"])) return null;
  const { site } = payload;
  const kept = { ...site };
  for (const list of ["sensors", "areas", "defences"] as const) {
    const items = site[list];
    if (isLeftOut(items)) tally.part(list, null, items.leftOut);
    kept[list] = !Array.isArray(items)
      ? []
      : items.flatMap((item: unknown) => {
          const { value, holes } = isLeftOut(item)
            ? { value: null, holes: [item.leftOut] }
            : mended(item);
          const [rule] = holes;
          if (rule === undefined) return [value];
          tally.part(list, 1, rule);
          return [];
        });
  }
  if (isLeftOut(site["mode"])) kept["mode"] = NAMELESS;
  const { value } = mended({ ...payload, site: kept });
  return siteSchema.safeParse(value).success ? value : null;
}

const isTable = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Counts what is left out, by what it would have told of. */
class Tally {
  readonly #found = new Map<What, { count: number | null; readonly rules: Set<string> }>();

  record(type: RecordTypeName | undefined, rule: string): void {
    const what = type === undefined ? undefined : TELLS_OF[type];
    if (what !== undefined) this.part(what, 1, rule);
  }

  /** `count` is null where nobody can tell how many. */
  part(what: What, count: number | null, rule: string): void {
    const known = this.#found.get(what) ?? { count: 0, rules: new Set() };
    known.count = known.count === null || count === null ? null : known.count + count;
    known.rules.add(rule);
    this.#found.set(what, known);
  }

  leftOut(): LeftOut {
    return [...this.#found].map(([what, { count, rules }]) => ({
      what,
      count,
      rules: [...rules].toSorted(),
    }));
  }
}
