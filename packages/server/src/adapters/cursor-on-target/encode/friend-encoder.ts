import { degrees, MICROS_PER_SECOND } from "@tocsin/core";
import { type LookEncoder, nameOf, placesEncoder } from "@tocsin/sdk";
import { encodeEvent } from "../write/encode-event.ts";
import type { Reporting } from "../event-type.ts";

const HOLDS_US = 10 * MICROS_PER_SECOND;
const TYPE: Readonly<Record<Reporting, string>> = { friendly: "a-f-A", observed: "a-u-A" };

/**
 * Friends that say where they are, or somebody who says where others are, in events of Cursor on Target, as XML. An event has no words for a direction
 * alone, nor for a climb; an object without any name can't be said. `operation`: an operation or an exercise, which a post that is
 * no drill refuses.
 */
export const friendEncoder = (reporting: Reporting, operation: "o" | "e"): LookEncoder =>
  placesEncoder((detection) => {
    const name = nameOf(detection);
    if (name === null) return null;
    const { velocity, covarianceEeM2, covarianceNnM2 } = detection;
    const event = encodeEvent(
      {
        uid: `simulated.${name}`,
        type: TYPE[reporting],
        how: "m-g",
        operation,
        timeUs: detection.sensedUs,
        staleUs: detection.sensedUs + HOLDS_US,
        place: [degrees(detection.latitudeRad), degrees(detection.longitudeRad)],
        heightM: detection.heightM,
        circularErrorM: Math.sqrt((covarianceEeM2 + covarianceNnM2) / 2),
        callsign: name,
        motion:
          velocity === null
            ? null
            : {
                speedMps: Math.hypot(velocity.eastMps, velocity.northMps),
                courseDeg: (degrees(Math.atan2(velocity.eastMps, velocity.northMps)) + 360) % 360,
              },
        details: [],
      },
      "xml",
    );
    return [event];
  });
