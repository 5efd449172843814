import { MICROS_PER_SECOND, radians, type TimeUs, warningKey } from "@tocsin/core";
import { type LatLonDeg, type OutgoingWarning, plainLine } from "@tocsin/sdk";
import { ownName } from "../own-names.ts";
import { markOf, operationOf } from "./mode-mark.ts";
import type { OutgoingEvent } from "./outgoing-event.ts";
import { removalEvent } from "./removal-event.ts";

const METRES_PER_RADIAN = 6_371_000;
/** An alarm that is over is told of for so long. */
const END_HOLDS_US = 60 * MICROS_PER_SECOND;
/** What clients raise an alarm for, and what ends it. */
const ALARM = "b-a-o-c";
const ALARM_ENDS = "b-a-o-can";

/**
 * A warning: an alarm at the area's middle that reaches over the area, and the area's outline, both with the text. They hold as long as the
 * warning does; at the end the alarm is cancelled and the outline removed. Of another mode than live the text begins with the mode.
 */
export function warningEvents(message: OutgoingWarning): readonly OutgoingEvent[] {
  const { warning } = message;
  const key = warningKey(warning).replaceAll("/", ".");
  const ring = ringOf(message.areaRingsDeg[0] ?? []);
  const place = middleOf(ring);
  const isOver = warning.stage === "all-clear" || warning.stage === "retraction";
  const mark = markOf(warning.mode);
  const callsign = `${mark}${plainLine(message.areaName)}`;
  const text = `${callsign}: ${message.headline} ${message.instruction}`;
  const shared = {
    how: "m-r",
    operation: operationOf(warning.mode),
    timeUs: warning.issuedUs,
    staleUs: isOver ? warning.issuedUs + END_HOLDS_US : warning.expiresUs,
    place,
    heightM: null,
    circularErrorM: reachOf(place, ring),
    callsign,
    motion: null,
  };
  const remarks = { name: "remarks", inside: text };
  const emergency = isOver
    ? { name: "emergency", attributes: { cancel: "true" }, inside: callsign }
    : { name: "emergency", attributes: { type: "Custom" }, inside: text };
  const areaName = ownName(warning.siteId, "area", key);
  return [
    {
      ...shared,
      uid: ownName(warning.siteId, "warning", key),
      type: isOver ? ALARM_ENDS : ALARM,
      details: [emergency, remarks],
    },
    isOver
      ? removalEvent(areaName, warning.siteId, { mode: warning.mode, atUs: warning.issuedUs })
      : {
          ...shared,
          uid: areaName,
          type: "u-d-f",
          details: [
            ...[...ring, ...ring.slice(0, 1)].map((corner) => ({
              name: "link",
              attributes: { point: corner.map((degrees) => degrees.toFixed(7)).join(",") },
            })),
            remarks,
          ],
        },
  ];
}

/** Until when the events of a warning are to be told to whoever connects. */
export const heldUntilUs = ({ warning }: OutgoingWarning): TimeUs =>
  warning.stage === "all-clear" || warning.stage === "retraction"
    ? warning.issuedUs + END_HOLDS_US
    : warning.expiresUs;

const ringOf = (flat: readonly number[]): readonly LatLonDeg[] =>
  flat.flatMap((latitude, index) =>
    index % 2 === 0 ? [[latitude, flat[index + 1] ?? 0] as const] : [],
  );

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

const middleOf = (ring: readonly LatLonDeg[]): LatLonDeg => [
  mean(ring.map(([latitude]) => latitude)),
  mean(ring.map(([, longitude]) => longitude)),
];

/** From the middle to the farthest corner, on a plane: an area is small. */
const reachOf = (middle: LatLonDeg, ring: readonly LatLonDeg[]): number =>
  Math.max(
    0,
    ...ring.map(
      ([latitude, longitude]) =>
        METRES_PER_RADIAN *
        Math.hypot(
          radians(latitude - middle[0]),
          radians(longitude - middle[1]) * Math.cos(radians(middle[0])),
        ),
    ),
  );
