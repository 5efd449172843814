import type {
  Mode,
  ObjectClass,
  SensorKind,
  SensorStatus,
  TrackStatus,
  TrustClass,
} from "@tocsin/core";

/** What a mode is called, and what it means for whoever looks at the screen. */
export const MODE_WORDS: Readonly<Record<Mode, { readonly name: string; readonly says: string }>> =
  {
    live: { name: "Live", says: "Real sensors, real warnings" },
    shadow: { name: "Shadow", says: "Real sensors; nothing is sent" },
    replay: { name: "Replay", says: "A recording; not happening now" },
    drill: { name: "Drill", says: "An exercise; there is no danger" },
    simulation: { name: "Simulation", says: "Made-up inputs; this is not happening" },
  };

export const CLASS_WORDS: Readonly<Record<ObjectClass, string>> = {
  rocket: "Rocket",
  mortar: "Mortar bomb",
  missile: "Missile",
  "fixed-wing-drone": "Winged drone",
  multirotor: "Rotor drone",
  aircraft: "Aircraft",
  helicopter: "Helicopter",
  bird: "Bird",
  clutter: "Clutter",
  unknown: "Unknown object",
};

export const TRACK_STATUS_WORDS: Readonly<Record<TrackStatus, string>> = {
  tentative: "Perhaps nothing",
  confirmed: "Followed",
  coasting: "Not seen lately",
};

export const SENSOR_KIND_WORDS: Readonly<Record<SensorKind, string>> = {
  radar: "Radar",
  tracker: "Tracking system",
  acoustic: "Microphones",
  radio: "Radio receiver",
  cooperative: "Receiver of announced flights",
  observer: "Observer",
};

export const SENSOR_STATUS_WORDS: Readonly<Record<SensorStatus, string>> = {
  up: "Working",
  degraded: "Working poorly",
  down: "Down",
  unknown: "Not heard yet",
};

export const TRUST_CLASS_WORDS: Readonly<Record<TrustClass, string>> = {
  authenticated: "Sender proven",
  unauthenticated: "Sender not proven",
  "self-reported": "Objects say it of themselves; it adds, and silences nothing",
};

/** Why reports were dropped unread; an adapter's own reasons stand as they are. */
export const REJECT_WORDS: Readonly<Record<string, string>> = {
  "queue-full": "more came than could be taken in",
  "over-rate": "it sends more than its share",
};

/** What is said to an area's people, or of it. */
export type StageWord = "take-cover" | "pre-alert" | "all-clear" | "retraction" | "none";
export const STAGE_WORDS: Readonly<Record<StageWord, string>> = {
  "take-cover": "Take cover",
  "pre-alert": "Be ready",
  "all-clear": "All clear",
  retraction: "Withdrawn",
  none: "No warning",
};

export const PROTECTION_WORDS = {
  protecting: "Protecting",
  degraded: "Degraded",
  "not-protecting": "Not protecting",
  "not-asked": "Nobody asked for protection",
} as const;

/** The kinds of approach that the protection status tells apart. */
export function approachText(kind: string): string {
  switch (kind) {
    case "ground-hugging-drone":
      return "Drones that hug the ground";
    case "low-drone":
      return "Low drones";
    case "drone":
      return "Drones";
    case "ballistic":
      return "Rockets and mortars";
    default:
      return kind;
  }
}

/** The words as a sentence begins. */
export const sentenceCase = (text: string): string =>
  text.slice(0, 1).toUpperCase() + text.slice(1);
