import { type Approach, type Area, type AreaProtection, degrees } from "@tocsin/core";
import type { BlindSector } from "@tocsin/sdk";
import { round } from "./picture-frame.ts";

const BECAUSE: Readonly<Record<Approach["limitedBy"], string>> = {
  range: "it would be beyond the range of the sensors",
  sector: "no sensor looks that way",
  elevation: "it would be above or below what the sensors look at",
  horizon: "it would be below the radio horizon of the sensors",
  terrain: "the ground would hide it from the sensors",
  signal: "its echo would be too weak, or it too slow, for the sensors",
  health: "a sensor that should see it does not work",
  "no-sensor": "there is no sensor that could see it",
};

/** The directions from which something would leave less time than the area's people need to reach shelter. */
export const blindSectors = (protection: AreaProtection, area: Area): readonly BlindSector[] =>
  protection.approaches
    .filter(
      ({ seenFromM, warningS }) => seenFromM === null || warningS < Math.max(area.shelterS, 1e-9),
    )
    .map((approach) => ({
      kind: approach.kind,
      heightM: approach.heightM,
      fromDeg: round(degrees(approach.bearingFromRad), 1),
      toDeg: round(degrees(approach.bearingToRad), 1),
      because: BECAUSE[approach.limitedBy],
      warningS: approach.seenFromM === null ? null : round(approach.warningS, 1),
    }));

const KIND_TEXT: Readonly<Record<Approach["kind"], string>> = {
  "ground-hugging-drone": "a drone that hugs the ground",
  "low-drone": "a drone that flies low",
  drone: "a drone",
  ballistic: "a rocket or mortar round",
};

/** `a drone that flies low, from 80° to 200°: it would be beyond the range of the sensors`. */
function blindText(sector: BlindSector): string {
  const kind = KIND_TEXT[sector.kind as Approach["kind"]] ?? sector.kind;
  const width = sector.toDeg - sector.fromDeg;
  const from =
    width >= 359.9
      ? "from any direction"
      : `from ${Math.round(sector.fromDeg) % 360}° to ${Math.round(sector.toDeg) % 360}°`;
  return `${kind}, ${from}: ${sector.because}`;
}

/** The widest blind sector stands for all. */
export function worstBlindText(blind: readonly BlindSector[]): string {
  let widest = blind[0];
  if (widest === undefined) return "nothing that comes would be seen in time";
  for (const sector of blind)
    if (sector.toDeg - sector.fromDeg > widest.toDeg - widest.fromDeg) widest = sector;
  const more = blind.length - 1;
  return `${blindText(widest)}${more === 0 ? "" : ` (and ${more} more)`}`;
}
