import { z } from "zod";
import { countField, idField, numberField, textField } from "./fields.ts";
import { transportSchema } from "./transport-schema.ts";

const SENSORS_MAX = 256;

/** An adapter that is no part of Tocsin. It is loaded because it is named here, and for no other reason. */
export const pluginInputSchema = z
  .strictObject({
    type: z.literal("plugin").meta({
      description: "An adapter from elsewhere, in a thread of its own.",
    }),
    id: idField("What faults and counters call this input."),
    package: textField(
      "Its npm package, installed beside this file, or the path of its folder or module relative to this file (./name).",
    ),
    transport: transportSchema.meta({ description: "How its sensor's messages reach this post." }),
    sensors: z
      .array(z.strictObject({ sensor: idField("Id of a sensor in this file.") }))
      .min(1)
      .max(SENSORS_MAX)
      .meta({ description: "The sensors it may speak for. What it says of others is refused." }),
    options: z
      .record(z.string().max(64), z.unknown())
      .meta({ description: "What the plugin itself asks for; it says what is wrong with them." })
      .default({}),
    memory_max_mib: countField({
      min: 16,
      max: 4_096,
      description: "MiB of memory; a plugin that takes more is stopped and started again.",
    }).default(128),
    silence_max_s: numberField({
      min: 1,
      max: 60,
      unit: "s",
      description:
        "A plugin that does not answer for so long hangs: it is stopped and started again.",
    }).default(5),
  })
  .meta({ description: "A plugin. In full: docs/guides/write-an-adapter.md" });

export type PluginInputConfig = z.output<typeof pluginInputSchema>;
