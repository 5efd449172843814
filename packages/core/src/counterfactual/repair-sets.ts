import type { Change } from "./change.ts";
import { type FoundLink, firstRepairs, repairName } from "./find-links.ts";
import { type NearestTurn, nearestTurn } from "./knob.ts";
import type { Runs } from "./question.ts";
import type { Repair } from "./repairs-of.ts";
import type { RepairSet, RepairStep } from "./what-if-report.ts";

/** Sets given at most: the smallest first. */
export const SETS_MAX = 24;

/**
 * The smallest sets of repairs that change the answer. Every subset of the links that can be mended is run, fewest first, and none that contains one
 * that is already enough; a link without which all the others together are not enough is in every set, and is not tried
 * without. In each set every other way to mend a link is then tried in the place of the first, and numbers are turned
 * back to the least that is enough. So each set given has been run and changes the answer, and leaving out any of its changes
 * has been run and does not.
 */
export function repairSets(runs: Runs, links: readonly FoundLink[]): readonly RepairSet[] {
  const mendable = links.filter(
    (one, index) =>
      one.repairs.length > 0 &&
      links.findIndex((other) => repairName(other) === repairName(one)) === index,
  );
  if (mendable.length === 0 || !runs.ask(firstRepairs(mendable)).acted) return [];
  const needed = mendable.filter(
    (one) => !runs.ask(firstRepairs(mendable.filter((other) => other !== one))).acted,
  );
  const free = mendable.filter((one) => !needed.includes(one));
  const minimal: (readonly FoundLink[])[] = [];
  for (let size = 0; size <= free.length && !runs.isExhausted; size++)
    for (const some of combinations(free, size)) {
      if (minimal.some((set) => set.every((one) => needed.includes(one) || some.includes(one))))
        continue;
      if (runs.isExhausted) break;
      const set = [...needed, ...some];
      if (runs.ask(firstRepairs(set)).acted) minimal.push(set);
    }
  const sets = minimal.flatMap((set) => waysOf(runs, set));
  return distinct(sets).slice(0, SETS_MAX);
}

/** Every choice of `size` of them, in their order. */
function* combinations<T>(of: readonly T[], size: number, from = 0): Generator<readonly T[], void> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let i = from; i <= of.length - size; i++)
    for (const rest of combinations(of, size - 1, i + 1)) yield [of[i], ...rest];
}

/** The set with the first way of each link, and with each other way of one link. */
function waysOf(runs: Runs, links: readonly FoundLink[]): readonly RepairSet[] {
  const first = links.map(({ repairs }) => repairs[0]);
  const sets = [tightened(runs, first, 0)];
  links.forEach(({ repairs }, index) => {
    for (const other of repairs.slice(1))
      sets.push(tightened(runs, first.with(index, other), index));
  });
  return sets.flatMap((set) => set ?? []);
}

/**
 * The repairs with every number turned back to the least that is enough, beginning with that at `begin`; null where they are not enough, or more
 * than enough.
 */
export function tightened(runs: Runs, repairs: readonly Repair[], begin: number): RepairSet | null {
  const acts = (changes: readonly Change[]): boolean => runs.ask(changes).acted;
  let changes = repairs.map(({ change }) => change);
  const turns: (NearestTurn | null)[] = repairs.map(() => null);
  const order = [begin, ...repairs.map((_, index) => index).filter((index) => index !== begin)];
  for (const index of order) {
    const { knob } = repairs[index];
    if (knob === null) continue;
    const turn = nearestTurn(knob, (other) => acts(changes.with(index, other)));
    turns[index] = turn;
    if (turn !== null) changes = changes.with(index, turn.change);
  }
  if (!acts(changes)) return null;
  if (changes.some((_, index) => acts(changes.toSpliced(index, 1)))) return null;
  const steps = changes.map((change, index) => stepOf(change, turns[index]));
  const { stage, warnedUs } = runs.ask(changes);
  return { steps, stage, warnedUs, notional: steps.some(({ notional }) => notional) };
}

function stepOf({ name, clause, notional }: Change, turn: NearestTurn | null): RepairStep {
  if (turn === null) return { name, clause, notional, nearest: null };
  const { recorded, value, shortOf, unit } = turn;
  return { name, clause, notional, nearest: { recorded, value, shortOf, unit } };
}

function distinct(sets: readonly RepairSet[]): readonly RepairSet[] {
  const known = new Map<string, RepairSet>();
  for (const set of sets) {
    const key = set.steps
      .map(({ name }) => name)
      .toSorted()
      .join(" ");
    if (!known.has(key)) known.set(key, set);
  }
  return [...known.values()].toSorted((a, b) => a.steps.length - b.steps.length);
}
