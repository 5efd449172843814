import { MICROS_PER_SECOND, type Mode, type ObjectClass, type TimeUs } from "@tocsin/core";
import { type EllipseM, plainLine, type PictureTrack } from "@tocsin/sdk";
import { ownName } from "../own-names.ts";
import { markOf, operationOf } from "./mode-mark.ts";
import type { OutgoingEvent } from "./outgoing-event.ts";

/** Told every second; what is not told any more is over by itself after so long. */
const HOLDS_US = 10 * MICROS_PER_SECOND;
/** A 90 % ellipse reaches √(−2·ln 0.1) sigmas. */
const ELLIPSE_SIGMAS = Math.sqrt(-2 * Math.log(0.1));
/** Below this nobody knows what it is. */
const CLASS_PROBABILITY_MIN = 0.5;

/** What each class is in the dimension of the air: a weapon, a missile, a drone with fixed or turning wings. Others have no word there that is honest. */
const FUNCTIONS: Readonly<Partial<Record<ObjectClass, string>>> = {
  rocket: "-W",
  mortar: "-W",
  missile: "-W-M",
  "fixed-wing-drone": "-M-F-Q",
  multirotor: "-M-H-Q",
};

export interface EventSetting {
  readonly siteId: string;
  readonly mode: Mode;
  readonly atUs: TimeUs;
}

/** A confirmed track. Places hold for a few seconds, so that what is not told of any more ends by itself. */
export function trackEvent(
  track: PictureTrack,
  { siteId, mode, atUs }: EventSetting,
): OutgoingEvent {
  const { speedMps, climbMps, courseDeg, ellipse } = track;
  return {
    uid: ownName(siteId, "track", track.id),
    type: trackType(track),
    how: "m-f",
    operation: operationOf(mode),
    timeUs: atUs,
    staleUs: atUs + HOLDS_US,
    place: track.place,
    heightM: track.heightM,
    circularErrorM: sigmaOf(ellipse),
    callsign: `${markOf(mode)}${plainLine(track.label)}`,
    motion: {
      speedMps: Math.sqrt(Math.max(0, speedMps * speedMps - climbMps * climbMps)),
      courseDeg: ((courseDeg % 360) + 360) % 360,
    },
    details: [{ name: "remarks", inside: `${markOf(mode)}${wordsOf(track)}` }],
  };
}

/**
 * Hostile where it is a weapon or a drone that threatens an area; an assumed friend where it flies an announced flight;
 * else unknown. What it is is said where that is more likely than not.
 */
export function trackType(track: PictureTrack): string {
  const known =
    track.classProbability >= CLASS_PROBABILITY_MIN ? FUNCTIONS[track.class] : undefined;
  if (track.masked) return "a-a-A";
  const isHostile = known !== undefined && track.threatens.length > 0;
  return `a-${isHostile ? "h" : "u"}-A${known ?? ""}`;
}

/** Where what falls would come down: an ellipse of 90 %, over when its window is. */
export function impactEvent(
  track: PictureTrack,
  { siteId, mode, atUs }: EventSetting,
): OutgoingEvent | null {
  const { impact } = track;
  if (impact === null) return null;
  const { majorM, minorM, bearingDeg } = impact.ellipse;
  const words = `${markOf(mode)}Impact of ${plainLine(track.label)}`;
  return {
    uid: ownName(siteId, "impact", track.id),
    type: "u-d-c-c",
    how: "m-p",
    operation: operationOf(mode),
    timeUs: atUs,
    staleUs: atUs + HOLDS_US,
    place: impact.place,
    heightM: null,
    circularErrorM: sigmaOf(impact.ellipse),
    callsign: words,
    motion: null,
    details: [
      {
        name: "shape",
        inside: [
          {
            name: "ellipse",
            attributes: {
              major: majorM.toFixed(1),
              minor: minorM.toFixed(1),
              angle: bearingDeg.toFixed(1),
            },
          },
        ],
      },
      { name: "remarks", inside: `${words}: 9 in 10 fall within the ellipse` },
    ],
  };
}

const sigmaOf = ({ majorM }: EllipseM): number => majorM / ELLIPSE_SIGMAS;

function wordsOf(track: PictureTrack): string {
  const percent = Math.round(track.classProbability * 100);
  const named = track.identity === null ? "" : `; says it is ${plainLine(track.identity)}`;
  return `${track.class}, ${percent} %${named}`;
}
