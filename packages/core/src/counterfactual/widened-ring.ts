import { ringArea } from "../geodesy/polygon.ts";
import { hypot2 } from "../units/algebra.ts";

/** A corner moves at most this many times as far as the edges do: sharp ones are blunted. */
const MITRE_MOST = 2;

/**
 * A ring with every edge moved outwards by `widenM` metres: each corner p goes to p + d·(a + b)/(1 + a·b), with a and b
 * the outward normals of its two edges, at most {@link MITRE_MOST}·d away. Flat coordinates, m, either sense of turning. Of a ring with
 * narrow notches the result may cross itself; whoever uses it asks `outlineProblems`.
 */
export function widenedRing(ring: readonly number[], widenM: number): readonly number[] {
  const count = ring.length / 2;
  const sign = ringArea(ring) >= 0 ? 1 : -1;
  const normal = (i: number): readonly [number, number] => {
    const [j, k] = [(i % count) * 2, ((i + 1) % count) * 2];
    const [de, dn] = [ring[k] - ring[j], ring[k + 1] - ring[j + 1]];
    const length = Math.max(hypot2(de, dn), Number.MIN_VALUE);
    return [(sign * dn) / length, (-sign * de) / length];
  };
  const widened: number[] = [];
  for (let i = 0; i < count; i++) {
    const [ae, an] = normal(i + count - 1);
    const [be, bn] = normal(i);
    const opening = Math.max(1 + ae * be + an * bn, 1e-9);
    const [me, mn] = [(ae + be) / opening, (an + bn) / opening];
    const held = Math.min(1, MITRE_MOST / Math.max(hypot2(me, mn), Number.MIN_VALUE));
    widened.push(ring[2 * i] + widenM * held * me, ring[2 * i + 1] + widenM * held * mn);
  }
  return widened;
}
