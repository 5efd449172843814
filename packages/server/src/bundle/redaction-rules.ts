import type { RecordTypeName } from "../journal/record-type.ts";

/** What a rule does to each type of record that it lets through: the places in it that are left out, none of them in `[]`. */
export interface RedactionRule {
  /** What is left out, goes on from "left out:". */
  readonly says: string;
  readonly shows: Readonly<Partial<Record<RecordTypeName, readonly string[]>>>;
  /** Looks of observers say where people stand. */
  readonly hidesObservers: boolean;
}

/** What no rule has a reason to hide: what was decided, what of, and what people were told. */
const DECIDED = {
  session: [],
  tick: [],
  decision: [],
  warning: [],
  track: [],
  health: [],
  sensor: [],
  defence: [],
  engagement: [],
  "official-warning": [],
  weather: [],
  air: [],
} as const;

/**
 * What can be left out of a bundle, by name. A type that a rule does not name is left out whole: so are snapshots, which hold everything, checkpoints,
 * whose hashes would confirm a guess, and whatever a later version writes.
 */
export const REDACTION_RULES = {
  people: {
    says: "who saw what and who was reached: observers' reports and places, receipts of single people, who said that they are safe, accounts",
    hidesObservers: true,
    shows: {
      ...DECIDED,
      configuration: [],
      look: [],
      command: [],
      orders: [],
      protection: [],
      registration: [],
      conduct: [],
      receipt: ["recipient", "detail"],
      fault: ["fault.detail"],
    },
  },
  operators: {
    says: "who gave an order, who seconded it and the reason in their words, and who may do what",
    hidesObservers: false,
    shows: {
      ...DECIDED,
      configuration: [],
      look: [],
      protection: [],
      registration: [],
      conduct: [],
      receipt: [],
      command: ["by", "seconded", "reason"],
      orders: ["orders.areas", "orders.posture"],
      fault: ["fault.detail"],
      outcome: ["by"],
      safe: [],
    },
  },
  "sensor-places": {
    says: "where sensors stand and how far they see, and what each reported",
    hidesObservers: true,
    shows: {
      ...DECIDED,
      configuration: ["site.sensors", "site.tracker"],
      command: [],
      orders: [],
      receipt: [],
      outcome: [],
      safe: [],
      fault: ["fault.detail"],
    },
  },
} as const satisfies Readonly<Record<string, RedactionRule>>;

export type RedactionName = keyof typeof REDACTION_RULES;
export const REDACTIONS = Object.keys(REDACTION_RULES) as readonly RedactionName[];
