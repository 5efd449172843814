import { companionsAt } from "../../src/tracking/companions.ts";
import { boundExistence } from "../../src/tracking/existence.ts";
import type { Gated } from "./gate.ts";
import { founded, type GoingOn } from "./go-on.ts";
import type { Cluster, LocalHypothesis } from "./local-hypothesis.ts";
import type { Birth } from "./update-cluster.ts";

export interface BirthParts {
  readonly clusters: readonly Cluster[];
  readonly gated: ReadonlyMap<LocalHypothesis, Gated>;
  /** Objects that nobody has detected. */
  readonly undetected: number;
  /** For each detection, how many of a sweep would be false or of such objects if they were everywhere as dense as there. */
  readonly extraneous: readonly number[];
}

export interface Births {
  /** One for each detection, in their order. */
  readonly births: readonly Birth[];
  readonly logExtraneous: Float64Array;
}

/**
 * The object that each detection of a look may be of if it is none of those known: of the even intensity of undetected objects, or a companion
 * of the confirmed one that it fits best, as in the tracker. Here companions count in the density ρ that pairings are weighed against, too.
 */
export function birthsOf(parts: BirthParts, going: GoingOn): Births {
  const { table, sensor } = going.look;
  const beside = neighbours(parts, table.count);
  const logExtraneous = new Float64Array(table.count);
  const births = Array.from({ length: table.count }, (_, column): Birth => {
    const detection = table.detections[column];
    const neighbour = beside[column];
    const companions = neighbour === null ? 0 : companionsAt(detection, sensor.geometry.spec);
    const density = parts.extraneous[column] + companions;
    logExtraneous[column] = Math.log(density);
    const existence = (parts.undetected + companions) / density;
    const row = neighbour !== null && companions > parts.undetected ? neighbour.row : null;
    const id = `${sensor.geometry.spec.id}/${going.firstNumber + column}`;
    return {
      column,
      tree: { id, isConfirmed: false },
      hypothesis: founded(going, column, boundExistence(existence), row),
    };
  });
  return { births, logExtraneous };
}

/** For each detection the hypothesis of a confirmed object that it fits best, null where it fits none. */
function neighbours(
  { clusters, gated }: BirthParts,
  count: number,
): readonly (LocalHypothesis | null)[] {
  const best = new Float64Array(count).fill(-Infinity);
  const beside = Array.from({ length: count }, (): LocalHypothesis | null => null);
  for (const { trees, globals } of clusters) {
    const [{ choices }] = globals;
    trees.forEach(({ isConfirmed }, i) => {
      const choice = choices[i];
      if (!isConfirmed || choice === null) return;
      for (const { column, logClaim } of gated.get(choice)?.links ?? []) {
        if (logClaim <= best[column]) continue;
        best[column] = logClaim;
        beside[column] = choice;
      }
    });
  }
  return beside;
}
