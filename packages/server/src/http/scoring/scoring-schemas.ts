import type {
  AttackEvent,
  CalibratedTally,
  MedianSummary,
  Rate,
  Scorecard,
  ScoreTally,
} from "@tocsin/core";
import { MODES } from "@tocsin/core";
import { outcomeStatementSchema, type ScorecardReport } from "@tocsin/sdk";
import { z } from "zod";

const timeUs = z.number().meta({ description: "Microseconds since 1970, UTC." });
const count = z.int();

const rate: z.ZodType<Rate> = z
  .strictObject({
    count,
    of: count,
    share: z.number().nullable(),
    from: z.number(),
    to: z.number(),
  })
  .meta({ description: "A share with its exact interval of 95 % (Clopper–Pearson)." });
const summary: z.ZodType<MedianSummary | null> = z
  .strictObject({
    count,
    least: z.number(),
    median: z.number(),
    greatest: z.number(),
    medianFrom: z.number().nullable(),
    medianTo: z.number().nullable(),
  })
  .nullable();
const alarmCounts = z.strictObject({ right: count, false: count, unknown: count });
const eta = z.strictObject({ inside: rate, missS: summary });

const tallyFields = {
  events: count,
  objects: z.strictObject({ struck: count, averted: count, passed: count }),
  threats: z.strictObject({
    warned: count,
    preAlert: count,
    missed: count,
    unclear: count,
    inTime: count,
    notProtected: count,
  }),
  warnedShare: rate,
  inTimeShare: rate,
  eventsWarnedShare: rate,
  takeCovers: alarmCounts,
  preAlerts: alarmCounts,
  falseShare: rate,
  people: z.strictObject({ rightly: count, needlessly: count, unknown: count }),
  leadS: summary,
  etaFirst: eta,
  etaLast: eta,
};
const tally: z.ZodType<ScoreTally> = z.strictObject(tallyFields);
const calibratedFields = {
  ...tallyFields,
  calibration: z.strictObject({
    count,
    unsure: count,
    brier: z.number().nullable(),
    brierSkill: z.number().nullable(),
    brierSkillAll: z.number().nullable(),
    calibrationError: z.number().nullable(),
    bins: z.array(z.strictObject({ count, meanSaid: z.number(), came: count })),
  }),
  calibrationUnknown: count,
};
const calibrated: z.ZodType<CalibratedTally> = z.strictObject(calibratedFields);

/** Ids are checked where they are made: here they are texts. */
const eventFields = {
  fromUs: timeUs,
  toUs: timeUs,
  outcomes: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.enum(["struck", "averted", "passed"]),
      atUs: timeUs,
      withinS: z.number(),
      endedUs: timeUs.optional(),
      sinceUs: timeUs.optional(),
      place: z.strictObject({ eastM: z.number(), northM: z.number() }).nullable(),
      areas: z.array(z.string()),
      passed: z.array(z.string()),
      tracks: z.array(z.string()),
      source: z.enum(["simulation", "operator", "defence"]),
    }),
  ),
  threats: z.array(
    z.strictObject({
      outcomeId: z.string(),
      areaId: z.string(),
      atUs: timeUs,
      averted: z.boolean(),
      verdict: z.enum(["warned", "pre-alert", "missed", "unclear", "not-protected"]),
      leadS: z.number().nullable(),
      inTime: z.boolean(),
      named: z.boolean().nullable(),
      etaFirstS: z.number().nullable(),
      etaLastS: z.number().nullable(),
    }),
  ),
  alarms: z.array(
    z.strictObject({
      areaId: z.string(),
      episode: count,
      stage: z.enum(["pre-alert", "take-cover"]),
      fromUs: timeUs,
      toUs: timeUs,
      people: count,
      verdict: z.enum(["right", "false", "unknown"]),
      sequence: count.nullable(),
    }),
  ),
} satisfies Record<keyof AttackEvent, z.ZodType>;

export const scorecardSchema = z.strictObject({
  mode: z.enum(MODES),
  total: calibrated,
  months: z.array(z.strictObject({ ...calibratedFields, month: z.string() })),
  events: z.array(z.strictObject({ ...eventFields, tally })),
} satisfies Record<keyof Scorecard, z.ZodType>);

export const scorecardReportSchema = z.strictObject({
  month: z.string().nullable().meta({ description: "Only this month was scored; null: all." }),
  cards: z.array(scorecardSchema).meta({
    description: "One for each mode; of the events the latest 50, newest first.",
  }),
  eventsLeftOut: count,
  statements: z
    .array(
      z.strictObject({
        record: count,
        recordedUs: timeUs,
        by: z.union([
          z.strictObject({ kind: z.literal("account"), id: z.string() }),
          z.strictObject({ kind: z.literal("command-line"), user: z.string() }),
          z.strictObject({ kind: z.literal("scenario"), name: z.string() }),
        ]),
        statement: z.union([
          outcomeStatementSchema,
          z.strictObject({ kind: z.literal("simulated"), objects: count }),
        ]),
        isWithdrawn: z.boolean(),
      }),
    )
    .meta({ description: "What was said of what happened: the latest 50, newest first." }),
} satisfies Record<keyof ScorecardReport, z.ZodType>);

export const statedSchema = z.strictObject({
  record: count.meta({ description: "The record's sequence number." }),
});
