import { z } from "zod";

/** Of the translation of a journal into what is below: another number may say other things of the same journal. */
export const RECORDING_RULES = 3;

const textSchema = z.string().max(2000);
const recordsSchema = z.array(z.int().min(1)).max(100);
const timeSchema = z.iso.datetime();
const bearingSchema = z.number().min(0).max(360);

/** What kind of thing a tracked object was by its flight: `other` warns nobody (birds, aircraft). */
const objectSchema = z.strictObject({
  id: textSchema,
  kind: z.enum(["drone", "rocket", "mortar", "missile", "unknown", "other"]),
  firstAt: timeSchema,
  lastAt: timeSchema,
  /** From where it came as seen from the place, degrees clockwise from north; null where it began there. */
  fromDeg: bearingSchema.nullable(),
  records: recordsSchema,
});

/**
 * What the sensors would have made of an object that came from one direction, level at one height or fired from one distance, at the worst time of
 * those asked. Rules before 3 tried level flights only.
 */
const sightSchema = z.strictObject({
  flight: z.enum(["level", "fired"]).default("level"),
  /** How far away it was fired; null of what came level. */
  rangeM: z.number().positive().nullable().default(null),
  fromDeg: bearingSchema,
  /** Above the ground; of what was fired, at its highest. */
  heightM: z.number(),
  /** Probability that it would have been tracked. */
  tracked: z.number().min(0).max(1),
  /** Reason codes of what kept it from being seen. */
  codes: z.array(textSchema).max(50),
  statement: textSchema,
  records: recordsSchema,
});

const defenceSchema = z.strictObject({
  name: textSchema,
  notional: z.boolean(),
  /** Its latest state by then; null where none was reported. */
  state: z.enum(["ready", "down", "inhibited", "unknown"]).nullable(),
  /** Engagements by it at that time. */
  engagements: z
    .array(z.strictObject({ outcome: textSchema, at: timeSchema, record: z.int().min(1) }))
    .max(1000),
  records: recordsSchema,
});

/** What others reported to the post of engagements: reports, like those of a newspaper. */
const reportSchema = z.strictObject({
  by: textSchema,
  source: textSchema,
  outcome: textSchema,
  record: z.int().min(1),
});

/** What was decided of an object that came near; what rules 1 kept has none. */
const decisionSchema = z.strictObject({
  at: timeSchema,
  objectId: textSchema,
  words: textSchema,
  record: z.int().min(1),
});

/** A stretch in which a sensor did not work as it should. */
const outageSchema = z.strictObject({
  sensor: textSchema,
  from: timeSchema,
  /** Null: it had not ended by then. */
  to: timeSchema.nullable(),
  words: textSchema,
  record: z.int().min(1),
});

/** Of what another party gave as a bundle: of which time it tells, and what is left out of that. */
const bundleSchema = z.strictObject({
  fromAt: timeSchema,
  toAt: timeSchema,
  /** Whether a flight can be followed back to before it could have been seen. */
  followsFlights: z.boolean(),
  /** By which redaction rules what is left out, and how many of it; null where nobody can tell. */
  leftOut: z
    .array(
      z.strictObject({
        what: z.enum([
          "sensors",
          "areas",
          "looks",
          "tracks",
          "decisions",
          "warnings",
          "health",
          "defences",
          "engagements",
        ]),
        count: z.int().min(1).nullable(),
        rules: z.array(textSchema).max(100),
      }),
    )
    .max(100),
});

/** What a journal says about one place and time, in words that claims can be held against. Nothing of it is drawn from any account. */
export const recordingSchema = z.strictObject({
  format: z.literal("tocsin case recording 1"),
  rules: z.int(),
  engine: textSchema,
  site: textSchema,
  mode: textSchema,
  /** Simulated, or an exercise: it shows what would be recorded if, and never what was. */
  notional: z.boolean(),
  /** Whether the post ran all that time: if not, that nothing is recorded says nothing. */
  ran: z.boolean(),
  place: textSchema,
  /** By which the place and what lies around it are called. */
  names: z.array(textSchema).max(1000),
  fromAt: timeSchema,
  toAt: timeSchema,
  speedMps: z.number(),
  lowestM: z.number(),
  highestM: z.number(),
  /** Days of the calendar that it may have been there, whatever the time zone. */
  days: z.array(z.iso.date()).max(10),
  /** Sensors that hear. */
  hearing: z.array(textSchema).max(1000),
  objects: z.array(objectSchema).max(10_000),
  /** Empty where the looks of that time are erased: what would have been seen is not known then. */
  sights: z.array(sightSchema).max(1000),
  defences: z.array(defenceSchema).max(1000),
  reports: z.array(reportSchema).max(1000),
  warnings: z
    .array(z.strictObject({ stage: textSchema, at: timeSchema, record: z.int().min(1) }))
    .max(10_000),
  decisions: z.array(decisionSchema).max(10_000).default([]),
  outages: z.array(outageSchema).max(10_000).default([]),
  /** Of the place, degrees east. */
  longitudeDeg: z.number().nullable().default(null),
  /** Only of a bundle: a journal's own copy holds all that the answer rests on. */
  bundle: bundleSchema.optional(),
  /** The record that says what the site was. */
  siteRecord: z.int().min(1),
  /** Every record that is named above. */
  cited: z
    .array(
      z.strictObject({
        sequence: z.int().min(1),
        type: textSchema,
        sha256: textSchema,
        words: textSchema,
      }),
    )
    .max(10_000),
});

export type Recording = z.infer<typeof recordingSchema>;
export type RecordedSight = Recording["sights"][number];
export type RecordedThing = Recording["objects"][number];

/** Another party's bundle: its file, and the key that signed it. */
export interface KeptBundle {
  readonly sha256: string;
  readonly publicKey: string;
  /** Whether whoever added it named the key; otherwise it is the one that the bundle names itself. */
  readonly vouched: boolean;
}

/** A recording that belongs to a case. */
export interface KeptRecording {
  /** Short name within its case: R1, R2 … */
  readonly id: string;
  readonly name: string;
  readonly source: string;
  /** Chain hash of the journal after its last record; null of a bundle, which commits to it with a salt. */
  readonly chain: string | null;
  readonly lastSequence: number;
  /** The bundle that it is read from; null of a journal. */
  readonly bundle: KeptBundle | null;
  /** SHA-256 of the translation. */
  readonly sha256: string;
  /** By its own mode, or because whoever added it says so. */
  readonly notional: boolean;
  readonly recording: Recording;
}
