import { z } from "zod";
import { countField, flagField, idField, numberField } from "./fields.ts";
import { mqttBrokerFields } from "./transport-schema.ts";

const SIRENS_MAX = 256;
const AREAS_MAX = 1_000;
const ESCALATION_MAX = 8;

/** What each channel can say of answers that do not come. */
export const answerFields = {
  ack_within_s: numberField({
    min: 0.5,
    max: 60,
    unit: "s",
    description:
      "Who has not answered a warning after so long is sent it once more; after twice as long the channels of `escalate_to` get it too and a fault is shown. Left out: answers are recorded, and not waited for.",
  }).optional(),
  escalate_to: z
    .array(idField("A channel of this file."))
    .max(ESCALATION_MAX)
    .meta({
      description:
        "Channels that get a warning that this one did not bring, beside what they get anyway.",
    })
    .default([]),
  standby: flagField("Gets only what another channel escalates to it.").default(false),
};

const sirenSchema = z.strictObject({
  id: idField("The siren, as its key was enrolled (`tocsin enrol token siren ID`)."),
  areas: z
    .array(idField("Id of an area."))
    .min(1)
    .max(AREAS_MAX)
    .meta({
      description:
        "Areas whose warnings it has to answer. It has to know them itself: give the siren the same ones. Left out: all.",
    })
    .optional(),
});

/** Of a channel to sirens over MQTT. */
export const mqttSirensFields = {
  ...mqttBrokerFields,
  base_topic: z
    .string()
    .regex(/^[A-Za-z0-9_-]+(\/[A-Za-z0-9_-]+)*$/, "use letters, digits, - and _, and / between")
    .max(100)
    .meta({ description: "Topics are below it: `BASE/SITE/MODE/…`." })
    .default("tocsin"),
  sirens: z
    .array(sirenSchema)
    .min(1)
    .max(SIRENS_MAX)
    .meta({ description: "The sirens that have to answer. Others may listen." }),
  silent_after_s: numberField({
    min: 1,
    max: 90,
    unit: "s",
    description:
      "A siren that says nothing for so long is shown as silent. It says that it lives every 5 s.",
  }).default(15),
  test_every_s: countField({
    min: 10,
    max: 604_800,
    description: "Each siren is tested so often, without a sound.",
  }).default(3_600),
};
