const OFFSET_BASIS = 0xcbf29ce484222325n;
const PRIME = 0x100000001b3n;
const MASK = 0xffffffffffffffffn;

/**
 * 64-bit FNV-1a of ASCII text, as 16 hexadecimal digits (Fowler, Noll and Vo, 1991).
 * Tells versions apart; proves nothing against forgery.
 */
export function fnv1a64(text: string): string {
  let hash = OFFSET_BASIS;
  for (let i = 0; i < text.length; i++) {
    hash = ((hash ^ BigInt(text.charCodeAt(i))) * PRIME) & MASK;
  }
  return hash.toString(16).padStart(16, "0");
}

/**
 * Names a policy by what it says, for the site and for the areas that have one of their own: two sites with the same thresholds have the same
 * version.
 */
export function policyVersion(
  policy: object,
  ofAreas: readonly (readonly [areaId: string, policy: object])[],
): string {
  const areas = ofAreas.map(([id, own]): [string, unknown] => [id, sorted(own)]);
  const whole = areas.length === 0 ? sorted(policy) : [sorted(policy), areas.toSorted(byKey)];
  return fnv1a64(JSON.stringify(whole));
}

type Pair = readonly [string, unknown];
const byKey = ([a]: Pair, [b]: Pair): number => (a < b ? -1 : 1);

/** Its entries by key, at every depth, whatever order they were written in. */
const sorted = (value: unknown): unknown =>
  typeof value === "object" && value !== null
    ? Object.entries(value)
        .map(([key, inner]): Pair => [key, sorted(inner)])
        .toSorted(byKey)
    : value;
