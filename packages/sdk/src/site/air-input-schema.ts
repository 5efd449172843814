import { z } from "zod";
import { flagField, idField, numberField, textField } from "./fields.ts";
import { proofField } from "./proof-field.ts";
import { transportSchema } from "./transport-schema.ts";

const inputId = idField("What faults and counters call this input.");
const sensorOf = idField("Id of the sensor in this file that stands for the receiver.");
const inFull = "In full: docs/guides/";

export const adsbSchema = z
  .strictObject({
    type: z.literal("adsb").meta({ description: "Aircraft heard at 1090 MHz: ADS-B and Mode S." }),
    id: inputId,
    sensor: sensorOf,
    format: z
      .enum(["beast", "avr", "sbs", "readsb-json"])
      .meta({
        description:
          "What the receiver's software sends. `beast`: its binary stream, port 30005 of readsb and dump1090; the best. `avr`: the same as text, 30002. `sbs`: BaseStation lines, 30003. `readsb-json`: aircraft.json, lines of the JSON port, traces.",
      })
      .default("beast"),
    transport: transportSchema.meta({ description: "How it reaches this post." }),
    proof: proofField,
    repair: flagField(
      "Whether one wrong bit of a message is set right. It hears a little farther, and now and then somebody who is not there.",
    ).default(false),
    ground_traffic: flagField(
      "Whether aircraft and vehicles that say they are on the ground are taken in.",
    ).default(false),
  })
  .meta({ description: `A receiver of what aircraft say of themselves. ${inFull}rtl-sdr.md` });

export const remoteIdSchema = z
  .strictObject({
    type: z.literal("remote-id").meta({
      description: "Drones heard by a receiver that sends JSON.",
    }),
    id: inputId,
    sensor: sensorOf,
    transport: transportSchema.meta({
      description: "How it reaches this post: one report a line, or a message.",
    }),
    proof: proofField,
  })
  .meta({ description: `A receiver of what drones say of themselves. ${inFull}remote-id.md` });

export const remoteIdCaptureSchema = z
  .strictObject({
    type: z.literal("remote-id-capture").meta({
      description: "Drones in captured Wi-Fi or Bluetooth frames.",
    }),
    id: inputId,
    sensor: sensorOf,
    path: textField(
      "The capture (pcap or pcapng, gzipped or not), or a named pipe that a capturing program writes to, relative to this file.",
    ),
    speed: numberField({
      min: 0,
      max: 1_000,
      unit: "×",
      description:
        "1 plays as fast as it was captured, 10 ten times as fast, 0 as fast as it goes, which a pipe wants.",
    }).default(1),
  })
  .meta({ description: `A capture of what drones say of themselves. ${inFull}remote-id.md` });
