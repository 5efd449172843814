type Plain = Readonly<Record<string, unknown>>;

const isPlain = (value: unknown): value is Plain =>
  typeof value === "object" && value !== null && !Array.isArray(value);

type Identified = Plain & { readonly id: string };
const isIdentified = (value: unknown): value is Identified =>
  isPlain(value) && typeof value["id"] === "string";
const areIdentified = (value: unknown): value is readonly Identified[] =>
  Array.isArray(value) && value.length > 0 && value.every(isIdentified);

/**
 * `changes` merged over `base`, as a variant means it: the keys of groups merge, null removes a key, lists whose
 * entries all have an `id` merge by id (new ones come last), and anything else replaces what was there.
 * It is JSON Merge Patch (P. Hoffman and J. Snell, RFC 7396, 2014, section 2) with the rule for lists added.
 */
export function applyChanges(base: unknown, changes: unknown): unknown {
  if (areIdentified(changes) && areIdentified(base)) return mergeById(base, changes);
  if (!isPlain(changes)) return changes;
  const merged: Record<string, unknown> = isPlain(base) ? { ...base } : {};
  for (const [key, change] of Object.entries(changes)) {
    if (change === null) delete merged[key];
    else merged[key] = applyChanges(merged[key], change);
  }
  return merged;
}

function mergeById(
  base: readonly Identified[],
  changes: readonly Identified[],
): readonly unknown[] {
  const changed = new Map(changes.map((entry) => [entry.id, entry]));
  const known = new Set(base.map((entry) => entry.id));
  return [
    ...base.map((entry) =>
      changed.has(entry.id) ? applyChanges(entry, changed.get(entry.id)) : entry,
    ),
    ...changes.filter((entry) => !known.has(entry.id)),
  ];
}
