import {
  type ClosedProposal,
  type CommandAnswer,
  type Operations,
  type PictureRecipient,
  type ProposalList,
  type RecipientTest,
  type ShownProposal,
  SITE_CHANGES_SHOWN_MAX,
  wantedCommandSchema,
} from "@tocsin/sdk";
import { z } from "zod";

const timeUs = z.number().meta({ description: "Microseconds since 1970, UTC." });
const person = z.strictObject({ id: z.string(), name: z.string() });

const proposalFields = {
  id: z.string(),
  command: wantedCommandSchema,
  text: z.string().meta({ description: "What it would do, in plain words." }),
  reason: z.string(),
  by: person,
  proposedUs: timeUs,
  untilUs: timeUs.meta({
    description:
      "When it lapses, or with `countdown` takes effect unless somebody stops it. Microseconds since 1970, UTC.",
  }),
  countdown: z.boolean(),
  message: z
    .array(
      z.strictObject({
        language: z.string(),
        direction: z.enum(["ltr", "rtl"]),
        headline: z.string(),
        instruction: z.string(),
      }),
    )
    .nullable()
    .meta({ description: "What people would be told; null where nothing." }),
};
const proposalSchema: z.ZodType<ShownProposal> = z.strictObject(proposalFields);
const closedSchema: z.ZodType<ClosedProposal> = z.strictObject({
  ...proposalFields,
  end: z.enum([
    "seconded",
    "counted-down",
    "refused",
    "withdrawn",
    "lapsed",
    "overtaken",
    "not-taken",
  ]),
  endedUs: timeUs,
  endedBy: person.nullable().meta({ description: "null: time, or a change, ended it." }),
});

export const operationsSchema: z.ZodType<Operations> = z.strictObject({
  tag: z.string().meta({ description: "`seen` of a command for the whole site." }),
  automation: z.boolean(),
  posture: z.strictObject({
    level: z.enum(["normal", "heightened"]),
    source: z.string().nullable(),
    untilUs: timeUs.nullable(),
  }),
  areas: z.array(
    z.strictObject({
      id: z.string(),
      tag: z.string().meta({ description: "`seen` of a command for this area." }),
      inhibitedUntilUs: timeUs.nullable(),
      sweepNeeded: z.boolean(),
    }),
  ),
  quietTag: z.string().meta({ description: "`tag` of each area that is not listed." }),
  proposals: z.array(proposalSchema),
  ended: z.array(closedSchema).meta({ description: "Of the last half minute." }),
  secondPerson: z.strictObject({
    standIn: z.enum(["none", "remote-supervisor", "countdown"]),
    countdownS: z.number().nullable(),
  }),
  site: z
    .strictObject({
      tag: z.string().meta({ description: "`seen` of a command about it." }),
      sha256: z.string().meta({ description: "Of the file, octet for octet." }),
      inForce: z.boolean().meta({
        description:
          "The post protects with it all the same: what was accepted before could not be told, so nothing could be compared.",
      }),
      lowers: z
        .array(z.string())
        .max(SITE_CHANGES_SHOWN_MAX)
        .meta({ description: "What it lowers, in plain words." }),
      lowersCount: z.number(),
      elseCount: z.number(),
      agreedUs: timeUs
        .nullable()
        .meta({ description: "Two people agreed to it: it is in force from the next start on." }),
    })
    .nullable()
    .meta({ description: "The site file that waits for two people; null where none does." }),
});
export const proposalListSchema: z.ZodType<ProposalList> = z.strictObject({
  open: z.array(proposalSchema),
  closed: z.array(closedSchema),
});
export const commandAnswerSchema: z.ZodType<CommandAnswer> = z.strictObject({
  outcome: z.enum(["done", "proposed", "closed"]),
  proposal: z.union([closedSchema, proposalSchema]).nullable(),
});
export const recipientsSchema: z.ZodType<readonly PictureRecipient[]> = z.array(
  z.strictObject({
    channelId: z.string(),
    id: z.string(),
    state: z.enum(["fresh", "faulty", "stale", "unknown"]),
    sinceUs: timeUs,
    heardUs: timeUs.nullable(),
    detail: z.string(),
  }),
);
export const recipientTestSchema: z.ZodType<RecipientTest> = z.strictObject({
  ok: z.boolean(),
  detail: z.string().meta({ description: "Why it failed, or that it passed." }),
});
