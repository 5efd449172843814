import { Gate, type Gated } from "../../bench/pmbm/gate.ts";
import { founded, type GoingOn, withDetection, withoutDetection } from "../../bench/pmbm/go-on.ts";
import type { LocalHypothesis } from "../../bench/pmbm/local-hypothesis.ts";
import type { Look } from "../../src/measurement/look.ts";
import { preparedLook } from "../../src/tracking/prepared-look.ts";
import type { SensorContext } from "../../src/tracking/sensor-context.ts";
import { ENV } from "../../src/tracking/tracker-world.test-support.ts";
import { UndetectedObjects } from "../../src/tracking/undetected.ts";

/** One way to explain all detections so far: objects, and the product of what they and the rest are probable by. */
interface Explanation {
  readonly weight: number;
  readonly objects: readonly LocalHypothesis[];
}

const NUMBERS_PER_LOOK = 65_536;

/**
 * Probabilities that objects exist with certain detections, by their histories: of every way to give the detections of a few looks to old
 * objects, new ones and clutter, one by one, with nothing left out.
 */
export function everyExplanation(
  looks: readonly Look[],
  sensor: SensorContext,
): ReadonlyMap<string, number> {
  const gate = new Gate();
  const undetected = new UndetectedObjects();
  let explanations: readonly Explanation[] = [{ weight: 1, objects: [] }];
  looks.forEach((look, k) => {
    const prepared = preparedLook(look, sensor, undefined, null);
    const going: GoingOn = { look: prepared, firstNumber: k * NUMBERS_PER_LOOK, env: ENV };
    undetected.advance(look.toUs);
    const density = undetected.count + sensor.geometry.spec.falseDetectionsPerSweep;
    const born = Array.from({ length: prepared.table.count }, (_, column) =>
      founded(going, column, undetected.count / density, null),
    );
    const known = new Map<LocalHypothesis, Gated>();
    const gatedOf = (one: LocalHypothesis): Gated => {
      const found = known.get(one) ?? gate.gate(one, prepared, ENV);
      known.set(one, found);
      return found;
    };
    explanations = explanations.flatMap((before) =>
      goneOn(before.objects.map(gatedOf), born, density, going).map(({ weight, objects }) => ({
        weight: before.weight * weight,
        objects,
      })),
    );
    undetected.sweep(look, sensor);
  });
  return existences(explanations);
}

function goneOn(
  objects: readonly Gated[],
  born: readonly LocalHypothesis[],
  density: number,
  going: GoingOn,
): readonly Explanation[] {
  const found: Explanation[] = [];
  const go = (
    place: number,
    taken: ReadonlySet<number>,
    weight: number,
    after: readonly LocalHypothesis[],
  ): void => {
    if (place === objects.length) {
      const others = born.filter((_, column) => !taken.has(column));
      found.push({ weight, objects: [...after, ...others] });
      return;
    }
    const one = objects[place];
    const missed = weight * (1 - one.prior * one.miss.probability);
    go(place + 1, taken, missed, [...after, withoutDetection(one, going)]);
    for (const link of one.links) {
      if (taken.has(link.column)) continue;
      const next = new Set([...taken, link.column]);
      const claimed = (weight * Math.exp(link.logClaim)) / density;
      go(place + 1, next, claimed, [...after, withDetection(one, link, going)]);
    }
  };
  go(0, new Set(), 1, []);
  return found;
}

function existences(explanations: readonly Explanation[]): ReadonlyMap<string, number> {
  const total = explanations.reduce((sum, { weight }) => sum + weight, 0);
  const sums = new Map<string, number>();
  for (const { weight, objects } of explanations) {
    for (const { history, existence } of objects) {
      const key = history.join();
      sums.set(key, (sums.get(key) ?? 0) + (weight / total) * existence);
    }
  }
  return sums;
}
