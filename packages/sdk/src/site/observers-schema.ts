import { z } from "zod";
import { countField, idField, numberField } from "./fields.ts";

/** People with phones. */
export const observersInputSchema = z
  .strictObject({
    type: z.literal("observers").meta({
      description: "What people report with the page `/observe` of this post.",
    }),
    id: idField("What faults and counters call this input."),
    sensor: idField(
      "Id of the sensor in this file that stands for them, of kind `observer`: all of them count as one source.",
    ),
    compass_sigma_deg: numberField({
      min: 1,
      max: 90,
      unit: "deg",
      description: "Standard deviation of a phone's compass that states none.",
    }).default(15),
    age_max_s: numberField({
      min: 1,
      max: 600,
      unit: "s",
      description: "What was seen longer ago is recorded and moves no track.",
    }).default(60),
    reports_per_minute: countField({
      min: 1,
      max: 120,
      description:
        "What one observer may send in a minute; the page waits and sends the rest then.",
    }).default(12),
  })
  .meta({ description: "Reports of people with phones. In full: docs/guides/observers.md" });

export type ObserversInputConfig = z.output<typeof observersInputSchema>;
