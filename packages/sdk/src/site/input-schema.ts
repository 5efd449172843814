import { z } from "zod";
import { adsbSchema, remoteIdCaptureSchema, remoteIdSchema } from "./air-input-schema.ts";
import { cotInputSchema } from "./cot-schema.ts";
import { defenceInputSchema } from "./defence-input-schema.ts";
import {
  countField,
  flagField,
  geoidHeightField,
  idField,
  latitudeField,
  longitudeField,
  numberField,
  textField,
} from "./fields.ts";
import { genericInputSchema } from "./generic-input-schema.ts";
import { capInputSchema, officialJsonInputSchema } from "./official-schema.ts";
import { observersInputSchema } from "./observers-schema.ts";
import { pluginInputSchema } from "./plugin-input-schema.ts";
import { envelopeField } from "./proof-field.ts";
import { sapientInputSchema } from "./sapient-schema.ts";
import { weatherInputSchema } from "./weather-input-schema.ts";

/** Most multicast groups of one input, and most sensors behind it. */
export const INPUT_GROUPS_MAX = 64;
export const INPUT_SENSORS_MAX = 256;

const addressSchema = () =>
  z.union([z.ipv4(), z.ipv6()], { error: "write an IPv4 or IPv6 address" });

const inputId = idField("What faults and counters call this input.");

const asterixSources = z
  .array(
    z.strictObject({
      sac: countField({ min: 0, max: 255, description: "System area code of the sensor." }),
      sic: countField({
        min: 0,
        max: 255,
        description: "System identification code of the sensor.",
      }),
      sensor: idField("Id of the sensor in this file that sends under these codes."),
      range_sigma_m: numberField({
        min: 0.1,
        max: 10_000,
        unit: "m",
        description: "Standard deviation of its range, one plot.",
      }).default(60),
      azimuth_sigma_deg: numberField({
        min: 0.001,
        max: 30,
        unit: "deg",
        description: "Standard deviation of its azimuth, one plot.",
      }).default(0.08),
      elevation_sigma_deg: numberField({
        min: 0.001,
        max: 30,
        unit: "deg",
        description:
          "Standard deviation of its elevation, where it measures one and does not state its error.",
      }).default(0.5),
      range_rate_sigma_mps: numberField({
        min: 0.01,
        max: 1_000,
        unit: "m/s",
        description: "Standard deviation of its Doppler speed, where it does not state it.",
      }).default(2),
      doppler_positive: z.enum(["receding", "approaching"]).default("receding").meta({
        description:
          "Which targets have a positive Doppler speed: the categories leave it to the radar's maker.",
      }),
      accept_when_no_go: flagField(
        "Take its reports also while it says that its data must not be used.",
      ).default(false),
      cartesian_reference: z
        .strictObject({
          latitude_deg: latitudeField("Of the reference point; WGS-84."),
          longitude_deg: longitudeField("Of the reference point; WGS-84."),
        })
        .meta({
          description:
            "Reference point from which it counts Cartesian positions (I062/100, I010/042). Left out: such positions are refused.",
        })
        .optional(),
      geoid_height_m: geoidHeightField(),
    }),
  )
  .min(1)
  .max(INPUT_SENSORS_MAX)
  .meta({
    description: "Which codes (SAC/SIC) belong to which sensor. Others are counted and refused.",
  });

const asterixEditions = z
  .strictObject({
    "62": z
      .enum(["0.17"])
      .meta({ description: "Category 062: system tracks, before its released editions." })
      .optional(),
  })
  .meta({
    description:
      "Categories that arrive in a former edition, and in which. `tocsin replay` of a recording tells.",
  })
  .default({});

const asterixUdpSchema = z
  .strictObject({
    type: z
      .literal("asterix-udp")
      .meta({ description: "ASTERIX blocks over UDP, multicast or unicast." }),
    id: inputId,
    groups: z
      .array(
        z.strictObject({
          address: addressSchema().meta({
            description: "Multicast group to join, or this machine's own address for unicast.",
          }),
          port: countField({ min: 1, max: 65_535, description: "UDP port." }),
        }),
      )
      .min(1)
      .max(INPUT_GROUPS_MAX)
      .meta({ description: "What to listen to." }),
    interface: z
      .union([z.ipv4(), z.ipv6()])
      .meta({
        description:
          "Address of the network interface to listen on; 0.0.0.0 leaves it to the system.",
      })
      .default("0.0.0.0"),
    proof: envelopeField,
    editions: asterixEditions,
    sensors: asterixSources,
  })
  .meta({ description: "A radar network that sends ASTERIX." });

const asterixFileSchema = z
  .strictObject({
    type: z
      .literal("asterix-file")
      .meta({ description: "A recording: pcap, pcapng or raw blocks, gzipped or not." }),
    id: inputId,
    path: textField("The recording, relative to this file."),
    speed: numberField({
      min: 0,
      max: 1_000,
      unit: "×",
      description:
        "1 plays as fast as it was recorded, 10 ten times as fast, 0 as fast as it goes.",
    }).default(1),
    editions: asterixEditions,
    sensors: asterixSources,
  })
  .meta({ description: "A recording of ASTERIX." });

const simulationSchema = z
  .strictObject({
    type: z.literal("simulation").meta({ description: "A seeded scenario." }),
    id: inputId,
    scenario: textField(
      "Name of a scenario of Tocsin, or path of a scenario file relative to this file.",
    ),
  })
  .meta({ description: "Made-up looks from a scenario. Never in mode live." });

export const inputSchema = z.discriminatedUnion("type", [
  asterixUdpSchema,
  asterixFileSchema,
  genericInputSchema,
  adsbSchema,
  remoteIdSchema,
  remoteIdCaptureSchema,
  sapientInputSchema,
  cotInputSchema,
  capInputSchema,
  officialJsonInputSchema,
  defenceInputSchema,
  weatherInputSchema,
  observersInputSchema,
  pluginInputSchema,
  simulationSchema,
]);

export type InputConfig = z.output<typeof inputSchema>;
