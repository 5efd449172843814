import { z } from "zod";
import { flagField, idField, numberField, probabilityField } from "./fields.ts";

/** Most looks that one turn of a radar is cut into. */
export const LOOK_SECTORS_MAX = 64;
/** Longest delay on the way; what bounds how many looks are on the way at once. */
export const TRANSPORT_DELAY_S_MAX = 120;

const sigma = (unit: string, max: number, description: string) =>
  numberField({ min: 0, max, unit, description });

export const transportSchema = z.strictObject({
  delay_s: numberField({
    min: 0,
    max: TRANSPORT_DELAY_S_MAX,
    unit: "s",
    description: "Mean time from the end of a look until it is received.",
  }).default(0.05),
  delay_sigma_s: sigma(
    "s",
    30,
    "Standard deviation of that time; it never falls below zero.",
  ).default(0.01),
  loss: probabilityField("That a look never arrives.").default(0),
  duplicate: probabilityField("That a look arrives twice.").default(0),
  reorder: probabilityField("That a look is held up, so that later ones go before it.").default(0),
  reorder_delay_s: numberField({
    min: 0,
    max: TRANSPORT_DELAY_S_MAX,
    unit: "s",
    description: "How much longer such a look takes at most.",
  }).default(1),
});

/** How a sensor of the site file really behaves; the site file says what is believed of it. */
export const sensorModelSchema = z.strictObject({
  id: idField("A sensor of the site file."),
  measures: z
    .enum(["range-azimuth-elevation", "range-azimuth", "azimuth-elevation", "azimuth", "position"])
    .meta({
      description:
        "What it reports. Left out: by its kind (radar: range, azimuth, elevation; tracker and cooperative: position; others: azimuth).",
    })
    .optional(),
  scan: z
    .enum(["rotating", "staring"])
    .meta({
      description:
        "A rotating one passes each direction at its own time; a staring one sees all at the end of its look. Left out: radars rotate, others stare.",
    })
    .optional(),
  look_sectors: z
    .int()
    .min(1)
    .max(LOOK_SECTORS_MAX)
    .meta({ description: "Into how many looks one period is cut." })
    .default(1),
  range_sigma_m: sigma("m", 10_000, "Standard deviation of range.").default(15),
  azimuth_sigma_deg: sigma("deg", 60, "Standard deviation of azimuth.").default(0.3),
  elevation_sigma_deg: sigma("deg", 60, "Standard deviation of elevation.").default(0.5),
  range_rate_sigma_mps: sigma("m/s", 100, "Standard deviation of range rate; null: not measured.")
    .nullable()
    .default(1),
  rcs_sigma_db: sigma(
    "dB",
    20,
    "Standard deviation of a reported cross-section; null: none reported.",
  )
    .nullable()
    .default(3),
  position_sigma_m: sigma(
    "m",
    10_000,
    "Standard deviation of a reported position, each way.",
  ).default(10),
  height_sigma_m: sigma("m", 10_000, "Standard deviation of a reported height.").default(15),
  velocity_sigma_mps: sigma(
    "m/s",
    100,
    "Standard deviation of a reported velocity; null: none reported.",
  )
    .nullable()
    .default(1),
  azimuth_bias_deg: numberField({
    min: -20,
    max: 20,
    unit: "deg",
    description: "Error of every azimuth, beyond the offset that the site file knows.",
  }).default(0),
  range_bias_m: numberField({
    min: -5_000,
    max: 5_000,
    unit: "m",
    description: "Error of every range, beyond the offset that the site file knows.",
  }).default(0),
  clock_offset_s: numberField({
    min: -3_600,
    max: 3_600,
    unit: "s",
    description: "Its clock is fast by this much.",
  }).default(0),
  detection_factor: probabilityField(
    "Its true detection probability, as a share of what the site file claims.",
  ).default(1),
  reference_rcs_dbsm: numberField({
    min: -60,
    max: 60,
    unit: "dB re 1 m²",
    description:
      "Cross-section for which its range holds: range shrinks with the fourth root for what is smaller. Null: every size alike.",
  })
    .nullable()
    .default(null),
  clutter_factor: numberField({
    min: 0,
    max: 1_000,
    unit: "1",
    description: "Its true rate of false detections, as a multiple of what the site file claims.",
  }).default(1),
  sound: flagField(
    "It hears: the direction is where the object was when the sound left. Left out: for kind acoustic.",
  ).optional(),
  transport: transportSchema.meta({ description: "The way of its looks." }).prefault({}),
});

export type SensorModelConfig = z.output<typeof sensorModelSchema>;
export type TransportConfig = z.output<typeof transportSchema>;
