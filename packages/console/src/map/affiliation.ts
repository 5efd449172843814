import type { PictureTrack } from "@tocsin/sdk";
import type { ObjectClass } from "@tocsin/core";

export type Affiliation = "hostile" | "unknown" | "neutral" | "friend";

/** Below this, what an object is counts as not told. */
const CLASS_TOLD = 0.5;

/**
 * What a symbol may say of whose an object is. One that people are warned of is no friend, whatever was announced; one
 * that flies an announced friendly flight is. A rocket, a mortar bomb or a missile in the air is hostile. Anything else stays
 * unknown, except that one which names itself and threatens nobody is shown as neutral: a name is a claim, and never
 * makes a friend, nor a neutral of one that its flight contradicts.
 */
export function affiliationOf(
  track: Pick<
    PictureTrack,
    "class" | "classProbability" | "identity" | "claimContradictedBy" | "masked" | "threatens"
  >,
): Affiliation {
  if (track.masked && track.threatens.length === 0) return "friend";
  const told = track.classProbability >= CLASS_TOLD;
  if (told && HOSTILE.has(track.class)) return "hostile";
  if (told && track.class === "bird") return "neutral";
  if (track.claimContradictedBy !== undefined) return "unknown";
  if (track.identity !== null && track.threatens.length === 0) return "neutral";
  return "unknown";
}

const HOSTILE: ReadonlySet<ObjectClass> = new Set(["rocket", "mortar", "missile"]);

const AFFILIATION_DIGIT: Readonly<Record<Affiliation, string>> = {
  hostile: "6",
  unknown: "1",
  neutral: "4",
  friend: "3",
};

/** Symbol set and entity of MIL-STD-2525E: 01 is air, 02 air missiles; zeros are the frame alone. The standard has one symbol for rocket and missile. */
const ENTITY: Readonly<Record<ObjectClass, readonly [set: string, entity: string]>> = {
  rocket: ["02", "110000"],
  mortar: ["01", "130100"],
  missile: ["02", "110000"],
  "fixed-wing-drone": ["01", "110300"],
  multirotor: ["01", "110400"],
  aircraft: ["01", "120100"],
  helicopter: ["01", "120200"],
  bird: ["01", "000000"],
  clutter: ["01", "000000"],
  unknown: ["01", "000000"],
};

/**
 * Number code of the symbol (MIL-STD-2525E, also APP-6E): version 10, reality, affiliation, symbol set, present or
 * anticipated, no headquarters, no size, entity, no modifiers. Anticipated draws a dashed frame: it may be nothing.
 */
export function symbolCode(
  track: Pick<
    PictureTrack,
    | "class"
    | "classProbability"
    | "identity"
    | "claimContradictedBy"
    | "masked"
    | "threatens"
    | "status"
  >,
): string {
  const [set, entity] = ENTITY[track.classProbability >= CLASS_TOLD ? track.class : "unknown"];
  const status = track.status === "tentative" ? "1" : "0";
  return `100${AFFILIATION_DIGIT[affiliationOf(track)]}${set}${status}000${entity}0000`;
}
