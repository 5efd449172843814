import { z } from "zod";
import {
  DURATION_S_MAX,
  flagField,
  heightField,
  idField,
  numberField,
  placeField,
  probabilityField,
  secondsField,
  textField,
} from "./fields.ts";

const atField = secondsField("When, seconds after the scenario's start.");
const fromField = secondsField("From when, seconds after the scenario's start.");
const toField = secondsField("Until when. Left out: the scenario's end.").optional();
const sensorField = idField("The sensor.");
const reportedField = flagField(
  "Whether the sensor reports it about itself; if not, it shows only in what it sees.",
);

const outageSchema = z
  .strictObject({
    kind: z.literal("sensor-outage").meta({ description: "A sensor gives no looks." }),
    sensor: sensorField,
    from_s: fromField,
    to_s: toField,
    reported: reportedField.default(false),
    reason: textField("As the sensor reports it.").default("outage"),
  })
  .meta({ description: "A sensor gives no looks." });

const degradedSchema = z
  .strictObject({
    kind: z.literal("sensor-degraded").meta({ description: "A sensor sees less." }),
    sensor: sensorField,
    from_s: fromField,
    to_s: toField,
    detection_factor: probabilityField("Its detection probability is multiplied by this."),
    reported: reportedField.default(true),
    reason: textField("As the sensor reports it.").default("degraded"),
  })
  .meta({ description: "A sensor sees less." });

const clockStepSchema = z
  .strictObject({
    kind: z.literal("clock-step").meta({ description: "A sensor's clock jumps." }),
    sensor: sensorField,
    from_s: fromField,
    to_s: toField,
    by_s: numberField({
      min: -DURATION_S_MAX,
      max: DURATION_S_MAX,
      unit: "s",
      description: "By so much, forward; it jumps back when it is over.",
    }),
  })
  .meta({ description: "A sensor's clock jumps." });

const stallSchema = z
  .strictObject({
    kind: z.literal("feed-stall").meta({
      description: "A sensor's line stalls, and brings everything at once when it is over.",
    }),
    sensor: sensorField,
    from_s: fromField,
    to_s: secondsField("When it is over, seconds after the scenario's start."),
  })
  .meta({ description: "A sensor's line stalls, and brings everything at once when it is over." });

const replaySchema = z
  .strictObject({
    kind: z.literal("feed-replay").meta({
      description: "What a sensor sent is sent again, unchanged, at the pace at which it came.",
    }),
    sensor: sensorField,
    from_s: fromField,
    to_s: secondsField("Until when, seconds after the scenario's start."),
    at_s: secondsField("When it begins to come again; not before `to_s`."),
  })
  .meta({
    description: "What a sensor sent is sent again, unchanged, at the pace at which it came.",
  });

const defenceSchema = z
  .strictObject({
    kind: z.literal("defence-state").meta({ description: "A defence reports its state." }),
    at_s: atField,
    defence: idField("The defence."),
    state: z
      .enum(["ready", "down", "inhibited", "unknown"])
      .meta({ description: "What it reports." }),
    by: textField("Who reports or inhibits."),
  })
  .meta({ description: "A defence reports its state." });

const engagementSchema = z
  .strictObject({
    kind: z
      .literal("engagement")
      .meta({ description: "A record of an engagement by somebody's defence comes in." }),
    at_s: secondsField("When it is said to have happened, seconds after the scenario's start."),
    reported_at_s: secondsField("When the record comes in."),
    defence: textField("Whose defence, as the record says."),
    outcome: z
      .enum(["intercepted", "missed", "unknown"])
      .meta({ description: "As the record says." }),
    place: placeField("Where it is said to have happened.").nullable().default(null),
    height_m: heightField("Above the ground of the site.").default(0),
    source: textField("Where the record comes from."),
  })
  .meta({ description: "A record of an engagement by somebody's defence comes in." });

const automationSchema = z
  .strictObject({
    kind: z
      .literal("automation")
      .meta({ description: "An operator switches automatic warning on or off." }),
    at_s: atField,
    on: flagField("On or off."),
    by: textField("The operator."),
    reason: textField("Why.").default("not given"),
    second: textField(
      "Who stands behind it: to switch it off takes two. Left out: nobody, and it is refused.",
    ).optional(),
  })
  .meta({ description: "An operator switches automatic warning on or off." });

const orderSchema = z
  .strictObject({
    kind: z.literal("order").meta({
      description: "An operator warns by hand, takes back, holds back, or asks for more.",
    }),
    at_s: atField,
    order: z
      .enum([
        "raise",
        "retract",
        "all-clear",
        "inhibit",
        "lift-inhibit",
        "sweep-needed",
        "sweep-done",
      ])
      .meta({ description: "What is ordered." }),
    area: idField("The area."),
    stage: z
      .enum(["pre-alert", "take-cover"])
      .meta({ description: "Of what is raised." })
      .default("take-cover"),
    until_s: secondsField("Until when what is raised or inhibited holds.").default(0),
    by: textField("The operator."),
    reason: textField("Why.").default("not given"),
    second: textField(
      "Who stands behind it: what lowers protection takes two. Left out: nobody.",
    ).optional(),
  })
  .meta({ description: "An operator warns by hand, takes back, holds back, or asks for more." });

const channelSchema = z
  .strictObject({
    kind: z.literal("channel-failure").meta({ description: "A channel does not deliver." }),
    channel: idField("The channel."),
    from_s: fromField,
    to_s: toField,
    outcome: z
      .enum(["failed", "silent"])
      .meta({ description: "It says so, or says nothing at all." })
      .default("failed"),
  })
  .meta({ description: "A channel does not deliver." });

export const eventSchema = z.discriminatedUnion("kind", [
  outageSchema,
  degradedSchema,
  clockStepSchema,
  stallSchema,
  replaySchema,
  defenceSchema,
  engagementSchema,
  automationSchema,
  orderSchema,
  channelSchema,
]);

export type EventConfig = z.output<typeof eventSchema>;
