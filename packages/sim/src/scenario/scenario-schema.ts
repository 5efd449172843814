import { REASON_CODES } from "@tocsin/core";
import { z } from "zod";
import { eventSchema } from "./event-schema.ts";
import {
  bearingField,
  DURATION_S_MAX,
  heightField,
  idField,
  numberField,
  textField,
} from "./fields.ts";
import { objectSchema } from "./object-schema.ts";
import { sensorModelSchema } from "./sensor-model-schema.ts";

/** Most entries of each list in a scenario. */
export const SCENARIO_LIMITS = {
  questions: 20,
  objects: 500,
  events: 500,
  sensorModels: 256,
  facts: 100,
  accounts: 50,
  statements: 30,
  variants: 32,
  windLayers: 50,
} as const;

const factSchema = z.strictObject({
  statement: textField("What is reported, in our words."),
  source: textField("Who reports it: document, and whom it cites. A report, not a finding."),
});

const statementSchema = z.strictObject({
  says: textField("What is said, in our words."),
  speaker: textField(
    "Who says it: named, an office, people who are not named, or `unresolved` where the text does not tell.",
  ),
  source: textField("The report that carries it, as in `facts`."),
  fits: z
    .array(idField("A variant."))
    .max(SCENARIO_LIMITS.variants)
    .meta({ description: "Names of the variants that it is compatible with; it proves none." })
    .default([]),
});

const accountSchema = z.strictObject({
  topic: textField("A point that the reports tell, each in its way."),
  statements: z
    .array(statementSchema)
    .min(1)
    .max(SCENARIO_LIMITS.statements)
    .meta({ description: "What is said of it." }),
});

const windSchema = z.strictObject({
  height_m: heightField("Above the ground of the site."),
  from_deg: bearingField("Where it blows from."),
  speed_mps: numberField({ min: 0, max: 150, unit: "m/s", description: "How fast." }),
});

const expectedSchema = z.strictObject({
  warned: z
    .array(idField("An area."))
    .meta({ description: "Areas whose people must be told to take cover." })
    .default([]),
  may_pre_alert: z
    .array(idField("An area."))
    .meta({
      description:
        "Areas whose people may be told to get ready though nothing endangers them: what people report is enough for that.",
    })
    .default([]),
  may_take_cover: z
    .array(idField("An area."))
    .meta({
      description:
        "Areas whose people may be told to take cover though nothing hits them: something passes or comes down so near that either answer is right.",
    })
    .default([]),
  taken_back: z
    .array(idField("An area."))
    .meta({
      description:
        "Areas whose people may be told to take cover for nothing, and must be told within a minute that it was a mistake.",
    })
    .default([]),
  reasons: z
    .array(z.enum(Object.keys(REASON_CODES) as [keyof typeof REASON_CODES]))
    .meta({ description: "Reason codes that the answers must contain." })
    .default([]),
});

const questionSchema = z.strictObject({
  ask: textField("The question, as a person would ask it."),
  about: z
    .enum(["object", "area"])
    .meta({
      description:
        "`object`: something that people say was at the area. `area`: what threatened the area most at about that time.",
    })
    .default("object"),
  area: idField("The area that the question is about."),
  at_s: numberField({
    min: 0,
    max: DURATION_S_MAX,
    unit: "s",
    description: "The time asked about, from the start.",
  }),
  from_deg: bearingField("Where it is said to have come from. Left out: nobody says.").optional(),
  height_m: numberField({
    min: 0,
    max: 30_000,
    unit: "m",
    description: "Height above the ground that is said.",
  }).default(100),
  speed_mps: numberField({
    min: 0,
    max: 3_000,
    unit: "m/s",
    description: "Speed that is said.",
  }).default(25),
  answer: z
    .array(z.enum(Object.keys(REASON_CODES) as [keyof typeof REASON_CODES]))
    .meta({ description: "Codes of the links that alone prevented a warning; none: it was given." })
    .default([]),
  defence: z
    .array(z.enum(Object.keys(REASON_CODES) as [keyof typeof REASON_CODES]))
    .meta({
      description: "Why the site's modelled defence would not have acted; none: it would have.",
    })
    .optional(),
});

/** Everything one scenario can say, after its variant has been applied. */
export const scenarioSchema = z.strictObject({
  name: idField("What the scenario is called; its file has the same name."),
  title: textField("One line."),
  summary: textField("What happens, and what it shows."),
  notional: z.literal(true).meta({
    description: "Always true: places, tracks and figures are made up, whatever the facts.",
  }),
  facts: z
    .array(factSchema)
    .max(SCENARIO_LIMITS.facts)
    .meta({ description: "What is reported of the real event." })
    .default([]),
  accounts: z
    .array(accountSchema)
    .max(SCENARIO_LIMITS.accounts)
    .meta({ description: "The reports of the real event side by side, point by point." })
    .default([]),
  seed: z
    .int()
    .min(0)
    .max(Number.MAX_SAFE_INTEGER)
    .meta({ description: "Starts every random stream." })
    .default(1),
  start: z.iso
    .datetime()
    .meta({ description: "UTC, with Z: 2021-11-06T23:00:00Z.", unit: "ISO 8601" }),
  duration_s: numberField({
    min: 1,
    max: DURATION_S_MAX,
    unit: "s",
    description: "How long it runs.",
  }),
  site_file: z.record(z.string(), z.unknown()).meta({
    description: "The site, in the words of a site file (docs/reference/configuration.md).",
  }),
  sensor_models: z
    .array(sensorModelSchema)
    .max(SCENARIO_LIMITS.sensorModels)
    .meta({
      description: "How the sensors really behave. One that is left out behaves by the defaults.",
    })
    .default([]),
  wind: z
    .array(windSchema)
    .max(SCENARIO_LIMITS.windLayers)
    .meta({
      description: "By rising height; linear between, constant outside. No filter knows it.",
    })
    .default([]),
  density_factor: numberField({
    min: 0.5,
    max: 1.5,
    unit: "1",
    description: "True air density as a multiple of the standard atmosphere's. No filter knows it.",
  }).default(1),
  objects: z
    .array(objectSchema)
    .max(SCENARIO_LIMITS.objects)
    .meta({ description: "What flies." })
    .default([]),
  events: z
    .array(eventSchema)
    .max(SCENARIO_LIMITS.events)
    .meta({ description: "What else happens." })
    .default([]),
  questions: z
    .array(questionSchema)
    .max(SCENARIO_LIMITS.questions)
    .meta({ description: "What people would ask afterwards, with the right answers." })
    .default([]),
  expected: expectedSchema.meta({ description: "The right answer, for tests." }).prefault({}),
});

/** A variant: its own title and summary, and what it changes. */
export const variantSchema = z.strictObject({
  name: idField("Follows the scenario's name after a stroke: baghdad-2021-11/out-of-range."),
  title: textField("One line."),
  summary: textField("What this variant assumes, and what it shows."),
  changes: z
    .record(z.string(), z.unknown())
    .meta({
      description:
        "Merged over the scenario: keys merge; lists whose entries all have an `id` merge by id; anything else replaces; null removes.",
    })
    .default({}),
});

export const variantsSchema = z.array(variantSchema).max(SCENARIO_LIMITS.variants).meta({
  description:
    "Several scenarios that differ in a few things. With variants, only they can be run.",
});

export type ScenarioDefinition = z.output<typeof scenarioSchema>;
