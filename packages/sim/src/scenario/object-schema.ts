import { z } from "zod";
import {
  bearingField,
  flagField,
  heightField,
  idField,
  numberField,
  placeField,
  secondsField,
  textField,
} from "./fields.ts";

/** Most way points of one flight, birds of one flock, points of one drag curve, and sensors that see one object. */
export const WAYPOINTS_MAX = 200;
export const FLOCK_MAX = 200;
export const DRAG_POINTS_MAX = 200;
export const SEEN_BY_MAX = 256;

const rcsField = (dbsm: number) =>
  numberField({
    min: -60,
    max: 60,
    unit: "dB re 1 m²",
    description: "Mean radar cross-section.",
  }).default(dbsm);

const common = {
  id: idField("What the truth and the score call it."),
  from_s: secondsField("When it appears, seconds after the scenario's start.").default(0),
  seen_by: z
    .array(idField("A sensor."))
    .max(SEEN_BY_MAX)
    .meta({ description: "Only these sensors can see it. Left out: every sensor." })
    .optional(),
  phantom: flagField(
    "Nothing is there: an echo, a spoofed report, a broken link. Sensors report it and it endangers nobody.",
  ).default(false),
  friendly: flagField("An own or announced flight: it endangers nobody.").default(false),
  intercepted: z
    .strictObject({
      at_s: secondsField("When, seconds after the scenario's start."),
      by: textField("By whose defence."),
    })
    .meta({ description: "Somebody's defence brings it down then; it hits nothing." })
    .optional(),
  cooperative: z
    .strictObject({
      aircraft_address: z
        .string()
        .regex(/^[0-9A-F]{6}$/, "six hexadecimal digits, capitals")
        .meta({ description: "24-bit ICAO address." })
        .nullable()
        .default(null),
      callsign: textField("As it reports it.").nullable().default(null),
      mode_3a: z
        .string()
        .regex(/^[0-7]{4}$/, "four octal digits")
        .meta({ description: "Mode 3/A code." })
        .nullable()
        .default(null),
    })
    .meta({ description: "It reports itself to cooperative sensors, under this identity." })
    .optional(),
};

const waypointsField = z
  .array(
    z.strictObject({
      place: placeField("Where."),
      height_m: heightField("Above the ground of the site."),
      speed_mps: numberField({
        min: 0.1,
        max: 2_000,
        unit: "m/s",
        description: "Speed from here to the next way point.",
      }),
      hold_s: secondsField("How long it stands in the air here before it flies on.").default(0),
    }),
  )
  .min(2)
  .max(WAYPOINTS_MAX)
  .meta({ description: "Its way. Corners between them are rounded." });

const accelerationField = (mps2: number) =>
  numberField({
    min: 0.01,
    max: 200,
    unit: "m/s²",
    description: "Greatest acceleration with which it turns and changes speed.",
  }).default(mps2);

const endField = (end: "impact" | "leaves") =>
  z
    .enum(["impact", "leaves"])
    .meta({
      description: "At its last way point it comes down there, or flies out of the scenario.",
    })
    .default(end);

const droneSchema = z
  .strictObject({
    kind: z.literal("drone").meta({ description: "An attack or other drone, by way points." }),
    ...common,
    class: z
      .enum(["fixed-wing-drone", "multirotor"])
      .meta({ description: "What it really is." })
      .default("fixed-wing-drone"),
    rcs_dbsm: rcsField(-15),
    waypoints: waypointsField,
    acceleration_mps2: accelerationField(5),
    end: endField("impact"),
  })
  .meta({ description: "An attack or other drone, by way points." });

const aircraftSchema = z
  .strictObject({
    kind: z.literal("aircraft").meta({ description: "A crewed aircraft, by way points." }),
    ...common,
    rcs_dbsm: rcsField(15),
    waypoints: waypointsField,
    acceleration_mps2: accelerationField(3),
    end: endField("leaves"),
  })
  .meta({ description: "A crewed aircraft, by way points." });

const helicopterSchema = z
  .strictObject({
    kind: z
      .literal("helicopter")
      .meta({ description: "A helicopter, by way points at which it may stand in the air." }),
    ...common,
    rcs_dbsm: rcsField(5),
    waypoints: waypointsField,
    acceleration_mps2: accelerationField(2),
    end: endField("leaves"),
  })
  .meta({ description: "A helicopter, by way points at which it may stand in the air." });

const missileSchema = z
  .strictObject({
    kind: z
      .literal("missile")
      .meta({ description: "A cruise missile: powered, winged, by way points." }),
    ...common,
    rcs_dbsm: rcsField(-10),
    waypoints: waypointsField,
    follows_ground: flagField(
      "Heights of way points are above the ground below it, where the site file names terrain, smoothed as it flies over it.",
    ).default(false),
    acceleration_mps2: accelerationField(30),
    end: endField("impact"),
  })
  .meta({ description: "A cruise missile: powered, winged, by way points." });

const dragField = z
  .union([
    z.strictObject({
      k_m2_per_kg: numberField({
        min: 0,
        max: 1,
        unit: "m²/kg",
        description: "Cd·A/m, the same at every speed.",
      }),
    }),
    z.strictObject({
      area_per_mass_m2_per_kg: numberField({
        min: 0,
        max: 1,
        unit: "m²/kg",
        description: "A/m, cross-section by mass.",
      }),
      curve: z
        .array(z.tuple([z.number().min(0).max(20), z.number().min(0).max(10)]))
        .min(1)
        .max(DRAG_POINTS_MAX)
        .meta({
          description:
            "[Mach number, drag coefficient] in rising order; linear between, constant outside. No filter knows it.",
        }),
    }),
  ])
  .meta({ description: "Drag." });

const ballisticSchema = z
  .strictObject({
    kind: z.literal("ballistic").meta({
      description:
        "A rocket, mortar bomb or ballistic missile: boost if any, then free flight with drag.",
    }),
    ...common,
    class: z.enum(["rocket", "mortar", "missile"]).meta({ description: "What it really is." }),
    rcs_dbsm: rcsField(-10),
    launch: placeField("Where it starts, on the ground."),
    aim: placeField(
      "Where it comes down, on the ground; the flight that gets there is worked out.",
    ),
    elevation_deg: numberField({
      min: 5,
      max: 88,
      unit: "deg",
      description: "Angle of the start above level; the speed follows from it.",
    }),
    boost: z
      .strictObject({
        duration_s: numberField({
          min: 0.05,
          max: 120,
          unit: "s",
          description: "How long it is pushed, along its velocity, evenly.",
        }),
        start_speed_mps: numberField({
          min: 1,
          max: 500,
          unit: "m/s",
          description: "Speed when it leaves the rail.",
        }).default(25),
      })
      .meta({ description: "A motor. Left out: it starts with its full speed." })
      .optional(),
    drag: dragField.prefault({ k_m2_per_kg: 0.0002 }),
  })
  .meta({
    description:
      "A rocket, mortar bomb or ballistic missile: boost if any, then free flight with drag.",
  });

const birdSchema = z
  .strictObject({
    kind: z.literal("bird").meta({ description: "A wandering flock." }),
    ...common,
    rcs_dbsm: rcsField(-20),
    count: z.int().min(1).max(FLOCK_MAX).meta({ description: "How many birds." }).default(1),
    place: placeField("Where the flock begins."),
    height_m: heightField("Above the ground of the site.").default(100),
    course_deg: bearingField("Where it drifts to.").default(0),
    speed_mps: numberField({
      min: 0,
      max: 40,
      unit: "m/s",
      description: "Speed of the drift.",
    }).default(8),
    wander_m: numberField({
      min: 0,
      max: 2_000,
      unit: "m",
      description: "How far each bird strays from the drift, one standard deviation.",
    }).default(80),
  })
  .meta({ description: "A wandering flock." });

export const objectSchema = z.discriminatedUnion("kind", [
  droneSchema,
  aircraftSchema,
  helicopterSchema,
  missileSchema,
  ballisticSchema,
  birdSchema,
]);

export type ObjectConfig = z.output<typeof objectSchema>;
export type WaypointObjectConfig = Extract<
  ObjectConfig,
  { kind: "drone" | "aircraft" | "helicopter" | "missile" }
>;
export type BallisticConfig = Extract<ObjectConfig, { kind: "ballistic" }>;
export type BirdConfig = Extract<ObjectConfig, { kind: "bird" }>;
export type WaypointConfig = WaypointObjectConfig["waypoints"][number];
