import { describe, expect, test } from "vitest";
import { crossingByColumn } from "../motion/flight-step.ts";
import { type ColumnsFlown, flyToGround, groundCrossing } from "./fly-to-ground.ts";
import {
  BY_LOG_DRAG,
  BY_SHARE,
  BY_UP,
  BY_VELOCITY,
  logDragByVelocity,
  shapedColumns,
} from "./shaped-flight.ts";
import { env } from "./trajectory-world.test-support.ts";

const GROUND_M = 40;
const SHARE = 0.8;
const shots: Record<string, readonly number[]> = {
  mortar: [100, 50, 400, 115, 20, 130, Math.log(2e-4)],
  "supersonic rocket": [-3000, 2000, 900, 620, 200, 320, Math.log(1.5e-4)],
  "fall in thick air": [0, 0, 3000, 60, 10, -70, Math.log(4e-3)],
};
const STEPS = [0.5, 0.05, 0.05, 0.05, 1e-3] as const;

function crossing(state: Float64Array, share = SHARE, flown: ColumnsFlown | null = null) {
  const out = groundCrossing();
  expect(flyToGround(state, env, GROUND_M, 1, out, share, flown)).toBe(true);
  return [out.state[0], out.state[1], out.timeS] as const;
}

/** What {@link crossingByColumn} gives for each column of the state, then of the share. */
function slopesOf(state: Float64Array): readonly (readonly number[])[] {
  crossing(state, SHARE, { crossed: true, forkS: 0 });
  const slopes = [BY_UP, BY_VELOCITY, BY_VELOCITY + 1, BY_VELOCITY + 2, BY_LOG_DRAG, BY_SHARE].map(
    (column) => {
      const out = new Float64Array(3);
      crossingByColumn(shapedColumns, column, out);
      return [...out];
    },
  );
  return slopes.map((slope, i) => {
    const axis = i - BY_VELOCITY;
    if (axis !== 0 && axis !== 1 && axis !== 2) return slope;
    return slope.map((value, row) => value + logDragByVelocity(axis) * slopes[BY_LOG_DRAG][row]);
  });
}

describe.each(Object.entries(shots))("%s", (_, shot) => {
  const state = Float64Array.from(shot);
  const slopes = slopesOf(state);

  test.each([
    ["height", 2, 0],
    ["velocity east", 3, 1],
    ["velocity north", 4, 2],
    ["climb", 5, 3],
    ["ln k", 6, 4],
  ])("its column by %s is what flights to both sides find", (_name, place, column) => {
    const step = STEPS[column];
    const [more, less] = [step, -step].map((by) => {
      const moved = Float64Array.from(state);
      moved[place] = moved[place] + by;
      return crossing(moved);
    });
    const size = Math.max(...slopes[column].map(Math.abs));
    for (let row = 0; row < 3; row++) {
      const found = (more[row] - less[row]) / (2 * step);
      expect(Math.abs(found - slopes[column][row])).toBeLessThan(0.04 * size);
    }
  });

  test("its column by the share of the drag's rise is what flights to both sides find", () => {
    const [more, less] = [SHARE + 0.01, SHARE - 0.01].map((share) => crossing(state, share));
    for (let row = 0; row < 3; row++) {
      const found = (more[row] - less[row]) / 0.02;
      expect(Math.abs(found - slopes[5][row])).toBeLessThan(0.02 * Math.abs(found) + 0.5);
    }
  });
});

test("a change of ln k half way moves the crossing by less than one from the start", () => {
  const state = Float64Array.from(shots["supersonic rocket"] ?? []);
  const flown = { crossed: true, forkS: 0 };
  const timeS = crossing(state, SHARE, flown)[2];
  flown.forkS = 0.5 * timeS;
  crossing(state, SHARE, flown);
  expect(flown.forkS).toBeGreaterThanOrEqual(0.5 * timeS);
  expect(flown.forkS).toBeLessThan(0.5 * timeS + 1.6);
  const early = new Float64Array(3);
  const late = new Float64Array(3);
  crossingByColumn(shapedColumns, BY_LOG_DRAG, early);
  crossingByColumn(shapedColumns, BY_LOG_DRAG + 2, late);
  const ratio = Math.hypot(late[0], late[1]) / Math.hypot(early[0], early[1]);
  expect(ratio).toBeGreaterThan(0.05);
  expect(ratio).toBeLessThan(0.5);
});
