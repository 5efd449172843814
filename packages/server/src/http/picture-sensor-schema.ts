import type { PictureClaim, PictureInput, PictureSensor, PictureSources } from "@tocsin/sdk";
import { z } from "zod";

const timeUs = z.number().meta({ description: "Microseconds since 1970, UTC." });
const biases = z.strictObject({
  rangeM: z.number(),
  rangeSigmaM: z.number(),
  azimuthDeg: z.number(),
  azimuthSigmaDeg: z.number(),
  elevationDeg: z.number(),
  elevationSigmaDeg: z.number(),
  clockS: z.number(),
  clockSigmaS: z.number(),
});

const observed = {
  asked: z.number(),
  found: z.number(),
  share: z.number(),
  least: z.number(),
  greatest: z.number(),
  claimed: z.number(),
  flights: z.number().nullable(),
  verdict: z.enum(["less", "as-claimed", "too-few"]),
};

/** What a picture holds of one sensor. */
export const pictureSensorSchema: z.ZodType<PictureSensor> = z.strictObject({
  id: z.string(),
  status: z.enum(["up", "degraded", "down", "unknown"]),
  sinceUs: timeUs,
  reason: z.string(),
  lastLookUs: timeUs.nullable(),
  staleness: z.enum(["fresh", "stale", "unknown"]).meta({
    description:
      "Fresh: a look came within the `stale_after_s` of the site file. Stale: none did. Unknown: none ever came.",
  }),
  times: z
    .strictObject({
      sensedUs: timeUs,
      receivedUs: timeUs,
      decidedUs: timeUs.nullable(),
      usualAgeS: z.number(),
      usualDecideS: z.number().nullable(),
    })
    .nullable()
    .meta({ description: "Of its latest look, and what is usual lately." }),
  looksPerS: z.number().nullable(),
  dropped: z.array(z.strictObject({ input: z.string(), reason: z.string(), count: z.number() })),
  conduct: z
    .strictObject({
      standing: z.enum(["unproven", "sound", "doubtful"]),
      text: z.array(z.string()),
      observed: z.strictObject(observed).nullable(),
      cells: z.array(
        z.strictObject({
          ...observed,
          azimuthFromDeg: z.number(),
          azimuthToDeg: z.number(),
          rangeFromM: z.number(),
          rangeToM: z.number(),
          heightFromM: z.number(),
          heightToM: z.number().nullable(),
        }),
      ),
    })
    .nullable()
    .meta({
      description:
        "What its data has shown of it: which share of what others saw it saw too, with the interval that holds the true one 19 times in 20, beside the claimed one.",
    }),
  registration: z
    .strictObject({ text: z.string(), pairs: z.number(), absolute: biases, relative: biases })
    .nullable(),
});

/** What a picture holds of an input that gave something that was not used. */
export const pictureInputSchema: z.ZodType<PictureInput> = z.strictObject({
  id: z.string(),
  rejected: z.array(
    z.strictObject({
      reason: z.string(),
      sensor: z.string().nullable(),
      count: z.number(),
      last: z.string(),
    }),
  ),
});

/** Who has seen a track. */
export const pictureSourcesSchema: z.ZodType<PictureSources> = z.strictObject({
  independent: z.number().meta({
    description: "How many of them could not be wrong by one and the same cause.",
  }),
  authenticated: z.number(),
  groups: z.array(z.strictObject({ sensorIds: z.array(z.string()), shared: z.array(z.string()) })),
});

/** What is to be said of a track's own word. */
export const pictureClaimSchema: z.ZodType<PictureClaim> = z.strictObject({
  spoofScore: z.number().meta({ description: "0 nothing against it, 1 certainly made up." }),
  doubts: z.array(z.string()),
  emergency: z.string().nullable(),
});
