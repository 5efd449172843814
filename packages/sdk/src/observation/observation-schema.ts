import { z } from "zod";
import { OBSERVED_KINDS, type ObservationReport } from "./observation.ts";

/** A report waits in a phone's queue for a day at most. */
export const OBSERVATION_AGE_MAX_S = 86_400;
const LACKING_MAX = 8;

const place = z.strictObject({
  latitudeDeg: z.number().min(-90).max(90),
  longitudeDeg: z.number().min(-180).max(180),
  accuracyM: z.number().min(0).max(100_000),
});

/** The body of a report; anything beside it is refused. */
export const observationSchema: z.ZodType<ObservationReport> = z.strictObject({
  id: z.uuid(),
  kind: z.enum(OBSERVED_KINDS),
  count: z.int().min(1).max(100),
  sense: z.enum(["seen", "heard"]),
  ageS: z.number().min(0).max(OBSERVATION_AGE_MAX_S),
  from: place.nullable(),
  direction: z
    .strictObject({
      azimuthDeg: z.number().min(0).max(360),
      north: z.enum(["true", "magnetic"]),
      accuracyDeg: z.number().min(0).max(180).nullable(),
      elevationDeg: z.number().min(-90).max(90).nullable(),
    })
    .nullable(),
  place: place.nullable(),
  headingDeg: z.number().min(0).max(360).nullable(),
  lacking: z.array(z.string().max(64)).max(LACKING_MAX),
});
