import { type AssignmentProblem, bestAssignments, type RowOptions } from "./best-assignments.ts";
import type { Gated } from "./gate.ts";
import { type GoingOn, withDetection, withoutDetection } from "./go-on.ts";
import { mostProbable } from "./join-clusters.ts";
import type {
  Cluster,
  GlobalHypothesis,
  LocalHypothesis,
  PmbmLimits,
  Tree,
} from "./local-hypothesis.ts";

/** The object that a detection would be of if no tree has it. */
export interface Birth {
  readonly column: number;
  readonly tree: Tree;
  readonly hypothesis: LocalHypothesis;
}

/** ln of r·P_D·L/λ / (1 − r·P_D) below which a pairing is left out, as in the tracker. */
const LOG_GAIN_LEAST = -9;

/** What a look says of all hypotheses, and of each of its detections how many others of a sweep would be like it, false or new. */
export interface LookEvidence {
  readonly gated: ReadonlyMap<LocalHypothesis, Gated>;
  readonly logExtraneous: ArrayLike<number>;
}

/**
 * A cluster after a look. Every global hypothesis goes on in all ways to give the cluster's detections to its hypotheses, or to new objects and
 * false alarms; with ρ the density of these, the weight of a way is multiplied, relative to ∏ρ, by
 *
 * 1 − r·P_D for each hypothesis without a detection, r·P_D·L/ρ for each with one.
 *
 * The most probable of them all are kept. A detection that no hypothesis has begins a tree, of an object with probability
 * λᵤ/ρ, λᵤ the density of new ones; where some hypothesis has it, that tree has none.
 * (J. L. Williams, "Marginal multi-Bernoulli filters: RFS derivation of MHT, JIPDA, and association-based MeMBer", IEEE Transactions on
 * Aerospace and Electronic Systems 51 (2015) 1664–1687, theorem 2; Á. F. García-Fernández, J. L. Williams, K. Granström and L. Svensson,
 * "Poisson multi-Bernoulli mixture filter: direct derivation and implementation", the same 54 (2018) 1883–1901.)
 */
export function updateCluster(
  cluster: Cluster,
  births: readonly Birth[],
  { gated, logExtraneous }: LookEvidence,
  going: GoingOn,
  limits: PmbmLimits,
): Cluster {
  const placeOf = new Map(births.map(({ column }, place) => [column, place]));
  const optionsOf = new Map<LocalHypothesis, RowOptions>();
  const alive = cluster.globals.map(({ choices }) =>
    choices.flatMap((choice) => (choice === null ? [] : [gatedOf(gated, choice)])),
  );
  const problems = cluster.globals.map((global, g): AssignmentProblem => {
    let logWeight = global.logWeight;
    const rows = alive[g].map((one) => {
      logWeight += logMiss(one);
      const known = optionsOf.get(one.hypothesis) ?? optionsFor(one, placeOf, logExtraneous);
      optionsOf.set(one.hypothesis, known);
      return known;
    });
    return { logWeight, rows };
  });
  const ranked = bestAssignments(problems, births.length, {
    count: limits.globalsMax,
    logWeightLeast: limits.logWeightLeast,
  });
  const globals = ranked.map(({ problem, columnOfRow, logWeight }): GlobalHypothesis => {
    const isTaken = new Uint8Array(births.length);
    let row = 0;
    const choices = cluster.globals[problem].choices.map((choice) => {
      if (choice === null) return null;
      const one = alive[problem][row];
      const place = columnOfRow[row++];
      if (place === -1) return withoutDetection(one, going);
      isTaken[place] = 1;
      const link = one.links.find(({ column }) => column === births[place].column);
      return link === undefined ? null : withDetection(one, link, going);
    });
    const begun = births.map(({ hypothesis }, place) => (isTaken[place] === 1 ? null : hypothesis));
    return { logWeight, choices: [...choices, ...begun] };
  });
  const trees = [...cluster.trees, ...births.map(({ tree }) => tree)];
  return { trees, globals: mostProbable(globals, limits) };
}

export function gatedOf(
  gated: ReadonlyMap<LocalHypothesis, Gated>,
  hypothesis: LocalHypothesis,
): Gated {
  const found = gated.get(hypothesis);
  if (found === undefined) throw new Error("every live hypothesis was asked");
  return found;
}

const logMiss = ({ prior, miss }: Gated): number => Math.log(1 - prior * miss.probability);

/** ln of the odds that a link's detection is the hypothesis' own, beside none. */
export const logGain = (gated: Gated, logClaim: number, logExtraneous: number): number =>
  logClaim - logExtraneous - logMiss(gated);

export const isPossible = (gain: number): boolean => gain >= LOG_GAIN_LEAST;

function optionsFor(
  one: Gated,
  placeOf: ReadonlyMap<number, number>,
  logExtraneous: ArrayLike<number>,
): RowOptions {
  const columns: number[] = [];
  const gains: number[] = [];
  for (const { column, logClaim } of one.links) {
    const gain = logGain(one, logClaim, logExtraneous[column]);
    const place = placeOf.get(column);
    if (!isPossible(gain) || place === undefined) continue;
    columns.push(place);
    gains.push(gain);
  }
  return { columns, gains };
}
