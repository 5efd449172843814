import { MODES } from "@tocsin/core";
import { z } from "zod";
import { cotChannelFields } from "./cot-schema.ts";
import { idField, textField } from "./fields.ts";
import { ownNodeField } from "./sapient-schema.ts";
import { answerFields, mqttSirensFields } from "./siren-schema.ts";
import { transportSchema } from "./transport-schema.ts";

const channelId = idField("What receipts and faults call this channel.");

const modesField = z.array(z.enum(MODES)).min(1).max(MODES.length).meta({
  description:
    "Whose warnings it carries. `live` stands alone: nothing from a drill, a replay or a simulation may reach people as real.",
});

const logSchema = z
  .strictObject({
    type: z
      .literal("log")
      .meta({ description: "One line of text for each warning, on standard output." }),
    id: channelId,
    modes: modesField,
    ...answerFields,
  })
  .meta({ description: "For trying out, and for a terminal that somebody watches." });

const capFileSchema = z
  .strictObject({
    type: z.literal("cap-file").meta({ description: "CAP 1.2 messages, one file each." }),
    id: channelId,
    modes: modesField,
    directory: textField(
      "Folder that the files are written to, relative to this file. It is made when absent.",
    ),
    sender: z
      .string()
      .regex(/^[^\s,<&]+$/, "use no spaces, commas, < or &")
      .max(200)
      .meta({ description: "Who sends, unique in the world, such as warning@example.org." }),
    sender_name: textField("Who sends, for people. Left out: the name of the site.").optional(),
    scope: z
      .enum(["Public", "Restricted", "Private"])
      .meta({
        description: "Who may read it, as CAP has it. `Restricted` and `Private` need `audience`.",
      })
      .default("Public"),
    audience: textField("The rule for `Restricted`, or the addresses for `Private`.").optional(),
    ...answerFields,
  })
  .meta({ description: "For any system that takes CAP from a folder." });

const sapientSchema = z
  .strictObject({
    type: z.literal("sapient").meta({
      description: "SAPIENT (BSI Flex 335 v2.0): alerts, and fused detections of what is tracked.",
    }),
    id: channelId,
    modes: modesField,
    transport: transportSchema.meta({
      description: "`tcp` to a middleware, or `tcp-listen` for nodes that connect to Tocsin.",
    }),
    node_id: ownNodeField,
    ...answerFields,
  })
  .meta({ description: "For command systems that speak SAPIENT." });

const cotSchema = z
  .strictObject({
    type: z.literal("cursor-on-target").meta({
      description: "Cursor on Target: what is tracked, where it would fall, and warnings.",
    }),
    id: channelId,
    modes: modesField,
    ...cotChannelFields,
    ...answerFields,
  })
  .meta({ description: "For TAK clients and servers." });

const mqttSirensSchema = z
  .strictObject({
    type: z.literal("mqtt-sirens").meta({ description: "Sirens, over an MQTT broker." }),
    id: channelId,
    modes: z.array(z.enum(MODES)).length(1).meta({
      description: "Whose warnings it carries: one mode, for each has its own key.",
    }),
    ...mqttSirensFields,
    ...answerFields,
  })
  .meta({ description: "For sirens that answer: docs/guides/sirens.md." });

export const channelSchema = z.discriminatedUnion("type", [
  logSchema,
  capFileSchema,
  sapientSchema,
  cotSchema,
  mqttSirensSchema,
]);

export type ChannelConfig = z.output<typeof channelSchema>;
