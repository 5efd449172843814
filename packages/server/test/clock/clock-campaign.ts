import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { stream } from "@tocsin/sim";
import { RunningPost } from "../run/post-harness.ts";
import { bomb, SITE, writeSite } from "../run/post-process.ts";

/** A wall clock's fault is shown within so long. */
export const SHOWN_S = 5;
/** The bomb begins to fly, and is down some four seconds later. */
const FLIES_S = 6;
const DAY_S = 86_400;
const ROUND_MS = 15_000;

export interface ClockFigures {
  readonly stepsS: number[];
  readonly shownS: number[];
  readonly breaches: string[];
}

/** Steps of 1 s to a day, as many of a second as of hours, forth and back in turn. */
export function drawSteps(seed: number, count: number): readonly number[] {
  const random = stream(seed, "clock steps");
  return Array.from({ length: count }, (_, i) => {
    const sizeS = Math.exp(random.uniform(Math.log(1.5), Math.log(DAY_S)));
    return i % 2 === 0 ? sizeS : -sizeS;
  });
}

/** Two posts, one that is attacked and one that is not, and a wall clock that is stepped under both. */
export async function clockCampaign(options: {
  readonly stepsS: readonly number[];
  readonly seed: number;
  readonly progress: (text: string) => void;
}): Promise<ClockFigures> {
  const figures: ClockFigures = { stepsS: [], shownS: [], breaches: [] };
  const random = stream(options.seed, "clock moments");
  const trueNow = Date.now;
  try {
    for (const [i, stepS] of options.stepsS.entries()) {
      options.progress(`step ${i + 1} of ${options.stepsS.length}: ${stepS.toFixed(1)} s`);
      await oneStep({ stepS, afterS: random.uniform(0.5, 9), trueNow, figures });
      Date.now = trueNow;
    }
  } finally {
    Date.now = trueNow;
  }
  return figures;
}

async function oneStep(of: {
  readonly stepS: number;
  readonly afterS: number;
  readonly trueNow: () => number;
  readonly figures: ClockFigures;
}): Promise<void> {
  const { stepS, afterS, trueNow, figures } = of;
  const folder = mkdtempSync(join(tmpdir(), "tocsin-clock-"));
  const posts = ["attacked", "quiet"].map((name) => postOf(join(folder, name), name));
  try {
    await Promise.all(posts.map(({ ready }) => ready));
    const beganMs = performance.now();
    await pause(afterS * 1_000);
    const steppedMs = performance.now();
    Date.now = () => trueNow() + stepS * 1_000;
    figures.stepsS.push(stepS);
    const name = `${stepS.toFixed(1)} s after ${afterS.toFixed(1)} s`;
    const late = pause(SHOWN_S * 1_000 + 1_000).then(() => "late" as const);
    for (const post of posts) {
      const shown = await Promise.race([post.untilFault("CLOCK_STEP"), late]);
      const tookS = (performance.now() - steppedMs) / 1_000;
      if (shown === "late") figures.breaches.push(`${name}: not shown in ${SHOWN_S} s`);
      else figures.shownS.push(tookS);
    }
    await pause(Math.max(0, ROUND_MS - (performance.now() - beganMs)));
    const [attacked = [], quiet = []] = posts.map(({ effects }) =>
      effects.flatMap((effect) => (effect.type === "warning" ? [effect.warning] : [])),
    );
    const covers = attacked.filter(({ stage }) => stage === "take-cover");
    if (covers.length === 0) figures.breaches.push(`${name}: the attack was not warned of`);
    if (attacked.filter(({ action }) => action === "start").length > 1)
      figures.breaches.push(`${name}: one attack began two alarms`);
    if (attacked.at(-1)?.stage !== "all-clear")
      figures.breaches.push(`${name}: no all-clear came by ${ROUND_MS / 1_000} s`);
    if (quiet.length > 0) figures.breaches.push(`${name}: a warning of nothing`);
  } finally {
    await Promise.all(posts.map((post) => post.stop()));
    rmSync(folder, { recursive: true, force: true });
  }
}

function postOf(folder: string, name: string): RunningPost {
  mkdirSync(folder);
  writeSite(folder, {
    scenario: { objects: name === "attacked" ? [bomb("bomb", FLIES_S, 40)] : [] },
  });
  const inputs = [{ type: "simulation", id: "play", scenario: join(folder, "play.yaml") }];
  const config = { ...SITE, inputs, channels: SITE.channels.slice(0, 1) };
  return new RunningPost({ config, dataDir: join(folder, "data") });
}
