/** What one kind of record says, in each of several records of an event; the same `value` says the same. */
export interface Witness {
  readonly id: string;
  readonly values: readonly string[];
}

/** Which record to ask next, and what each of its answers leaves. Members are positions in the list of records. */
export type Telling =
  | { readonly of: "told"; readonly members: readonly number[] }
  | {
      readonly of: "ask";
      readonly witness: string;
      readonly branches: readonly { readonly members: readonly number[]; readonly next: Telling }[];
    };

/**
 * The order in which to ask witnesses until as few records as can be are left: each time the one whose answers leave the smallest groups (greatest
 * information, as counts of pairs told apart); of equal ones the first in the list.
 */
export function tellApart(witnesses: readonly Witness[], members: readonly number[]): Telling {
  const splits = witnesses.map((witness) => ({ witness, groups: groupsOf(witness, members) }));
  let best = splits.find(({ groups }) => groups.length > 1);
  if (best === undefined) return { of: "told", members };
  for (const split of splits)
    if (pairsWithin(split.groups) < pairsWithin(best.groups)) best = split;
  return {
    of: "ask",
    witness: best.witness.id,
    branches: best.groups.map((group) => ({ members: group, next: tellApart(witnesses, group) })),
  };
}

/** Every smallest set of witnesses that together tell apart whatever all of them do, in the order of the list; `[[]]` where none tells anything. */
export function smallestTelling(
  witnesses: readonly Witness[],
  members: readonly number[],
): readonly (readonly string[])[] {
  const wanted = toldApart(witnesses, members);
  const found: string[][] = [];
  let size = witnesses.length + 1;
  for (let bits = 0; bits < 1 << witnesses.length; bits++) {
    const some = witnesses.filter((_, index) => ((bits >> index) & 1) === 1);
    if (some.length > size || toldApart(some, members) !== wanted) continue;
    if (some.length < size) found.length = 0;
    size = some.length;
    found.push(some.map(({ id }) => id));
  }
  return found;
}

/** The members that a witness says the same of, in the order of their first. */
export function groupsOf(
  { values }: Witness,
  members: readonly number[],
): readonly (readonly number[])[] {
  const groups = new Map<string, number[]>();
  for (const member of members) {
    const group = groups.get(values[member]);
    if (group === undefined) groups.set(values[member], [member]);
    else group.push(member);
  }
  return [...groups.values()];
}

const pairsWithin = (groups: readonly (readonly number[])[]): number =>
  groups.reduce((sum, { length }) => sum + pairsOf(length), 0);

const pairsOf = (count: number): number => (count * (count - 1)) / 2;

/** How many pairs of members the witnesses together tell apart. */
export function toldApart(witnesses: readonly Witness[], members: readonly number[]): number {
  const together = {
    id: "all",
    values: members.map((member) => JSON.stringify(witnesses.map(({ values }) => values[member]))),
  };
  const groups = groupsOf(
    together,
    members.map((_, index) => index),
  );
  return pairsOf(members.length) - pairsWithin(groups);
}
