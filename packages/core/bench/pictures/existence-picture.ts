import { createTracker } from "../../src/tracking/create-tracker.ts";
import {
  config,
  type Mover,
  NO_HEALTH,
  radar,
  see,
  START_US,
  straight,
  sweepLook,
} from "../../src/tracking/tracker-world.test-support.ts";
import { Plot } from "./plot.ts";

const END_S = 24;
const spec = radar({ detectionProbability: 0.9, falseDetectionsPerSweep: 20 });

/** The existence of the one track over the looks, seen at those seconds only; until it ends. */
function existenceOf(mover: Mover, isSeen: (timeS: number) => boolean): [number, number][] {
  const tracker = createTracker(config([spec]));
  const points: [number, number][] = [];
  for (let timeS = 0; timeS <= END_S; timeS++) {
    const state = mover(timeS);
    const timeUs = START_US + timeS * 1_000_000;
    const detections =
      state !== null && isSeen(timeS)
        ? [see(spec, state, timeUs, null, { rangeRateMps: null })]
        : [];
    tracker.processLook(sweepLook(timeS, detections, spec), NO_HEALTH);
    const [track] = tracker.tracks();
    if (track !== undefined) points.push([timeS, track.existence]);
  }
  return points;
}

/** What looks say of whether there is an object: seen, seen once, missed now and then, and gone out of the radar's reach. */
export function existencePicture(): string {
  const near = straight([2000, 1500, 300, 30, 10, 0]);
  const leaving = straight([19_100, 0, 600, 100, 0, 0]);
  const plot = new Plot({
    title: "How probably an object is there",
    x: {
      from: 0,
      to: END_S,
      step: 2,
      label: "seconds, one look in each (detection probability 0.9)",
    },
    y: { from: 0, to: 1.19, step: 0.2, label: "probability of existence" },
  });
  const missedAt = new Set([6, 11, 12]);
  const cases = [
    ["blue", "seen, but for three looks", existenceOf(near, (timeS) => !missedAt.has(timeS))],
    ["red", "seen once", existenceOf(near, (timeS) => timeS === 0)],
    ["orange", "seen no more after 14 s", existenceOf(near, (timeS) => timeS <= 14)],
    ["green", "out of cover after 9 s", existenceOf(leaving, (timeS) => timeS < 9)],
  ] as const;
  for (const [colour, , points] of cases) {
    plot.line(points, colour);
    for (const [x, y] of points) plot.dot(x, y, colour, 2);
  }
  plot.legend(cases.map(([colour, text]) => [colour, text] as const));
  return plot.svg();
}
