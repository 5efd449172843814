import { createHash, createHmac } from "node:crypto";
import { z } from "zod";
import type { JournalRecord } from "../journal/read-journal.ts";
import { RECORD_TYPES, recordTypeName, type RecordTypeName } from "../journal/record-type.ts";
import { type NamedSensor, RuleApplied, ruleSays } from "./apply-rule.ts";
import { REDACTION_RULES, type RedactionName, type RedactionRule } from "./redaction-rules.ts";
import type { BundleRule } from "./rule-file.ts";

/** One record in a bundle: as it is, with places left out, or left out whole. */
export type BundleEntry =
  | { readonly sequence: number; readonly type: string; readonly payload: unknown }
  | {
      readonly sequence: number;
      readonly type: string;
      readonly leftOut: string;
      readonly commitment: string;
    };

/** What stands in the place of a value that was left out. */
export interface LeftOutValue {
  readonly leftOut: string;
  /** SHA-256 over a salt and the value, hexadecimal. */
  readonly commitment: string;
}

const COMMITMENT = "tocsin bundle commitment 1\n";

/**
 * SHA-256(tag ‖ salt ‖ what was left out), the salt being HMAC-SHA-256(secret, where it stood). Without the secret nobody can try
 * guesses against it, however few there are; with it and the journal everybody can see that it is what the journal holds.
 */
export function commitmentOf(secret: Uint8Array, where: string, what: Uint8Array | string): string {
  const salt = createHmac("sha256", secret).update(where).digest();
  return createHash("sha256").update(COMMITMENT).update(salt).update(what).digest("hex");
}

/** Redacts the records of one journal, in their order. */
export class Redactor {
  readonly #rules: readonly (readonly [RedactionName, RedactionRule])[];
  readonly #secret: Uint8Array;
  readonly #rule: BundleRule | null;
  readonly #applied: RuleApplied | null;
  readonly #sensors = new Map<string, NamedSensor>();
  #observers: ReadonlySet<string> = new Set();

  constructor(names: readonly RedactionName[], secret: Uint8Array, rule: BundleRule | null = null) {
    this.#rules = names.map((name) => [name, REDACTION_RULES[name]] as const);
    this.#secret = secret;
    this.#rule = rule;
    this.#applied = rule === null ? null : new RuleApplied(rule);
  }

  /** Names of the rule that the journal does not know: sensors that no configuration has, persons whom no record named. */
  get unmet(): { readonly sensors: readonly string[]; readonly persons: readonly string[] } {
    const shown = this.#rule?.sensors ?? null;
    const named = shown === null ? [] : "only" in shown ? shown.only : shown.allBut;
    return {
      sensors: named.filter((id) => !this.#sensors.has(id)),
      persons: this.#applied?.unmet() ?? [],
    };
  }

  /** What the rule leaves out, in words that do not name it. */
  get says(): readonly string[] {
    if (this.#rule === null) return [];
    const { sensors } = this.#rule;
    const hidden = [...this.#sensors.keys()].filter((id) =>
      sensors === null
        ? false
        : "only" in sensors
          ? !sensors.only.includes(id)
          : sensors.allBut.includes(id),
    );
    return ruleSays(this.#rule, hidden.length);
  }

  /** Notes what a record says of who are observers; to be shown every configuration, also of those before the bundle. */
  note(record: JournalRecord): void {
    if (record.type !== RECORD_TYPES.configuration || record.erased) return;
    const read = configuration.safeParse(valueOf(record));
    if (!read.success) return;
    const sensors = read.data.site.sensors.filter(({ kind }) => kind === "observer");
    this.#observers = new Set([...this.#observers, ...sensors.map(({ id }) => id)]);
    for (const { id, name } of read.data.site.sensors) this.#sensors.set(id, { id, name });
    this.#applied?.know([...this.#sensors.values()]);
  }

  entry(record: JournalRecord): BundleEntry {
    const { sequence, payload } = record;
    const name = recordTypeName(record.type);
    const type = name ?? `type ${record.type}`;
    const commitment = (): string => commitmentOf(this.#secret, `${sequence}`, payload);
    if (record.erased) return { sequence, type, leftOut: "erased", commitment: commitment() };
    const value = valueOf(record);
    const hidden = this.#rules.find(([, rule]) => this.#hides(rule, name, value));
    if (hidden !== undefined)
      return { sequence, type, leftOut: hidden[0], commitment: commitment() };
    if (this.#applied?.isOutsideTimes(name, value) === true)
      return { sequence, type, leftOut: "times", commitment: commitment() };
    const redacted = structuredClone(value);
    for (const [rule, { shows }] of this.#rules)
      for (const path of name === null ? [] : (shows[name] ?? []))
        this.#leaveOut(redacted, { path, rule, sequence });
    const left = this.#applied?.redacted(name, redacted, (what, path, part) => ({
      leftOut: part,
      commitment: commitmentOf(this.#secret, `${sequence} ${path}`, JSON.stringify(what)),
    }));
    return { sequence, type, payload: left ?? redacted };
  }

  #hides(rule: RedactionRule, name: RecordTypeName | null, value: unknown): boolean {
    if (name === null || rule.shows[name] === undefined) return true;
    if (!rule.hidesObservers || name !== "look") return false;
    const read = look.safeParse(value);
    return !read.success || this.#observers.has(read.data.look.sensorId);
  }

  #leaveOut(
    value: unknown,
    what: { readonly path: string; readonly rule: string; readonly sequence: number },
  ): void {
    const keys = what.path.split(".");
    const last = keys.pop() ?? "";
    let at: unknown = value;
    for (const key of keys) at = isObject(at) ? at[key] : undefined;
    if (!isObject(at) || !Object.hasOwn(at, last) || isLeftOut(at[last])) return;
    const where = `${what.sequence} ${what.path}`;
    const commitment = commitmentOf(this.#secret, where, JSON.stringify(at[last]));
    at[last] = { leftOut: what.rule, commitment } satisfies LeftOutValue;
  }
}

const configuration = z.looseObject({
  site: z.looseObject({
    sensors: z.array(z.looseObject({ id: z.string(), name: z.string(), kind: z.string() })),
  }),
});
const look = z.looseObject({ look: z.looseObject({ sensorId: z.string() }) });

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether a value stands for one that was left out. */
export const isLeftOut = (value: unknown): value is LeftOutValue =>
  isObject(value) &&
  typeof value["leftOut"] === "string" &&
  typeof value["commitment"] === "string";

/** The record as JSON; its bytes as hexadecimal where it is none. */
function valueOf({ payload }: JournalRecord): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(payload));
  } catch {
    return Buffer.from(payload).toString("hex");
  }
}
