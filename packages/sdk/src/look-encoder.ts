import type { Look, SensorStatus, TimeUs } from "@tocsin/core";

/** What a sensor would send, ready for its line. */
export interface EncodedLook {
  readonly messages: readonly Uint8Array[];
  /** Detections that the format has no words for. */
  readonly unsaid: number;
}

/** The other way from an adapter: says in a format what one sensor saw, as that sensor would. Deterministic; never throws. */
export interface LookEncoder {
  /** What comes first on each line that is opened. */
  greeting(atUs: TimeUs): readonly Uint8Array[];
  encode(look: Look): EncodedLook;
  /** What the sensor says of itself; nothing where the format has no words for it. */
  health(status: SensorStatus, reason: string, atUs: TimeUs): readonly Uint8Array[];
}
