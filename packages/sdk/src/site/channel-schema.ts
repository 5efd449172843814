import { MODES } from "@tocsin/core";
import { z } from "zod";
import { cotChannelFields } from "./cot-schema.ts";
import { countField, flagField, idField, textField } from "./fields.ts";
import { modbusFields } from "./modbus-schema.ts";
import { postsField } from "./posts-field.ts";
import { pushSchema } from "./push-schema.ts";
import { ownNodeField } from "./sapient-schema.ts";
import { answerFields, mqttSirensFields } from "./siren-schema.ts";
import { listenTlsSchema, signingSchema } from "./tls-schema.ts";
import { transportSchema } from "./transport-schema.ts";
import { webhookFields } from "./webhook-schema.ts";

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
    signature: signingSchema
      .meta({
        description:
          "Signs each alert. Empty (`{}`): with a key of this channel's own, made on first use; receivers get its certificate, `tls/cap-ID.pem` of the data directory.",
      })
      .optional(),
    feed: z
      .strictObject({
        address: z
          .string()
          .max(200)
          .regex(/^[\w.:-]+$/, "use an address or a name of this machine")
          .meta({ description: "Where it is served." })
          .default("127.0.0.1"),
        port: countField({
          min: 1,
          max: 65_535,
          description:
            "On which it is served over HTTP, to everybody. Left out: it is a file only.",
        }).optional(),
      })
      .meta({
        description:
          "Keeps an index of the alerts that hold, `feed.atom`, in the folder, and serves both. Only with the scope `Public`.",
      })
      .optional(),
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
const peopleSchema = z
  .strictObject({
    type: z.literal("people").meta({
      description:
        "A page for everybody's phone and browser, without sign-in, on a port of its own: places stay on the phone.",
    }),
    id: channelId,
    modes: modesField,
    address: z
      .string()
      .max(200)
      .regex(/^[\w.:-]+$/, "use an address or a name of this machine")
      .meta({
        description:
          "Where it is served. Beyond this machine it is encrypted, which phones need to keep the page and to use it.",
      })
      .default("127.0.0.1"),
    port: countField({
      min: 0,
      max: 65_535,
      description: "Of the page, apart from the console's. 0: the system chooses.",
    }).default(4_610),
    tls: listenTlsSchema
      .meta({
        description:
          "The certificate to show; people's phones have to trust it. Left out or empty: one of this post's own authority.",
      })
      .optional(),
    clients_max: countField({
      min: 1,
      max: 50_000,
      description: "Pages that may listen at once.",
    }).default(10_000),
    clients_per_address: countField({
      min: 1,
      max: 50_000,
      description: "Of one address: a whole site may stand behind one.",
    }).default(1_000),
    behind_proxy: flagField(
      "Whether a proxy stands before it: then the address that it adds last to X-Forwarded-For counts.",
    ).default(false),
    push: pushSchema.optional(),
    posts: postsField,
    tells_unwatched: flagField(
      "Whether the page says where nobody would be warned by itself: automatic warning is off or held back there, or no sensor would see a threat in time. It tells an attacker too. With `false` on any page of this post none says it, and none says *No warning*: only that none was given.",
    ).default(true),
    ...answerFields,
  })
  .meta({ description: "For people: see the guide of the people's page." });

const webhookSchema = z
  .strictObject({
    type: z.literal("webhook").meta({
      description: "Warnings to a web server, signed as Standard Webhooks has it.",
    }),
    id: channelId,
    modes: modesField,
    ...webhookFields,
    ...answerFields,
  })
  .meta({ description: "For other programs: docs/guides/webhooks.md." });

const modbusSchema = z
  .strictObject({
    type: z.literal("modbus-relay").meta({ description: "Relays, over Modbus/TCP." }),
    id: channelId,
    modes: modesField,
    ...modbusFields,
    ...answerFields,
  })
  .meta({ description: "For horns, lights and doors on relays: docs/guides/sirens.md." });

export const channelSchema = z.discriminatedUnion("type", [
  logSchema,
  capFileSchema,
  sapientSchema,
  cotSchema,
  mqttSirensSchema,
  peopleSchema,
  webhookSchema,
  modbusSchema,
]);

export type ChannelConfig = z.output<typeof channelSchema>;
