import { expect, test } from "vitest";
import { projectTrack } from "../projection/project-track.ts";
import type { Projection } from "../projection/projection.ts";
import { BOMB, env, observe, stateAt } from "../projection/trajectory-world.test-support.ts";
import { trackOf } from "../assessment/decision.test-support.ts";
import { circle, POLICY } from "./engine.test-support.ts";
import { fittedFallOf, goneOnFall } from "./fitted-fall.ts";
import { projectWhatMatters } from "./project-what-matters.ts";

/** The bomb after some seconds of being seen; the filter's estimate is this much off in the east, m/s. */
function bombAt(seconds: number, offMps = 0) {
  const covariance = new Float64Array(49);
  for (let i = 0; i < 6; i++) covariance[i * 8] = i < 3 ? 400 : 25;
  covariance[48] = 0.1;
  const mean = stateAt(BOMB, seconds);
  mean[3] = mean[3] + offMps;
  const estimates = [{ model: "ballistic" as const, probability: 1, mean, covariance }];
  const history = observe(BOMB, seconds);
  return { ...trackOf({ estimates, timeUs: seconds * 1_000_000 }), history };
}
const quickOf = (track: ReturnType<typeof bombAt>) =>
  projectTrack({ ...track, history: null }, env);

const EARLIER = bombAt(8);
const FITTED = projectTrack(EARLIER, env);
const FALL = fittedFallOf(FITTED, EARLIER.history);
const places = ({ components }: Projection) =>
  components.map((one) => (one.kind === "impact" ? [one.eastM, one.northM, one.impactUs] : []));

test("where a fall ends by a fit, it ends a little later too", () => {
  const later = bombAt(9);
  const gone = goneOnFall(quickOf(later), later.history, FALL);
  expect(gone).not.toBeNull();
  if (gone === null) return;
  expect(gone.fromUs).toBe(later.timeUs);
  expect(places(gone)).toEqual(places(FITTED));
  const weight = gone.components.reduce((sum, one) => sum + one.weight, 0);
  expect(weight).toBeCloseTo(1, 12);
});

test("a fit is not gone by any more when half as much again was seen, nor of another history", () => {
  const later = bombAt(14);
  expect(goneOnFall(quickOf(later), later.history, FALL)).toBeNull();
  const next = bombAt(9);
  const other = { ...next.history, startUs: next.history.startUs + 1 };
  expect(goneOnFall(quickOf(next), other, FALL)).toBeNull();
  expect(goneOnFall(quickOf(next), next.history, null)).toBeNull();
});

test("nor when what is seen now leads elsewhere", () => {
  const astray = bombAt(9, 120);
  expect(goneOnFall(quickOf(astray), astray.history, FALL)).toBeNull();
});

test("a fit that has settled what it threatens is not made again a look later, and one that has not is", () => {
  const [impact] = FITTED.components;
  if (impact.kind !== "impact") throw new Error("it comes down");
  const later = bombAt(9);
  const project = (awayM: number) => {
    const guarded = {
      policy: POLICY,
      areas: [circle("camp", impact.eastM + awayM, impact.northM, 300)],
    };
    const memory = {
      fits: { before: null, latest: null },
      falls: { before: FALL, latest: FALL },
    };
    const allowance = { left: 1 };
    const projection = projectWhatMatters(later, guarded, env, allowance, memory);
    return { projection, fits: 1 - allowance.left, latest: memory.falls.latest };
  };
  const settled = project(1500);
  expect(settled.fits).toBe(0);
  expect(places(settled.projection)).toEqual(places(FITTED));
  expect(settled.latest).toBe(FALL);
  const open = project(330);
  expect(open.fits).toBe(1);
  expect(open.latest?.count).toBe(later.history.count);
});
