import type { Cluster } from "./local-hypothesis.ts";
import { type Birth, gatedOf, isPossible, logGain, type LookEvidence } from "./update-cluster.ts";

/** Clusters that want the same detections of a look, and those detections. */
export interface ClusterGroup {
  readonly clusters: readonly Cluster[];
  readonly births: readonly Birth[];
}

/** Puts clusters that a look brings together side by side; a detection that none of them wants stands by itself. */
export function groupClusters(
  clusters: readonly Cluster[],
  births: readonly Birth[],
  evidence: LookEvidence,
): readonly ClusterGroup[] {
  const count = clusters.length;
  const parent = Array.from({ length: count + births.length }, (_, i) => i);
  const rootOf = (i: number): number => {
    let root = i;
    while (parent[root] !== root) root = parent[root];
    parent[i] = root;
    return root;
  };
  clusters.forEach((cluster, i) => {
    for (const column of wantedBy(cluster, evidence)) {
      parent[rootOf(count + column)] = rootOf(i);
    }
  });
  const groups = new Map<number, { clusters: Cluster[]; births: Birth[] }>();
  const groupOf = (i: number): { clusters: Cluster[]; births: Birth[] } => {
    const root = rootOf(i);
    const known = groups.get(root) ?? { clusters: [], births: [] };
    groups.set(root, known);
    return known;
  };
  clusters.forEach((cluster, i) => groupOf(i).clusters.push(cluster));
  births.forEach((birth, i) => groupOf(count + i).births.push(birth));
  return [...groups.values()];
}

function wantedBy(
  { globals }: Cluster,
  { gated, logExtraneous }: LookEvidence,
): ReadonlySet<number> {
  const wanted = new Set<number>();
  const asked = new Set<object>();
  for (const { choices } of globals) {
    for (const choice of choices) {
      if (choice === null || asked.has(choice)) continue;
      asked.add(choice);
      const one = gatedOf(gated, choice);
      for (const { column, logClaim } of one.links) {
        if (isPossible(logGain(one, logClaim, logExtraneous[column]))) wanted.add(column);
      }
    }
  }
  return wanted;
}
