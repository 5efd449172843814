import type { Cluster, GlobalHypothesis, PmbmLimits } from "./local-hypothesis.ts";

/** Clusters that contend from now on as one: every way to explain the one with every way to explain the other, the most probable. */
export function joinClusters(clusters: readonly Cluster[], limits: PmbmLimits): Cluster {
  const trees = clusters.flatMap((cluster) => cluster.trees);
  let globals: readonly GlobalHypothesis[] = [{ logWeight: 0, choices: [] }];
  for (const cluster of clusters) globals = mostProbable(product(globals, cluster.globals), limits);
  return { trees, globals };
}

const product = (
  one: readonly GlobalHypothesis[],
  other: readonly GlobalHypothesis[],
): readonly GlobalHypothesis[] =>
  one.flatMap(({ logWeight, choices }) =>
    other.map((global) => ({
      logWeight: logWeight + global.logWeight,
      choices: [...choices, ...global.choices],
    })),
  );

/** The most probable of some global hypotheses, their probabilities summing to one. */
export function mostProbable(
  globals: readonly GlobalHypothesis[],
  { globalsMax, logWeightLeast }: Pick<PmbmLimits, "globalsMax" | "logWeightLeast">,
): readonly GlobalHypothesis[] {
  const sorted =
    globals.length === 1 ? globals : globals.toSorted((a, b) => b.logWeight - a.logWeight);
  const best = sorted[0].logWeight;
  const kept = sorted
    .slice(0, globalsMax)
    .filter(({ logWeight }) => logWeight >= best + logWeightLeast);
  const sum = kept.reduce((total, { logWeight }) => total + Math.exp(logWeight - best), 0);
  const logSum = best + Math.log(sum);
  return kept.map(({ logWeight, choices }) => ({ logWeight: logWeight - logSum, choices }));
}
