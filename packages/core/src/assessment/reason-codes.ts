/**
 * Why a decision came out as it did: the closed list. A decision may carry several; the first governs.
 * Each is documented in docs/reference/reason-codes.md, and a test holds the two together.
 */
export const REASON_CODES = {
  THREAT: "The probability reached the stage's threshold: people are warned.",
  OBSERVERS_ONLY:
    "Only people report the object: a pre-alert is the most that follows until a sensor sees it too.",
  UNSEEN_CLAIM:
    "The object is known by its own word alone, and sensors that should see it where it says it is do not: a pre-alert is the most that follows.",
  PROBABLY_HARMLESS:
    "It is probably something harmless, though not surely enough to be let pass: a pre-alert is the most that follows.",
  UNCLASSIFIED_INBOUND:
    "What it is was not known, and it comes in: what nothing tells to be harmless is warned of.",
  COMMON_CAUSE:
    "Several sensors report it, and all of them share a link, supply, vendor or clock: they count as fewer sources than the policy asks for.",
  UNCORROBORATED: "Fewer independent sources report it than the policy asks for.",
  OUT_OF_COVERAGE:
    "The place lies outside a sensor's range, sector or elevation limits, or its echo is too small for it.",
  BELOW_HORIZON: "The place is in range and below the radio horizon of the sensor.",
  TERRAIN: "The place is in range and the ground hides it from the sensor.",
  BELOW_DOPPLER:
    "The object neither approached nor receded fast enough: the radar takes what is slower for clutter.",
  SENSOR_DOWN: "A sensor that covers the place was down or stale.",
  NO_DETECTION: "Nothing was detected there, though a sensor could have detected it.",
  NO_OBJECT:
    "Nothing was detected although an object would almost surely have been: the record speaks against one.",
  NOT_CONFIRMED: "Detections were too few to tell an object from clutter.",
  TRACK_BROKEN: "The track was lost before a decision could be reached or held.",
  PREDICTED_MISS: "The object was projected to come down or pass outside the area.",
  BELOW_THRESHOLD: "The probability stayed below the threshold.",
  NOT_SUSTAINED:
    "The probability had only just reached the threshold; it has to hold for a moment.",
  TOO_FAR_OFF:
    "The object is on its way there and would arrive after the policy's horizon: watched.",
  HARMLESS_CLASS: "The object was classified as one that does not threaten by itself.",
  OVERFLIGHT:
    "The object passes over, higher than the policy's overflight height, and does not descend.",
  HEIGHT_OPEN:
    "Nobody measured its height, it may yet turn out to pass over, and people have time to reach shelter after that is known.",
  CLASS_OPEN:
    "It is rather harmless than not, would send nobody to cover, and people have time to reach shelter after more is known.",
  NOT_A_PROTECTED_AREA: "Nobody has asked this site to warn the people there.",
  MASKED: "The object followed an announced friendly flight.",
  AUTOMATION_OFF: "Automatic warning was switched off.",
  INHIBITED: "Automatic warning of this area was inhibited for a while.",
  RETRACTED:
    "An operator took the warning of this object back or declared it over, and nothing new has spoken for it since.",
  NOT_LIVE: "The system ran in a mode that sends nothing to people.",
  DEFENCE_DOWN: "The site's defence reported itself down.",
  DEFENCE_INHIBITED: "The site's defence was inhibited.",
  DEFENCE_STATE_UNKNOWN: "The state of the site's defence was not known.",
  DEFENCE_OUT_OF_REACH: "The object stayed outside the defence's reach.",
  DEFENCE_NOT_BY_RULE:
    "The object was at no time within the heights, the arc and the classes that the defence's stated rule names.",
  DEFENCE_TOO_LATE:
    "The object was within the defence's stated rule for less time than the rule takes to react.",
  SENT_NOT_DELIVERED: "The warning was sent and no receipt came.",
  NOT_SENT: "The warning was decided and did not leave.",
  LOOK_TOO_LATE: "The look arrived after the lag within which it could be applied.",
} as const satisfies Record<string, string>;

export type ReasonCode = keyof typeof REASON_CODES;
