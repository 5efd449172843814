import { expect, test } from "vitest";
import type { MeasurementHistory } from "../measurement/measurement-history.ts";
import { type FitMemory, fitMemoryOf, fitPieceOf } from "./fit-memory.ts";
import { refineTrajectory } from "./refine-trajectory.ts";
import { trajectoryImpact } from "./trajectory-impact.ts";
import { TRAJECTORY_PRIOR } from "./trajectory-prior.ts";
import { BOMB, env, observe, RADAR, seeded, stateAt } from "./trajectory-world.test-support.ts";

/** A look of a drawn bomb's flight. */
interface Drawn {
  readonly history: MeasurementHistory;
  readonly from: { readonly mean: Float64Array; readonly timeS: number };
}

const RADARS = [
  RADAR,
  { ...RADAR, rateSigmaMps: 1 },
  { ...RADAR, periodS: 0.5, rangeSigmaM: 25, angleSigmaRad: 4e-3 },
];

/** Bombs that are drawn about the usual one, each as its radar sees it look by look. */
function* drawnFlights(count: number): Generator<readonly Drawn[]> {
  const { normal } = seeded(77);
  for (let flight = 0; flight < count; flight++) {
    const bomb = BOMB.slice();
    for (let i = 0; i < 3; i++) {
      bomb[i] = bomb[i] + [400, 400, 60][i] * normal();
      bomb[3 + i] = bomb[3 + i] + [20, 20, 15][i] * normal();
    }
    bomb[6] = TRAJECTORY_PRIOR.logDragMean + TRAJECTORY_PRIOR.logDragSigma * normal();
    const radar = RADARS[flight % RADARS.length];
    const untilS = 20;
    const whole = observe(bomb, untilS, { normal, radar });
    const error = Array.from({ length: 7 }, normal);
    yield Array.from({ length: whole.count - 3 }, (_, i) => {
      const history = { ...whole, count: 4 + i };
      const timeS = (3 + i) * radar.periodS;
      const mean = stateAt(bomb, timeS).map((v, k) => v + [8, 6, 9, 4, 3, 5, 0.4][k] * error[k]);
      return { history, from: { mean, timeS } };
    });
  }
}

const fit = ({ history, from }: Drawn, memory?: FitMemory) =>
  refineTrajectory({ ...history }, from, env, TRAJECTORY_PRIOR, memory)[0].fit;

function impactOf(of: Drawn, memory?: FitMemory) {
  const lastS = of.from.timeS;
  const ground = () => env.groundHeightM;
  const impact = trajectoryImpact(fit(of, memory), { env, prior: TRAJECTORY_PRIOR, ground, lastS });
  if (impact === null) throw new Error("a bomb comes down");
  return impact;
}

test("a fit that was extended leads where the whole fit does, to some hundredths of a standard deviation", () => {
  const offs: number[] = [];
  const spreads: number[] = [];
  let looks = 0;
  for (const flight of drawnFlights(24)) {
    const memory: FitMemory = { before: null, latest: null };
    for (const look of flight) {
      looks++;
      memory.before = memory.latest;
      const { before } = memory;
      const extended = impactOf(look, memory);
      // What went on from a base and ended at it was extended.
      if (before === null || memory.latest !== before) continue;
      const whole = impactOf(look, { before: { ...before, bases: null }, latest: null });
      const { covarianceEeM2: ee, covarianceEnM2: en, covarianceNnM2: nn } = whole;
      const de = extended.eastM - whole.eastM;
      const dn = extended.northM - whole.northM;
      const det = ee * nn - en * en;
      offs.push(Math.sqrt((nn * de * de - 2 * en * de * dn + ee * dn * dn) / det));
      const own = extended.covarianceEeM2 * extended.covarianceNnM2 - extended.covarianceEnM2 ** 2;
      spreads.push(Math.sqrt(own / det));
    }
  }
  offs.sort((a, b) => a - b);
  spreads.sort((a, b) => a - b);
  expect(offs.length / looks).toBeGreaterThan(0.2);
  expect(offs[Math.floor(0.5 * offs.length)]).toBeLessThan(0.01);
  expect(offs[Math.floor(0.9 * offs.length)]).toBeLessThan(0.03);
  expect(offs[offs.length - 1]).toBeLessThan(0.1);
  expect(spreads[Math.floor(0.05 * spreads.length)]).toBeGreaterThan(0.98);
  expect(spreads[Math.floor(0.95 * spreads.length)]).toBeLessThan(1.02);
});

test("whether rows came one by one, all at once or after what is kept was written down: the same to the bit", () => {
  let extended = 0;
  for (const flight of drawnFlights(6)) {
    const memory: FitMemory = { before: null, latest: null };
    for (const look of flight) {
      memory.before = memory.latest;
      const goneOn = fit(look, memory);
      if (memory.latest === memory.before) extended++;
      const piece = JSON.parse(JSON.stringify(fitPieceOf({ before: memory.before, latest: null })));
      const copied = { ...look.history, rows: look.history.rows.slice() };
      const again = fit({ ...look, history: copied }, fitMemoryOf(piece));
      const { base: _, ...numbers } = goneOn;
      expect(again).toMatchObject(numbers);
    }
  }
  expect(extended).toBeGreaterThan(20);
});

test("a row that fits not at all is not taken in one step", () => {
  const [flight] = drawnFlights(1);
  const memory: FitMemory = { before: null, latest: null };
  for (const look of flight.slice(0, 8)) {
    memory.before = memory.latest;
    fit(look, memory);
  }
  memory.before = memory.latest;
  const next = flight[8];
  const rows = next.history.rows.slice();
  const at = (next.history.count - 1) * 12 + 2;
  rows[at] = rows[at] + 400;
  fit({ ...next, history: { ...next.history, rows } }, memory);
  expect(memory.latest).not.toBe(memory.before);
});
