import {
  BALLISTIC_PROBABILITY,
  HOVER_SHARE,
  STEADY_SHARE,
  THRUST_PROBABILITY,
  TURN_SHARE,
} from "../../src/filter/bank-layout.ts";
import { createTracker } from "../../src/tracking/create-tracker.ts";
import {
  config,
  type Mover,
  NO_HEALTH,
  radar,
  runOfLooks,
} from "../../src/tracking/tracker-world.test-support.ts";
import type { TrackPiece } from "../../src/tracking/track-snapshot.ts";
import { Plot } from "./plot.ts";

const STRAIGHT_UNTIL_S = 20;
const TURN_UNTIL_S = 38;
const BRAKES_FROM_S = 46;
const STANDS_FROM_S = 51;
const END_S = 80;
const SPEED_MPS = 25;
const TURN_RATE_RADPS = (10 * Math.PI) / 180;
const STEP_S = 0.01;

/** A drone that flies straight, turns through half a circle, flies on, brakes and stands in the air. */
const drone: Mover = (timeS) => {
  let east = 1500;
  let north = 1800;
  let speed = SPEED_MPS;
  let heading = Math.PI / 2;
  for (let t = 0; t < timeS - STEP_S / 2; t += STEP_S) {
    if (t >= STRAIGHT_UNTIL_S && t < TURN_UNTIL_S) heading += TURN_RATE_RADPS * STEP_S;
    if (t >= BRAKES_FROM_S) speed = Math.max(0, speed - (SPEED_MPS / 5) * STEP_S);
    east += speed * Math.sin(heading) * STEP_S;
    north += speed * Math.cos(heading) * STEP_S;
  }
  return [east, north, 250, speed * Math.sin(heading), speed * Math.cos(heading), 0];
};

/** How probable each law of a bank was, scan by scan, while a drone changed its way of flying. */
export function lawsPicture(): string {
  const spec = radar({ detectionProbability: 1 });
  const tracker = createTracker(config([spec]));
  const shares: Record<"steady" | "agile" | "turn" | "hover" | "free", [number, number][]> = {
    steady: [],
    agile: [],
    turn: [],
    hover: [],
    free: [],
  };
  runOfLooks([drone], END_S, 7, { spec }).forEach((look, timeS) => {
    tracker.processLook(look, NO_HEALTH);
    const { tracks } = tracker.snapshot() as { readonly tracks: readonly TrackPiece[] };
    const numbers = tracks[0].numbers.map((value) => value ?? 0);
    const free = numbers[BALLISTIC_PROBABILITY] + numbers[THRUST_PROBABILITY];
    const [steady, hover, turn] = [STEADY_SHARE, HOVER_SHARE, TURN_SHARE].map(
      (place) => (1 - free) * numbers[place],
    );
    shares.steady.push([timeS, steady]);
    shares.hover.push([timeS, hover]);
    shares.turn.push([timeS, turn]);
    shares.agile.push([timeS, 1 - free - steady - hover - turn]);
    shares.free.push([timeS, free]);
  });
  const plot = new Plot({
    title: "Which law a drone is believed to follow",
    x: { from: 0, to: END_S, step: 10, label: "seconds, one look in each" },
    y: { from: 0, to: 1.19, step: 0.2, label: "probability" },
  });
  plot.line(shares.free, "grey", { dashed: true });
  plot.line(shares.agile, "orange");
  plot.line(shares.steady, "blue");
  plot.line(shares.turn, "violet");
  plot.line(shares.hover, "green");
  plot.legend([
    ["blue", "straight"],
    ["orange", "agile"],
    ["violet", "turn at constant rate"],
    ["green", "standing in the air"],
    ["grey", "free fall or thrust"],
  ]);
  for (const [timeS, text] of [
    [1, "flies straight"],
    [STRAIGHT_UNTIL_S, "turns at 10°/s"],
    [TURN_UNTIL_S, "straight"],
    [BRAKES_FROM_S, "brakes"],
    [STANDS_FROM_S + 1, "stands"],
  ] as const)
    plot.note(timeS, 1.03, text);
  return plot.svg();
}
