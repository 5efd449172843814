import { z } from "zod";
import { COMMAND_LIMITS } from "./command-limits.ts";

const areaId = z.string().regex(/^[A-Za-z0-9][\w-]{0,63}$/);
/** Words for people: one line. */
const line = (most: number) =>
  z
    .string()
    .trim()
    .min(3)
    .max(most)
    .regex(/^[^\p{C}]+$/u);
const seconds = (least: number, most: number) => z.int().min(least).max(most);

/** What a person asks for. Times are lengths: no clock but the post's has a say in when it ends. */
export const wantedCommandSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("automation"), on: z.boolean() }),
  z.strictObject({
    kind: z.literal("retract"),
    areaId,
    threats: z.array(z.string().min(1).max(64)).min(1).max(COMMAND_LIMITS.threats).optional(),
  }),
  z.strictObject({
    kind: z.literal("raise"),
    areaId,
    stage: z.enum(["pre-alert", "take-cover"]),
    forS: seconds(30, COMMAND_LIMITS.raiseS),
  }),
  z.strictObject({ kind: z.literal("all-clear"), areaId }),
  z.strictObject({
    kind: z.literal("inhibit"),
    areaId,
    forS: seconds(10, COMMAND_LIMITS.inhibitS),
  }),
  z.strictObject({ kind: z.literal("lift-inhibit"), areaId }),
  z.discriminatedUnion("level", [
    z.strictObject({
      kind: z.literal("posture"),
      level: z.literal("heightened"),
      forS: seconds(60, COMMAND_LIMITS.postureS),
      source: line(120),
    }),
    z.strictObject({ kind: z.literal("posture"), level: z.literal("normal") }),
  ]),
  z.strictObject({ kind: z.literal("sweep"), areaId, state: z.enum(["needed", "done"]) }),
  z.strictObject({
    kind: z.literal("site"),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .meta({ description: "Of the site file that is agreed to, octet for octet." }),
  }),
]);
export type WantedCommand = z.output<typeof wantedCommandSchema>;

export const commandRequestSchema = z.strictObject({
  id: z.uuid().meta({
    description: "Chosen by the asker. The same request sent again is answered, and acted on once.",
  }),
  seen: z.string().max(64).meta({
    description:
      "The `tag` of what the command is about (the area, or the site) as the person saw it: where that has changed since, the command is refused.",
  }),
  command: wantedCommandSchema,
  reason: line(COMMAND_LIMITS.reasonCharacters).meta({ description: "In words, for the record." }),
});
export type CommandRequest = z.output<typeof commandRequestSchema>;
