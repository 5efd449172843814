import { describe, expect, test } from "vitest";
import type { Cluster, LocalHypothesis, PmbmLimits } from "../../bench/pmbm/local-hypothesis.ts";
import { trimCluster } from "../../bench/pmbm/trim-cluster.ts";

const LIMITS: PmbmLimits = {
  globalsMax: 100,
  logWeightLeast: -20,
  existenceLeast: 1e-5,
  looksAlike: Infinity,
};

const hypothesis = (history: readonly number[], existence = 1): LocalHypothesis => ({
  row: new Float64Array(0),
  existence,
  existenceUs: 0,
  history,
});

const tree = (id: string) => ({ id, isConfirmed: true });

/** Two trees, each of which has one of two detections that are its own. */
function independent(): Cluster {
  const a = [hypothesis([1, 2]), hypothesis([1, 3])];
  const b = [hypothesis([11, 12]), hypothesis([11, 13])];
  const weight = (p: number, q: number): number => Math.log(p * q);
  return {
    trees: [tree("a"), tree("b")],
    globals: [
      { logWeight: weight(0.7, 0.6), choices: [a[0], b[0]] },
      { logWeight: weight(0.7, 0.4), choices: [a[0], b[1]] },
      { logWeight: weight(0.3, 0.6), choices: [a[1], b[0]] },
      { logWeight: weight(0.3, 0.4), choices: [a[1], b[1]] },
    ],
  };
}

describe("trimCluster", () => {
  test("parts what shares no detection, each with its own probabilities", () => {
    const { clusters } = trimCluster(independent(), LIMITS);
    const parts = clusters.map(({ trees, globals }) => ({
      id: trees[0].id,
      weights: globals.map(({ logWeight }) => Math.round(1e9 * Math.exp(logWeight)) / 1e9),
    }));
    expect(parts).toEqual([
      { id: "a", weights: [0.7, 0.3] },
      { id: "b", weights: [0.6, 0.4] },
    ]);
  });

  test("leaves together what may have the same detection", () => {
    const [a, b] = [hypothesis([1, 2]), hypothesis([11, 2])];
    const cluster = {
      trees: [tree("a"), tree("b")],
      globals: [
        { logWeight: Math.log(0.6), choices: [a, hypothesis([11])] },
        { logWeight: Math.log(0.4), choices: [hypothesis([1]), b] },
      ],
    };
    expect(trimCluster(cluster, LIMITS).clusters).toHaveLength(1);
  });

  test("gives what hardly exists back, and says which trees ended", () => {
    const faint = hypothesis([5], 1e-6);
    const { clusters, ended, recycled } = trimCluster(
      { trees: [tree("faint")], globals: [{ logWeight: 0, choices: [faint] }] },
      LIMITS,
    );
    expect(clusters).toHaveLength(0);
    expect(ended.map(({ last }) => last)).toEqual([faint]);
    expect(recycled).toBeCloseTo(1e-6, 12);
  });

  test("takes hypotheses that agree in their latest looks for one", () => {
    const older = hypothesis([1, 4, 5]);
    const other = hypothesis([2, 4, 5]);
    const { clusters } = trimCluster(
      {
        trees: [tree("a")],
        globals: [
          { logWeight: Math.log(0.6), choices: [older] },
          { logWeight: Math.log(0.4), choices: [other] },
        ],
      },
      { ...LIMITS, looksAlike: 2 },
    );
    expect(clusters[0].globals).toHaveLength(1);
    expect(clusters[0].globals[0].choices).toEqual([older]);
    expect(clusters[0].globals[0].logWeight).toBeCloseTo(0, 12);
  });
});
