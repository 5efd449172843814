import { projectTrack } from "../../src/projection/project-track.ts";
import { createTracker } from "../../src/tracking/create-tracker.ts";
import {
  config,
  ENV,
  falling,
  NO_HEALTH,
  radar,
  runOfLooks,
} from "../../src/tracking/tracker-world.test-support.ts";
import { type Colour, Plot } from "./plot.ts";

const bomb = falling([2600, 3200, 150, -95, -80, 165]);
/** The sigmas of an ellipse that holds 90 % of a Gaussian in the plane: √(2 ln 10). */
const NINETY_PERCENT = Math.sqrt(2 * Math.log(10));
const SHOWN: readonly (readonly [number, Colour])[] = [
  [4, "grey"],
  [6, "violet"],
  [9, "orange"],
  [14, "green"],
  [20, "blue"],
];

/** Where a mortar bomb is said to come down, with 90 %, as it flies; and where it did. */
export function impactPicture(): string {
  const spec = radar({ detectionProbability: 1 });
  const tracker = createTracker(config([spec], { keepsHistory: true }));
  const looks = runOfLooks([bomb], 24, 3, { spec });
  let landsS = 0;
  while (bomb(landsS) !== null) landsS += 0.05;
  const end = bomb(landsS - 0.05) ?? [];
  const plot = new Plot({
    title: "Where a mortar bomb will come down, with 90 %",
    x: { from: -800, to: 800, step: 200, label: "east of where it came down, m" },
    y: { from: -300, to: 340, step: 100, label: "north, m" },
    width: 720,
    height: 339,
  });
  looks.forEach((look, timeS) => {
    tracker.processLook(look, NO_HEALTH);
    const colour = SHOWN.find(([shown]) => shown === timeS)?.[1];
    const [track] = tracker.tracks();
    if (colour === undefined || track === undefined) return;
    for (const part of projectTrack(track, ENV).components) {
      if (part.kind !== "impact" || part.weight < 0.5) continue;
      const covariance = [part.covarianceEeM2, part.covarianceEnM2, part.covarianceNnM2] as const;
      const [east, north] = [part.eastM - end[0], part.northM - end[1]];
      plot.ellipse(east, north, covariance, NINETY_PERCENT, colour);
    }
  });
  plot.dot(0, 0, "red", 4);
  plot.legend([
    ...SHOWN.map(([timeS, colour]) => [colour, `after ${timeS} s`] as const),
    ["red", `impact at ${Math.round(landsS)} s`] as const,
  ]);
  return plot.svg();
}
