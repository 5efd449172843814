import type { Cluster, LocalHypothesis } from "./local-hypothesis.ts";

/** What a cluster says of one of its trees. */
export interface TreeMarginal {
  /** Probability that there is such an object, over all ways to explain the cluster. */
  readonly existence: number;
  /** The hypothesis with the greatest part in it, … */
  readonly best: LocalHypothesis;
  /** … and that part, given that the object exists. */
  readonly share: number;
}

/** The marginals of all trees of a cluster; every tree has a hypothesis somewhere. */
export function marginalsOf({ trees, globals }: Cluster): readonly TreeMarginal[] {
  return trees.map(({ id }, i) => {
    const parts = new Map<LocalHypothesis, number>();
    let existence = 0;
    for (const { logWeight, choices } of globals) {
      const choice = choices[i];
      if (choice === null) continue;
      const part = Math.exp(logWeight) * choice.existence;
      existence += part;
      parts.set(choice, (parts.get(choice) ?? 0) + part);
    }
    let best: LocalHypothesis | null = null;
    let most = 0;
    for (const [hypothesis, part] of parts) {
      if (best !== null && part <= most) continue;
      best = hypothesis;
      most = part;
    }
    if (best === null) throw new Error(`tree ${id} has no hypothesis left`);
    return { existence, best, share: most / existence };
  });
}
