import { mostProbable } from "./join-clusters.ts";
import {
  type Cluster,
  type GlobalHypothesis,
  type LocalHypothesis,
  MISSED,
  type PmbmLimits,
  type Tree,
} from "./local-hypothesis.ts";

export interface Trimmed {
  /** What is left, in clusters that share nothing. */
  readonly clusters: readonly Cluster[];
  /** Trees that ended, with the last of their hypotheses. */
  readonly ended: readonly { readonly tree: Tree; readonly last: LocalHypothesis }[];
  /** Objects that went back to those that nobody has detected: the sum of their probabilities. */
  readonly recycled: number;
}

/**
 * Lets go what is too improbable: hypotheses that exist less than {@link PmbmLimits.existenceLeast} are recycled, trees without hypotheses end, and
 * global hypotheses that say the same become one. What then has no detection in common with the rest becomes a cluster of its own: its
 * ways to be explained, each with the sum of the probabilities that it had with all ways of the rest. That is exact where all ways are kept.
 * (J. L. Williams, "Hybrid Poisson and multi-Bernoulli filters", 15th International Conference on Information Fusion (2012), on recycling.)
 */
export function trimCluster(cluster: Cluster, limits: PmbmLimits): Trimmed {
  let recycled = 0;
  const lasts = cluster.trees.map((): LocalHypothesis | null => null);
  const kept = cluster.globals.map(({ logWeight, choices }): GlobalHypothesis => {
    const trimmed = choices.map((choice, i) => {
      if (choice === null) return null;
      lasts[i] ??= choice;
      if (choice.existence >= limits.existenceLeast) return choice;
      recycled += Math.exp(logWeight) * choice.existence;
      return null;
    });
    return { logWeight, choices: trimmed };
  });
  const alike = limits.looksAlike === Infinity ? kept : joinAlike(kept, limits.looksAlike);
  const lives = cluster.trees.map((_, i) => alike.some(({ choices }) => choices[i] !== null));
  const ended = cluster.trees.flatMap((tree, i) => {
    const last = lasts[i];
    return lives[i] || last === null ? [] : [{ tree, last }];
  });
  const clusters = groupsOf(alike, lives).map((places) => ({
    trees: places.map((place) => cluster.trees[place]),
    globals: mostProbable(marginal(alike, places), EVERYTHING),
  }));
  return { clusters, ended, recycled };
}

/** What was kept of all is kept of each part: a tree that lives has a hypothesis. */
const EVERYTHING = { globalsMax: Infinity, logWeightLeast: -Infinity } as const;

/** Hypotheses of one tree that had the same in their latest looks become the more probable one. */
function joinAlike(
  globals: readonly GlobalHypothesis[],
  looks: number,
): readonly GlobalHypothesis[] {
  const count = globals[0].choices.length;
  const replaced = Array.from({ length: count }, (_, i) => {
    const weights = new Map<LocalHypothesis, number>();
    for (const { logWeight, choices } of globals) {
      const choice = choices[i];
      if (choice !== null) weights.set(choice, (weights.get(choice) ?? 0) + Math.exp(logWeight));
    }
    const best = new Map<string, LocalHypothesis>();
    const standIn = new Map<LocalHypothesis, LocalHypothesis>();
    for (const [hypothesis] of [...weights].toSorted((p, q) => q[1] - p[1])) {
      const key = hypothesis.history.slice(-looks).join(",");
      const first = best.get(key) ?? hypothesis;
      best.set(key, first);
      standIn.set(hypothesis, first);
    }
    return standIn;
  });
  return globals.map(({ logWeight, choices }) => ({
    logWeight,
    choices: choices.map((choice, i) =>
      choice === null ? null : (replaced[i].get(choice) ?? choice),
    ),
  }));
}

/** Places of live trees, together where any of their hypotheses share a detection. */
function groupsOf(
  globals: readonly GlobalHypothesis[],
  lives: readonly boolean[],
): readonly (readonly number[])[] {
  const parent = lives.map((_, i) => i);
  const rootOf = (i: number): number => {
    let root = i;
    while (parent[root] !== root) root = parent[root];
    parent[i] = root;
    return root;
  };
  const holder = new Map<number, number>();
  const seen = new Set<LocalHypothesis>();
  for (const { choices } of globals) {
    choices.forEach((choice, i) => {
      if (choice === null || seen.has(choice)) return;
      seen.add(choice);
      for (const detection of choice.history) {
        if (detection === MISSED) continue;
        const other = holder.get(detection);
        if (other === undefined) holder.set(detection, i);
        else parent[rootOf(i)] = rootOf(other);
      }
    });
  }
  const groups = new Map<number, number[]>();
  lives.forEach((isAlive, i) => {
    if (!isAlive) return;
    const root = rootOf(i);
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [i]);
    else group.push(i);
  });
  return [...groups.values()];
}

/** The global hypotheses about some of the trees, each with the sum of the probabilities of those about all that agree with it. */
function marginal(
  globals: readonly GlobalHypothesis[],
  places: readonly number[],
): readonly GlobalHypothesis[] {
  const numbers = new Map<LocalHypothesis | null, number>();
  const sums = new Map<string, { weight: number; choices: readonly (LocalHypothesis | null)[] }>();
  for (const global of globals) {
    const choices = places.map((place) => global.choices[place]);
    const key = choices
      .map((choice) => {
        const number = numbers.get(choice) ?? numbers.size;
        numbers.set(choice, number);
        return number;
      })
      .join(",");
    const same = sums.get(key);
    const weight = Math.exp(global.logWeight);
    if (same === undefined) sums.set(key, { weight, choices });
    else same.weight += weight;
  }
  return [...sums.values()].map(({ weight, choices }) => ({
    logWeight: Math.log(weight),
    choices,
  }));
}
