import { z } from "zod";
import { countField, idField, numberField, textField } from "./fields.ts";
import { mappingSchema } from "./generic-input-schema.ts";
import { fileSchema, httpPollSchema, httpSchema, transportSchema } from "./transport-schema.ts";

const PLACES_MAX = 1_000;
const CODES_MAX = 1_000;
const EVENTS_MAX = 256;
const HOSTS_MAX = 32;
const LINKS_MAX = 500;

const officialFields = {
  id: idField("What faults and counters call this input."),
  source: textField(
    "Whose warnings these are, as people know it: it stands before everything that is passed on or shown.",
  ),
  places: z
    .array(
      z.strictObject({
        area: idField("Id of the area of this file."),
        codes: z
          .array(textField("A code, such as `006109`, or with its kind, such as `SAME=006109`."))
          .max(CODES_MAX)
          .meta({ description: "The authority's codes of places that the area lies in." })
          .default([]),
        names: z
          .array(textField("A name, as the authority writes it."))
          .max(CODES_MAX)
          .meta({ description: "The authority's names of places that the area lies in." })
          .default([]),
      }),
    )
    .max(PLACES_MAX)
    .meta({
      description:
        "Which areas are meant by the codes and names of a warning that has no polygon or circle.",
    })
    .default([]),
  threats: z
    .array(textField("An event, or the value of an event code."))
    .max(EVENTS_MAX)
    .meta({
      description:
        "Events that are threats from the air: they are scored against our own warnings. Left out: all.",
    })
    .optional(),
  relay: z
    .enum(["areas", "all", "none"])
    .meta({
      description:
        "What is passed on to the channels: what concerns an `area` of the site, `all`, or `none`. What has no place that is known here is shown, and passed on by `all` only.",
    })
    .default("areas"),
};

const folderSchema = z
  .strictObject({
    type: z.literal("folder").meta({ description: "Files that are put into a folder." }),
    path: textField("The folder, relative to this file. Its files .xml and .cap are read."),
    every_s: numberField({
      min: 0.2,
      max: 86_400,
      unit: "s",
      description: "Time between two looks into it.",
    }).default(2),
  })
  .meta({ description: "A folder that another program writes CAP files to." });

const feedSchema = httpPollSchema
  .extend({
    hosts: z
      .array(textField("A host name, with its port where it is not the usual one."))
      .max(HOSTS_MAX)
      .meta({
        description:
          "Other hosts that a feed's links may lead to. Links elsewhere are counted and not followed.",
      })
      .default([]),
    links_max: countField({
      min: 1,
      max: LINKS_MAX,
      description:
        "Most links of one feed that are followed: those that changed last, or the first where the feed gives no times.",
    }).default(50),
  })
  .meta({ description: "A CAP document, or an Atom or RSS feed whose links lead to such." });

const capTransportSchema = z.discriminatedUnion("type", [
  httpSchema,
  feedSchema,
  folderSchema,
  fileSchema,
]);

export const capInputSchema = z
  .strictObject({
    type: z.literal("cap").meta({
      description: "CAP 1.2, the Common Alerting Protocol: docs/guides/official-warnings.md.",
    }),
    ...officialFields,
    transport: capTransportSchema.meta({ description: "How the documents reach this post." }),
    certificate: textField(
      "File with the authority's certificate (PEM), relative to this file: signed messages are verified by it, and messages that fail or are not signed are refused. Left out: signatures are shown as not verified.",
    ).optional(),
  })
  .meta({ description: "Official warnings in CAP 1.2." });

export const officialJsonInputSchema = z
  .strictObject({
    type: z.literal("official-json").meta({
      description: "Official warnings in JSON of any form: docs/guides/official-warnings.md.",
    }),
    ...officialFields,
    transport: transportSchema.meta({ description: "How the messages reach this post." }),
    framing: z
      .enum(["lines", "messages"])
      .meta({ description: "`messages`: each is one JSON value. `lines`: a record a line." })
      .default("messages"),
    mapping: mappingSchema
      .meta({ description: "For feeds with a JSON of their own. Left out: Tocsin's." })
      .optional(),
  })
  .meta({ description: "Official warnings in JSON." });

export type CapInputConfig = z.output<typeof capInputSchema>;
export type OfficialJsonInputConfig = z.output<typeof officialJsonInputSchema>;
