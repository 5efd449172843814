import { degrees, type Look, MICROS_PER_SECOND, type PositionDetection } from "@tocsin/core";
import type { EncodedLook, LookEncoder } from "@tocsin/sdk";
import { encodeEvent } from "../write/encode-event.ts";
import type { Reporting } from "../event-type.ts";

const HOLDS_US = 10 * MICROS_PER_SECOND;
const TYPE: Readonly<Record<Reporting, string>> = { friendly: "a-f-A", observed: "a-u-A" };
const NOBODY = { callsign: null, aircraftAddress: null, sensorTrack: null };

/**
 * Friends that say where they are, or somebody who says where others are, in events of Cursor on Target, as XML. An event has no words for a direction alone, nor for a climb; an object
 * without any name can't be said.
 */
export class FriendEncoder implements LookEncoder {
  readonly #reporting: Reporting;
  readonly #operation: "o" | "e";

  /** `operation`: an operation or an exercise, which a post that is no drill refuses. */
  constructor(reporting: Reporting, operation: "o" | "e") {
    this.#reporting = reporting;
    this.#operation = operation;
  }

  greeting(): readonly Uint8Array[] {
    return [];
  }

  encode({ detections }: Look): EncodedLook {
    const messages: Uint8Array[] = [];
    let unsaid = 0;
    for (const detection of detections) {
      const { callsign, aircraftAddress, sensorTrack } = detection.identity ?? NOBODY;
      const name = callsign ?? aircraftAddress ?? sensorTrack;
      if (detection.kind !== "position" || name === null) unsaid++;
      else messages.push(this.#event(detection, name));
    }
    return { messages, unsaid };
  }

  /** Events say nothing of whoever sends them. */
  health(): readonly Uint8Array[] {
    return [];
  }

  #event(detection: PositionDetection, name: string): Uint8Array {
    const { velocity, covarianceEeM2, covarianceNnM2 } = detection;
    return encodeEvent(
      {
        uid: `simulated.${name}`,
        type: TYPE[this.#reporting],
        how: "m-g",
        operation: this.#operation,
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
  }
}
