import type {
  LatLonDeg,
  ListedObservation,
  ObservationUnused,
  ObserverStanding,
} from "@tocsin/sdk";
import { compassText, countText, distanceText, percentText } from "../format/quantity.ts";
import { bearingBetweenDeg, distanceBetweenM } from "../map/geometry.ts";
import { TEXTS } from "../observe/texts.ts";

/** `Drone, seen`, `3 drones, heard`. */
export function whatText({ report }: ListedObservation): string {
  const name = TEXTS.kinds[report.kind];
  const what = report.count === 1 ? name : `${countText(report.count)} × ${name.toLowerCase()}`;
  return `${what}, ${report.sense}`;
}

/** Nearer than this one stands at the place itself. */
const HERE_M = 50;

/** Where it was, no surer than it is known. */
export function whereText({ report, extent }: ListedObservation, origin: LatLonDeg): string {
  if (extent === null) return "Where it was is not known";
  const at: LatLonDeg = [extent.latitudeDeg, extent.longitudeDeg];
  const awayM = distanceBetweenM(origin, at);
  const spot =
    awayM < HERE_M
      ? "the site's middle"
      : `${distanceText(awayM)} ${compassText(bearingBetweenDeg(origin, at))} of the site's middle`;
  if (extent.shape === "sector")
    return `Towards ${compassText(extent.azimuthDeg)}, ${extent.azimuthDeg}° ± ${extent.halfWidthDeg}°, from ${spot}`;
  const radius = distanceText(extent.radiusM);
  return report.place === null
    ? `No direction: anywhere within ${radius} of ${spot}`
    : `Within ${radius} of a marked place, ${spot}`;
}

const UNUSED_WORDS: Readonly<Record<ObservationUnused, string>> = {
  "not-an-object": "kept for the inquiry: nothing that flies on",
  "no-place": "kept for the inquiry: nobody knows where it was",
  "too-old": "kept for the inquiry: it came too late to follow the object",
  "far-away": "kept for the inquiry: too far from the site",
  "counts-for-nothing": "many had reported since the warning, and one more says nothing new",
  "input-down": "kept for the inquiry: the tracker took no reports then",
};

/** What it counts towards finding the object, and why it counts less than it could. */
export function countsText({ outcome, withdrawnUs }: ListedObservation): string {
  const { because, afterAlarm, ownBefore = 0, weight } = outcome;
  if (because !== null)
    return `Moves no track: ${UNUSED_WORDS[because]}${afterAlarm ? "; the warning was public by then" : ""}`;
  const reasons = [
    ...(afterAlarm ? ["the warning was public by then and may have prompted it"] : []),
    ...(ownBefore > 0 ? ["the same person had reported within a minute before"] : []),
  ];
  const why = reasons.length === 0 ? "" : `: ${reasons.join(", and ")}`;
  return `${withdrawnUs === null ? "Counts" : "Counted"} ${percentText(weight)}${why}`;
}

/** How it agreed with what sensors saw; null where nothing is compared, or no more. */
export function verdictText({ verdict, outcome, withdrawnUs }: ListedObservation): string | null {
  if (outcome.use === "recorded" || (verdict === null && withdrawnUs !== null)) return null;
  switch (verdict) {
    case null:
      return "Being compared with what sensors see";
    case "agreed":
      return "Sensors saw it, too";
    case "disagreed":
      return "Sensors that should have seen it did not";
    case "undecided":
      return "No sensor could have told";
  }
}

/** What is known of an observer so far. */
export function recordText({ agreed, disagreed, undecided, from, to }: ObserverStanding): string {
  const judged = agreed + disagreed;
  const open = undecided === 0 ? "" : `; of ${countText(undecided)} more no sensor could have told`;
  if (judged === 0)
    return undecided === 0
      ? "New: nothing to compare with yet"
      : `Of ${countText(undecided)} no sensor could have told`;
  const share = `${percentText(from)} to ${percentText(to)}`;
  return `Sensors agreed with ${countText(agreed)} of ${countText(judged)}; in the long run that may be ${share}${open}`;
}
