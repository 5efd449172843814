import type { SensorSpec } from "../coverage/sensor.ts";

/**
 * How far a sensor's word can be taken before anything came of it. `authenticated`: who sent it is proven. `unauthenticated`: it measures, but
 * anybody could send in its name. `self-reported`: objects or people say it of themselves, and nobody proves it; it adds to a picture, and
 * takes nothing from it.
 */
export const TRUST_CLASSES = ["authenticated", "unauthenticated", "self-reported"] as const;
export type TrustClass = (typeof TRUST_CLASSES)[number];

/** The trust class of a sensor, by what the site states of it. */
export function trustClassOf(spec: Pick<SensorSpec, "kind" | "authenticated">): TrustClass {
  if (spec.authenticated) return "authenticated";
  return spec.kind === "cooperative" ? "self-reported" : "unauthenticated";
}
