import { z } from "zod";
import { idField, textField } from "./fields.ts";
import { mappingSchema } from "./generic-input-schema.ts";
import {
  fileSchema,
  httpPollSchema,
  httpSchema,
  mqttSchema,
  tcpListenSchema,
  udpSchema,
} from "./transport-schema.ts";

const DEFENCES_MAX = 64;

/** Ways in only: none of them lets this post say anything to whoever sends, and the last will of MQTT is left out. */
const defenceTransportSchema = z.discriminatedUnion("type", [
  tcpListenSchema,
  udpSchema,
  httpSchema,
  httpPollSchema,
  mqttSchema.omit({ status_topic: true }),
  fileSchema,
]);

export const defenceInputSchema = z
  .strictObject({
    type: z.literal("defence").meta({
      description: "What defences report, read and never answered: docs/guides/defences.md.",
    }),
    id: idField("What faults and counters call this input."),
    source: textField("Who reports, as people know it."),
    transport: defenceTransportSchema.meta({ description: "How the reports reach this post." }),
    framing: z
      .enum(["lines", "messages"])
      .meta({ description: "`lines`: a report a line. `messages`: each is one JSON value." })
      .default("lines"),
    defences: z
      .array(
        z.strictObject({
          defence: idField("Id of the defence in this file."),
          key: textField("What reports call it. Left out: by its id.").optional(),
        }),
      )
      .min(1)
      .max(DEFENCES_MAX)
      .meta({ description: "Whose reports these are. Others are counted and refused." }),
    mapping: mappingSchema
      .meta({ description: "For senders with a JSON of their own. Left out: Tocsin's." })
      .optional(),
  })
  .meta({ description: "Reports of defences: readiness and engagements. Nothing goes back." });

export type DefenceInputConfig = z.output<typeof defenceInputSchema>;
