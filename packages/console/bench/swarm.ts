import type { ObjectClass } from "@tocsin/core";
import type { Picture, PictureTrack } from "@tocsin/sdk";
import { pictureAt } from "../dev/synthetic-recording.ts";
import { at } from "../dev/synthetic-site.ts";

const CLASSES: readonly ObjectClass[] = [
  "rocket",
  "multirotor",
  "fixed-wing-drone",
  "unknown",
  "bird",
];
const TRAIL_POINTS = 40;

/** A picture with many objects, each with a full trail, every fifth with a place of impact; the same for a second every time. */
export function swarmPicture(second: number, count: number): Picture {
  const base = pictureAt(60);
  return {
    ...base,
    timeUs: base.timeUs + second * 1e6,
    tracks: Array.from({ length: count }, (_, index) => swarmTrack(index, second, base.timeUs)),
  };
}

function swarmTrack(index: number, second: number, nowUs: number): PictureTrack {
  // The golden angle spreads directions evenly without chance.
  const bearing = (index * 137.508) % 360;
  const turn = (bearing * Math.PI) / 180;
  const place = (s: number) => {
    const radiusM = 1_500 + (index % 100) * 60 + 20 * Math.sin(index) - s * 12;
    return at(radiusM * Math.sin(turn), radiusM * Math.cos(turn));
  };
  const falls = index % 5 === 0;
  return {
    id: `s${index}`,
    label: `T${index + 1}`,
    status: index % 7 === 0 ? "tentative" : "confirmed",
    place: place(second),
    heightM: 100 + (index % 40) * 25,
    ellipse: { majorM: 60, minorM: 25, bearingDeg: bearing },
    speedMps: 30,
    courseDeg: (bearing + 180) % 360,
    climbMps: 0,
    existence: 0.98,
    class: CLASSES[index % CLASSES.length] ?? "unknown",
    classProbability: 0.9,
    identity: null,
    sources: { independent: 1, authenticated: 0, groups: [] },
    masked: false,
    lastSensedUs: nowUs,
    trail: Array.from({ length: TRAIL_POINTS }, (_, i) => place(second - TRAIL_POINTS + i)),
    impact: falls
      ? {
          place: at(300 * Math.sin(index), 300 * Math.cos(index)),
          ellipse: { majorM: 220, minorM: 80, bearingDeg: bearing },
          fromUs: nowUs + 20e6,
          toUs: nowUs + 40e6,
          weight: 0.9,
        }
      : null,
    threatens: index % 10 === 0 ? ["hospital"] : [],
  };
}
