import type { EvidenceRef } from "@tocsin/core";
import type { TruthfulLook } from "../sensors/sensor-looks.ts";

/** What really caused a detection; `unknown` when the book has forgotten it or never had it. */
export type Origin =
  | { readonly kind: "object"; readonly objectId: string }
  | { readonly kind: "clutter" }
  | { readonly kind: "unknown" };

/** Most looks whose causes are kept; older ones are forgotten first. */
export const ORIGIN_LOOKS_MAX = 200_000;

export interface OriginBook {
  note(this: void, look: TruthfulLook): void;
  originOf(this: void, evidence: Pick<EvidenceRef, "sensorId" | "lookSequence" | "index">): Origin;
  clear(this: void): void;
}

/** Remembers the true cause of each detection, for scoring; empty looks take no room. */
export function createOriginBook(): OriginBook {
  const looks = new Map<string, readonly (string | null)[]>();
  return {
    note: ({ look, origins }) => {
      if (look === null || origins.length === 0) return;
      looks.set(`${look.sensorId}/${look.sequence}`, origins);
      const [oldest] = looks.keys();
      if (looks.size > ORIGIN_LOOKS_MAX && oldest !== undefined) looks.delete(oldest);
    },
    originOf: ({ sensorId, lookSequence, index }) => {
      const objectId = looks.get(`${sensorId}/${lookSequence}`)?.[index];
      if (objectId === undefined) return { kind: "unknown" };
      return objectId === null ? { kind: "clutter" } : { kind: "object", objectId };
    },
    clear: () => looks.clear(),
  };
}
