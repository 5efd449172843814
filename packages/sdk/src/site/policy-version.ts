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

/** Names a policy by what it says: two sites with the same thresholds have the same version. */
export function policyVersion(policy: Readonly<Record<string, number>>): string {
  const entries = Object.entries(policy).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return fnv1a64(JSON.stringify(entries));
}
