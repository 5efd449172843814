import type { DeskCase, DeskClaim, DeskFact, DeskVerdict } from "@tocsin/sdk";

/** What one origin says of one fact. */
export interface Cell {
  readonly says: string;
  /** The worst that its version has with another. */
  readonly verdict: DeskVerdict | null;
  /** The origin's name, where its column is that of several. */
  readonly name: string | null;
  readonly claims: readonly DeskClaim[];
}

export interface Row {
  readonly fact: DeskFact;
  /** Independent origins, of all versions together. */
  readonly origins: number;
  readonly contradicts: boolean;
  readonly drifts: boolean;
  /** One list of cells for each column. */
  readonly cells: readonly (readonly Cell[])[];
}

export interface Matrix {
  /** Names of origins that speak of more than one fact, those of the most first; then one for all others, where there are any. */
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

export const OTHERS = "Others";
export const NARRATION = "The accounts themselves";
/** More columns than a person can hold against each other; the others share the last one. */
const COLUMNS_MAX = 6;

/** Facts against who they go back to. */
export function matrixOf({ facts, origins, claims }: DeskCase): Matrix {
  const claimsById = new Map(claims.map((claim) => [claim.id, claim]));
  const originById = new Map(origins.map((origin) => [origin.id, origin]));
  const nameOf = (id: string): string => {
    const name = originById.get(id)?.name ?? id;
    return name === "(the account)" ? NARRATION : name.charAt(0).toUpperCase() + name.slice(1);
  };
  const columns = columnsOf(facts, nameOf);
  const rows = facts.map((fact): Row => {
    const cells = columns.map((): Cell[] => []);
    for (const [index, version] of fact.versions.entries())
      for (const originId of version.origins) {
        const name = nameOf(originId);
        const at = columns.indexOf(name);
        const own = originById.get(originId)?.claimIds ?? [originId];
        cells[at === -1 ? columns.length - 1 : at]?.push({
          says: version.says,
          verdict: worstOf(fact, index),
          name: at === -1 ? name : null,
          claims: version.claimIds
            .filter((id) => own.includes(id))
            .flatMap((id) => claimsById.get(id) ?? []),
        });
      }
    const has = (wanted: DeskVerdict): boolean =>
      fact.relations.some(({ verdict }) => verdict === wanted);
    return {
      fact,
      origins: new Set(fact.versions.flatMap((version) => version.origins)).size,
      contradicts: has("contradiction"),
      drifts: has("drift"),
      cells,
    };
  });
  return { columns, rows };
}

function columnsOf(facts: readonly DeskFact[], nameOf: (id: string) => string): readonly string[] {
  const facing = new Map<string, number>();
  for (const { versions } of facts)
    for (const name of new Set(versions.flatMap((version) => version.origins.map(nameOf))))
      facing.set(name, (facing.get(name) ?? 0) + 1);
  const several = [...facing]
    .filter(([, count]) => count > 1)
    .toSorted(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
    .map(([name]) => name);
  const shown = several.slice(0, COLUMNS_MAX);
  return shown.length === facing.size ? shown : [...shown, OTHERS];
}

const WORST: readonly DeskVerdict[] = ["contradiction", "drift", "corrected"];

function worstOf({ relations }: DeskFact, version: number): DeskVerdict | null {
  const own = relations.filter(({ a, b }) => a === version || b === version);
  return WORST.find((wanted) => own.some(({ verdict }) => verdict === wanted)) ?? null;
}
