import type { LinkStage, ReasonCode } from "@tocsin/core";

/** What the reference says of a reason code beside its own sentence. */
export interface ReasonGuide {
  /** The links of the chain that can carry it. */
  readonly links: readonly LinkStage[];
  /** What to do about it, or where to look. */
  readonly remedy: string;
}

/** One entry for each code; the compiler refuses one too many or too few. */
export const REASON_GUIDE: Readonly<Record<ReasonCode, ReasonGuide>> = {
  THREAT: {
    links: ["assessment"],
    remedy:
      "Nothing: this is a positive decision. It stands first; behind it may stand what would have given another stage: `OBSERVERS_ONLY`, `UNSEEN_CLAIM`, `COMMON_CAUSE`, `UNCORROBORATED` or `PROBABLY_HARMLESS`, and `UNCLASSIFIED_INBOUND`.",
  },
  OBSERVERS_ONLY: {
    links: ["policy"],
    remedy:
      "It stands behind `THREAT`: people were told to get ready, and would have been told to take cover had two detections of a sensor spoken for the object. Look whether a sensor could have seen it there.",
  },
  UNSEEN_CLAIM: {
    links: ["policy"],
    remedy:
      "It stands behind `THREAT`: people were told to get ready, and would have been told to take cover had no sensor been able to look there, or one seen it. Somebody deceives navigation, makes claims up, or the site states more cover than its sensors have.",
  },
  PROBABLY_HARMLESS: {
    links: ["policy"],
    remedy:
      "It stands behind `THREAT`: people were told to get ready, and would have been told to take cover had it been a bird, an aircraft, a helicopter or clutter with less than `harmless_cover_probability`; among three birds a third of those odds is enough, and what it was held to be over its last detections counts as what it is now; before its eighth detection among birds none are asked for. The reported cross-section weighs most in that, and without two reports of it nobody is kept from cover: check that the radar reports it rightly.",
  },
  UNCLASSIFIED_INBOUND: {
    links: ["policy"],
    remedy:
      "It stands behind `THREAT`. Nothing need be done: an object is let pass for what it is only when that is known. If it was a friendly flight, announce such flights as `masks`.",
  },
  COMMON_CAUSE: {
    links: ["policy"],
    remedy:
      "Look for what the sensors share: a broken link, supply or clock makes all of them say the same. If they do fail apart, correct their `shares` and `common_cause_group`; if too many sources are asked for, lower `policy.corroboration`.",
  },
  UNCORROBORATED: {
    links: ["policy"],
    remedy:
      "See whether another source could have seen it there (`tocsin coverage`). Where only one sensor watches, a policy that asks for two never warns: lower `policy.corroboration` for that area.",
  },
  OUT_OF_COVERAGE: {
    links: ["sensor"],
    remedy:
      "Look at the margin: it says by how much range, sector, elevation or echo fell short. Move a sensor, add one, or correct its `coverage` if it can see more than the site file says.",
  },
  BELOW_HORIZON: {
    links: ["sensor"],
    remedy:
      "Raise the antenna, or put a sensor nearer: low objects come out from behind the Earth's curve late. Hills are not meant: what they hide has a code of its own.",
  },
  TERRAIN: {
    links: ["sensor"],
    remedy:
      "Move or raise the antenna, or put a sensor on the other side of the hill: the answer says which ground stands in the way and by how much. `tocsin coverage` shows what a place for a sensor sees.",
  },
  BELOW_DOPPLER: {
    links: ["sensor"],
    remedy:
      "What flies across the radar's line of sight, hovers or is slow shows no Doppler to it. Put a second sensor where such a flight comes towards it, add one that needs no speed (a camera, microphones, observers), or lower the radar's `range_rate_min_mps` if its clutter allows it.",
  },
  SENSOR_DOWN: {
    links: ["sensor"],
    remedy:
      "Find out why it was silent (power, line, the sensor itself): the `sensor` records say since when. If it reports less often than `stale_after_s`, correct that.",
  },
  NO_DETECTION: {
    links: ["sensor", "detection"],
    remedy:
      "The record does not decide whether something was there: a miss had a fair chance. Compare with what others saw, and check that the stated detection probability is honest.",
  },
  NO_OBJECT: {
    links: ["detection"],
    remedy:
      "The record speaks against an object at that place and time. Ask again with another time, height or direction before you rule it out, and check that the sensor's coverage is not overstated.",
  },
  NOT_CONFIRMED: {
    links: ["track"],
    remedy:
      "Too few detections, too far apart. If that was a real object, the sensor saw it for too short a time; if it happens often, see `confirm_detections` in the tracker's settings.",
  },
  TRACK_BROKEN: {
    links: ["track"],
    remedy:
      "Look for the gap: a sector that nobody covers, a sensor that was down, a manoeuvre. A warning already given stays in force until the object would have arrived.",
  },
  PREDICTED_MISS: {
    links: ["assessment"],
    remedy:
      "Look at the margin in metres and in standard deviations. A miss of few standard deviations was a near thing; better sensors narrow it, a lower threshold warns of it.",
  },
  BELOW_THRESHOLD: {
    links: ["assessment"],
    remedy:
      "The object was headed for the area, and too uncertainly. Compare probability and threshold; many of these with a hit afterwards mean a threshold that is too high.",
  },
  NOT_SUSTAINED: {
    links: ["policy"],
    remedy:
      "It governs for `sustained_s` at most if the course holds. If an object hit within that time, lower `sustained_s` or `sustained_below_mps`.",
  },
  TOO_FAR_OFF: {
    links: ["assessment"],
    remedy:
      "Its course leads to the area, or cannot be told from one that does, and it would come after `pre_alert_horizon_s`. It is watched, and warned of once it is near enough. If people need longer to reach shelter, raise that.",
  },
  HARMLESS_CLASS: {
    links: ["class"],
    remedy:
      "It was held to be a bird, an aircraft, a helicopter or clutter. If it was not, raise `harmless_class_probability`: more is then warned of, right and wrong.",
  },
  OVERFLIGHT: {
    links: ["policy"],
    remedy:
      "It is surely above `overflight_height_m`, by a height that was measured or by how its range and direction changed in level flight, and it did not descend. Lower that height only if you accept warnings of airliners.",
  },
  HEIGHT_OPEN: {
    links: ["policy"],
    remedy:
      "A radar without elevation tells a height by how the range changes, within seconds of what is fast and high. It governs while the object would arrive later than `shelter_s` of the area and 15 s more. A sensor that measures height, or a greater `shelter_s`, takes it away.",
  },
  CLASS_OPEN: {
    links: ["policy"],
    remedy:
      "It was a bird, an aircraft, a helicopter or clutter with half or more, and people would have been told to get ready at most. It governs while the object would arrive later than `shelter_s` of the area and 15 s more; nothing that sends people to cover waits. A greater `shelter_s` makes people get ready sooner, and `harmless_cover_probability: 1` takes it away.",
  },
  NOT_A_PROTECTED_AREA: {
    links: ["area"],
    remedy:
      "Its `protection` is `none`. If people there should be warned, agree it with them and set `protected` or `subscribed`.",
  },
  MASKED: {
    links: ["mask"],
    remedy:
      "It flew where and when a friendly flight was announced. Check the announcement: who gave it, and whether the flight really was this one.",
  },
  AUTOMATION_OFF: {
    links: ["automation"],
    remedy:
      "The site file or an operator switched it off; the `command` record says who and why. While it is off, nobody is warned.",
  },
  INHIBITED: {
    links: ["automation"],
    remedy:
      "It was ordered to hold automatic warning of this area back for a while; the `command` record says who and why. It ends by itself after 15 minutes at most, and whoever is still threatened then is warned at once.",
  },
  RETRACTED: {
    links: ["warning"],
    remedy:
      "The `command` record says who took it back and why. It is warned of again when more speaks for it: a higher stage, a fall where it flew, an independent sensor that had not seen it, or a new approach; after an all-clear, also when it is detected twice more. No other object is held back.",
  },
  NOT_LIVE: {
    links: ["channel"],
    remedy:
      "The channel does not carry this mode. Intended in shadow, replay, drill and simulation; in mode live, name `live` in the channel's `modes`.",
  },
  DEFENCE_DOWN: {
    links: ["defence"],
    remedy: "A matter for the defence's owner. It changes nothing in who is warned.",
  },
  DEFENCE_INHIBITED: {
    links: ["defence"],
    remedy:
      "The `defence` record says who reported it. Ask the defence's owner why. It changes nothing in who is warned.",
  },
  DEFENCE_STATE_UNKNOWN: {
    links: ["defence"],
    remedy: "Nobody reported its state by then. Have it reported if the inquiry needs to know.",
  },
  DEFENCE_OUT_OF_REACH: {
    links: ["defence"],
    remedy: "The margin is how far outside its stated reach the object stayed.",
  },
  DEFENCE_NOT_BY_RULE: {
    links: ["defence"],
    remedy:
      "The `rule` of the defence in the site file, which somebody stated: the answer is as good as that, notional, and no finding.",
  },
  DEFENCE_TOO_LATE: {
    links: ["defence"],
    remedy:
      "The answer says how long it was within the rule and how long the rule takes; notional, and no finding.",
  },
  SENT_NOT_DELIVERED: {
    links: ["channel"],
    remedy:
      "Look at the receipt's own words and test that channel. A second channel over another path keeps this from mattering.",
  },
  NOT_SENT: {
    links: ["channel"],
    remedy:
      "No channel answered at all. See whether any is configured, and whether the process ended between deciding and sending.",
  },
  LOOK_TOO_LATE: {
    links: ["sensor"],
    remedy:
      "The link between sensor and post holds reports up: look for what is slow or full on the way. `late_look_lag_s` of the policy says for how long a late report is still used.",
  },
};
