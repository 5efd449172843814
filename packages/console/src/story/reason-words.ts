import type { ReasonCode } from "@tocsin/core";

/** Each reason in words that need no explanation; the code itself stands small beside them. */
export const REASON_WORDS: Readonly<Record<ReasonCode, string>> = {
  THREAT: "in danger",
  OBSERVERS_ONLY: "in danger by what people say, and no sensor",
  UNSEEN_CLAIM: "in danger by what it says of itself, and sensors see nothing there",
  PROBABLY_HARMLESS: "in danger only if it is no bird, or nothing else that is harmless",
  UNCLASSIFIED_INBOUND: "nobody knew what it was, and it came in",
  COMMON_CAUSE: "reported only by sensors that can fail together",
  UNCORROBORATED: "reported by too few sources that fail apart",
  OUT_OF_COVERAGE: "beyond the range of every sensor",
  BELOW_HORIZON: "too low for the radar at that distance",
  TERRAIN: "hidden from the radar by the ground",
  BELOW_DOPPLER: "too slow, towards or away from the radar, to be told from clutter",
  SENSOR_DOWN: "the sensor that covers it was not working",
  NO_DETECTION: "not noticed, though a sensor could have noticed it",
  NO_OBJECT: "nothing was there to be seen",
  NOT_CONFIRMED: "seen too seldom to be told from noise",
  TRACK_BROKEN: "lost from sight before anything was decided",
  PREDICTED_MISS: "expected to miss it",
  BELOW_THRESHOLD: "the danger was too small",
  NOT_SUSTAINED: "in danger only for an instant",
  TOO_FAR_OFF: "still too far away",
  HARMLESS_CLASS: "taken for something harmless",
  OVERFLIGHT: "passing over, high above",
  HEIGHT_OPEN: "perhaps passing over, and not near yet",
  CLASS_OPEN: "rather harmless, and not near yet",
  NOT_A_PROTECTED_AREA: "nobody had asked to protect it",
  MASKED: "taken for an announced friendly flight",
  AUTOMATION_OFF: "automatic warning was switched off",
  INHIBITED: "warning of the area was held back for a while",
  RETRACTED: "its warning had been taken back, or ended by hand",
  NOT_LIVE: "an exercise, which is not sent to people",
  DEFENCE_DOWN: "the defence was out of order",
  DEFENCE_INHIBITED: "the defence was held back by its owner",
  DEFENCE_STATE_UNKNOWN: "nobody knew the state of the defence",
  DEFENCE_OUT_OF_REACH: "beyond the reach of the defence",
  DEFENCE_NOT_BY_RULE: "outside what the defence's stated rule names",
  DEFENCE_TOO_LATE: "within the defence's rule for too short a time",
  SENT_NOT_DELIVERED: "sent, but never confirmed as received",
  NOT_SENT: "decided, but never sent",
  LOOK_TOO_LATE: "the sensor's report came too late",
};

export const isReasonCode = (text: string): text is ReasonCode => Object.hasOwn(REASON_WORDS, text);

/** A text with its codes put into words. */
export const withoutCodes = (text: string): string =>
  text.replaceAll(/[A-Z]+(?:_[A-Z]+)+/g, (code) =>
    isReasonCode(code) ? REASON_WORDS[code] : code,
  );

/** Words for codes as they come from the server; a code of a newer server stands for itself. */
export const reasonText = (codes: readonly string[]): string =>
  codes.map((code) => (isReasonCode(code) ? REASON_WORDS[code] : code)).join("; ");
