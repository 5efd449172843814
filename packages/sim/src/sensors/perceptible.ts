import type { SensorKind } from "@tocsin/core";
import type { TruthObject } from "../truth/truth-object.ts";

/**
 * Whether a kind of sensor has anything to notice of an object at all: birds make no noise worth hearing and nobody
 * reports them, only what is flown has radio links, and only what reports itself is received.
 */
export function isPerceptible(kind: SensorKind, object: TruthObject): boolean {
  switch (kind) {
    case "radar":
    case "tracker":
      return true;
    case "acoustic":
    case "observer":
      return object.kind !== "bird";
    case "radio":
      return object.kind === "drone" || object.kind === "aircraft" || object.kind === "helicopter";
    case "cooperative":
      return object.identity !== null;
  }
}
