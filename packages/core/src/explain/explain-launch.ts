import type { TrackRecord } from "../engine/effect.ts";
import { eigenSymmetric2 } from "../linalg/eigen-symmetric2.ts";
import type { LaunchRegion } from "../projection/projection.ts";
import { hypot2 } from "../units/algebra.ts";
import { clockText } from "../units/utc-text.ts";
import type { IncidentRecord } from "./incident-record.ts";
import { compassText, distanceText } from "./plain-words.ts";

/** √χ²(2, 0.9) and the two-sided 90 % of a normal: of the region's longer half, and of the time. */
const REGION_90 = 2.145966026;
const TIME_90 = 1.644853627;

/** By the reason that is recorded, which an older version may have named otherwise. */
const UNKNOWN_TEXT: Readonly<Record<string, string | undefined>> = {
  "not-ballistic": "it did not surely fall freely",
  "first-seen-too-late": "it was first seen too late for that",
};

/**
 * A sentence on where a track left the ground, with its uncertainty, or why that cannot be known; nothing while the track or a warning
 * goes on, since the place is for an inquiry and never a message about a target.
 */
export function launchText(record: IncidentRecord, { change, launch }: TrackRecord): string | null {
  if (change !== "ended" || launch === null || isWarning(record)) return null;
  if (!launch.known) {
    return `Where it came from cannot be known: ${UNKNOWN_TEXT[launch.why] ?? launch.why}.`;
  }
  return regionText(launch.region);
}

/** Whether people of some area are under a warning when the record ends. */
function isWarning({ warnings, toUs }: IncidentRecord): boolean {
  const latest = new Map(warnings.map(({ value }) => [value.areaId, value]));
  return [...latest.values()].some(
    ({ stage, expiresUs }) => (stage === "pre-alert" || stage === "take-cover") && expiresUs > toUs,
  );
}

function regionText(region: LaunchRegion): string {
  const { eastM, northM, covarianceEeM2, covarianceEnM2, covarianceNnM2 } = region;
  const { major } = eigenSymmetric2(covarianceEeM2, covarianceEnM2, covarianceNnM2);
  const halfM = REGION_90 * Math.sqrt(Math.max(0, major));
  const offS = TIME_90 * region.launchSigmaS;
  const where = `${distanceText(hypot2(eastM, northM))} ${compassText(Math.atan2(eastM, northM))} of the site's origin`;
  return `It left the ground ${where}, give or take ${distanceText(halfM)}, at ${clockText(region.launchUs)} UTC, give or take ${offS.toFixed(1)} s (90 % each).`;
}
