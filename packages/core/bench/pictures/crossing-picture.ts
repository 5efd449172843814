import { createTracker } from "../../src/tracking/create-tracker.ts";
import {
  config,
  type Mover,
  NO_HEALTH,
  radar,
  runOfLooks,
  straight,
} from "../../src/tracking/tracker-world.test-support.ts";
import { type Colour, Plot } from "./plot.ts";

const END_S = 36;
const TRACK_COLOURS: readonly Colour[] = ["blue", "orange", "green", "violet"];

/** Two drones whose ways cross at a small angle, seen by a radar 3 km away: detections, and the tracks with two sigmas. */
export function crossingPicture(): string {
  const movers: readonly Mover[] = [
    straight([-450, 2850, 200, 25, 6, 0]),
    straight([-450, 3060, 200, 25, -6, 0]),
  ];
  const spec = radar({ detectionProbability: 0.9 });
  const tracker = createTracker(config([spec]));
  const plot = new Plot({
    title: "Two drones whose ways cross",
    x: { from: -500, to: 500, step: 100, label: "east, m" },
    y: { from: 2800, to: 3180, step: 100, label: "north, m" },
    width: 720,
    height: 326,
  });
  for (const mover of movers) {
    const way = [0, END_S].map((timeS) => {
      const state = mover(timeS) ?? [];
      return [state[0], state[1]] as const;
    });
    plot.line(way, "grey", { width: 1, dashed: true });
  }
  const ways = new Map<string, [number, number][]>();
  runOfLooks(movers, END_S, 5, { spec, clutter: 20 }).forEach((look, timeS) => {
    tracker.processLook(look, NO_HEALTH);
    for (const detection of look.detections) {
      if (detection.kind !== "polar" || detection.rangeM === null) continue;
      const east = detection.rangeM * Math.sin(detection.azimuthRad);
      const north = detection.rangeM * Math.cos(detection.azimuthRad);
      if (Math.abs(east) < 500 && north > 2780 && north < 3160) plot.dot(east, north, "grey", 1.8);
    }
    for (const track of tracker.confirmed()) {
      const { mean, covariance } = track.estimates[0];
      const way = ways.get(track.id) ?? [];
      ways.set(track.id, way);
      way.push([mean[0], mean[1]]);
      const colour = TRACK_COLOURS[[...ways.keys()].indexOf(track.id) % TRACK_COLOURS.length];
      if (timeS % 4 === 0)
        plot.ellipse(mean[0], mean[1], [covariance[0], covariance[1], covariance[7]], 2, colour);
    }
  });
  let next = 0;
  for (const way of ways.values()) plot.line(way, TRACK_COLOURS[next++ % TRACK_COLOURS.length]);
  plot.legend([
    ["grey", "detections and the true ways"],
    ["blue", "one track"],
    ["orange", "the other, with two sigmas"],
  ]);
  return plot.svg();
}
