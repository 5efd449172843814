import { z } from "zod";
import { countField, idField, numberField, textField } from "./fields.ts";

const OUTPUTS_MAX = 256;

/** Of a channel to relays. */
export const modbusFields = {
  host: textField("Name or address of the Modbus/TCP device."),
  port: countField({ min: 1, max: 65_535, description: "Its port." }).default(502),
  unit: countField({
    min: 0,
    max: 255,
    description: "Number of the unit behind a gateway; most devices take any.",
  }).default(1),
  outputs: z
    .array(
      z.strictObject({
        area: idField("Id of an area."),
        stage: z.enum(["pre-alert", "take-cover"]).meta({
          description: "While this stage holds the coil is closed.",
        }),
        coil: countField({ min: 0, max: 65_535, description: "Address of the coil, from 0." }),
      }),
    )
    .min(1)
    .max(OUTPUTS_MAX)
    .meta({ description: "Which coil stands for what." }),
  refresh_s: numberField({
    min: 0.2,
    max: 30,
    unit: "s",
    description:
      "Each coil is written anew so often. Set the device's watchdog to three times as long, and it opens when the post is dead.",
  }).default(1),
};
