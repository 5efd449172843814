import { z } from "zod";
import { countField, flagField, idField, numberField } from "./fields.ts";
import { proofField } from "./proof-field.ts";
import { tcpListenSchema, tcpSchema, transportSchema } from "./transport-schema.ts";

export const cotInputSchema = z
  .strictObject({
    type: z.literal("cursor-on-target").meta({
      description: "Cursor on Target: events of TAK clients and servers.",
    }),
    id: idField("What faults and counters call this input."),
    transport: transportSchema.meta({
      description:
        "`tcp` to a server's port for unencrypted streams, `udp` for a mesh (239.2.3.1, port 6969), or any other.",
    }),
    proof: proofField,
    sensors: z
      .array(
        z.strictObject({
          sensor: idField("Id of the sensor in this file that stands for them."),
          reports: z.enum(["friendly", "observed"]).meta({
            description:
              "`friendly`: what friends say of themselves, for a sensor of kind `cooperative`. `observed`: what somebody says of others, hostile, unknown or neutral, for one of kind `observer`.",
          }),
        }),
      )
      .min(1)
      .max(2)
      .meta({ description: "Which reports are taken. Others are counted and refused." }),
    position_sigma_m: numberField({
      min: 1,
      max: 10_000,
      unit: "m",
      description: "Standard deviation of a place, each axis, whose event states none.",
    }).default(100),
    height_sigma_m: numberField({
      min: 1,
      max: 10_000,
      unit: "m",
      description: "Standard deviation of a height whose event states none.",
    }).default(100),
    age_max_s: numberField({
      min: 1,
      max: 600,
      unit: "s",
      description: "An event whose time is longer ago is refused, also where it is not stale yet.",
    }).default(30),
    ground_units: flagField(
      "Whether what is on the ground or at sea is taken for an object in the air.",
    ).default(false),
    spots: flagField(
      "Whether a spot that somebody marked (b-m-p-s…) counts as something observed there.",
    ).default(false),
  })
  .meta({
    description:
      "Positions of friends and reports of observers. In full: docs/guides/cursor-on-target.md",
  });

const udpSendSchema = z
  .strictObject({
    type: z.literal("udp-send").meta({ description: "Sends datagrams, multicast or unicast." }),
    address: z
      .union([z.ipv4(), z.ipv6()], { error: "write an IPv4 or IPv6 address" })
      .meta({ description: "Multicast group or machine to send to." })
      .default("239.2.3.1"),
    port: countField({ min: 1, max: 65_535, description: "Port to send to." }).default(6_969),
    hops_max: countField({
      min: 1,
      max: 255,
      description: "How many networks away members of a group may be.",
    }).default(1),
  })
  .meta({ description: "A mesh of clients in one network." });

/** What a channel of Cursor on Target has beside its id and modes. */
export const cotChannelFields = {
  transport: z
    .discriminatedUnion("type", [tcpSchema, tcpListenSchema, udpSendSchema])
    .meta({ description: "`tcp` to a server, `tcp-listen` for clients, `udp-send` to a mesh." }),
  format: z
    .enum(["xml", "tak-v1"])
    .meta({
      description:
        "`xml` is read by all. `tak-v1` is shorter; a server reads it only on a line that is set so, without asking first.",
    })
    .default("xml"),
};
