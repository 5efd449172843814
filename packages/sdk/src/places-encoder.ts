import type { PositionDetection } from "@tocsin/core";
import type { LookEncoder } from "./look-encoder.ts";

const NOBODY = { callsign: null, aircraftAddress: null, sensorTrack: null };

/** What an object is called by a format that asks for a name: its callsign, else its address, else its number; null where it has none. */
export function nameOf({ identity }: PositionDetection): string | null {
  const { callsign, aircraftAddress, sensorTrack } = identity ?? NOBODY;
  return callsign ?? aircraftAddress ?? sensorTrack;
}

/**
 * An encoder of what objects say of themselves, in a format that has words for their places and none for the receiver. `say` gives the
 * messages of one place, null where the format can't say whose it is.
 */
export const placesEncoder = (
  say: (detection: PositionDetection) => readonly Uint8Array[] | null,
): LookEncoder => ({
  greeting: () => [],
  encode({ detections }) {
    const messages: Uint8Array[] = [];
    let unsaid = 0;
    for (const detection of detections) {
      const said = detection.kind === "position" ? say(detection) : null;
      if (said === null) unsaid++;
      else messages.push(...said);
    }
    return { messages, unsaid };
  },
  health: () => [],
});
