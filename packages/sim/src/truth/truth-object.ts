import { type AreaId, addSeconds, type ObjectClass, type TimeUs } from "@tocsin/core";
import type { ObjectConfig } from "../scenario/object-schema.ts";
import type { Flight, TruthState } from "./flight.ts";

/** How a true object leaves the scenario. */
export type TruthEnd = "impact" | "intercepted" | "left" | "scenario-end";

/** What really flies: what no sensor and no filter knows. */
export interface TruthObject {
  readonly id: string;
  readonly kind: ObjectConfig["kind"];
  readonly class: ObjectClass;
  /** Nothing is there: sensors report it all the same, and it endangers nobody. */
  readonly phantom: boolean;
  /** It endangers nobody: a phantom, a friendly flight, a bird, a crewed aircraft that flies on. */
  readonly harmless: boolean;
  readonly startUs: TimeUs;
  readonly endUs: TimeUs;
  readonly end: TruthEnd;
  readonly interceptedBy: string | null;
  /** Where it comes down, or would have, had nobody stopped it; null when it does not come down, or nothing is there. */
  readonly impact: TruthImpact | null;
  readonly rcsDbsm: number;
  /** Sensors that can see it at all; null: every one. */
  readonly seenBy: ReadonlySet<string> | null;
  readonly identity: ObjectConfig["cooperative"] | null;
  /** Site frame; null before its start and after its end. */
  stateAt(timeUs: TimeUs): TruthState | null;
}

export interface TruthImpact {
  readonly timeUs: TimeUs;
  readonly eastM: number;
  readonly northM: number;
  /** The areas that hold the place; empty outside all. */
  readonly areaIds: readonly AreaId[];
  /** False when it was brought down before, or the scenario ended before. */
  readonly happened: boolean;
}

export interface TruthContext {
  readonly startUs: TimeUs;
  readonly durationS: number;
  areasAt(eastM: number, northM: number): readonly AreaId[];
}

/** A scenario's object with its flight: when it really ends and why, and what it hits. */
export function truthObject(
  config: ObjectConfig,
  id: string,
  flight: Flight,
  context: TruthContext,
): TruthObject {
  const comesDown =
    !config.phantom &&
    (config.kind === "ballistic" || (config.kind !== "bird" && config.end === "impact"));
  const stopS = config.intercepted?.at_s ?? Number.POSITIVE_INFINITY;
  const endS = Math.min(flight.endS, stopS, context.durationS);
  const end: TruthEnd =
    endS === flight.endS
      ? comesDown
        ? "impact"
        : "left"
      : endS === stopS
        ? "intercepted"
        : "scenario-end";
  const at = (timeS: number): TimeUs => addSeconds(context.startUs, timeS);
  return {
    id,
    kind: config.kind,
    class: classOf(config),
    phantom: config.phantom,
    harmless:
      config.phantom ||
      config.friendly ||
      config.kind === "bird" ||
      ((config.kind === "aircraft" || config.kind === "helicopter") && config.end === "leaves"),
    startUs: at(flight.startS),
    endUs: at(endS),
    end,
    interceptedBy: end === "intercepted" ? (config.intercepted?.by ?? null) : null,
    impact: comesDown ? impactOf(flight, at(flight.endS), end === "impact", context) : null,
    rcsDbsm: config.rcs_dbsm,
    seenBy: config.seen_by === undefined ? null : new Set(config.seen_by),
    identity: config.cooperative ?? null,
    stateAt: (timeUs) => {
      const timeS = (timeUs - context.startUs) / 1e6;
      return timeS < flight.startS || timeS > endS ? null : flight.stateAt(timeS);
    },
  };
}

function impactOf(
  flight: Flight,
  timeUs: TimeUs,
  happened: boolean,
  context: TruthContext,
): TruthImpact {
  const { eastM, northM } = flight.stateAt(flight.endS);
  return { timeUs, eastM, northM, areaIds: context.areasAt(eastM, northM), happened };
}

const classOf = (config: ObjectConfig): ObjectClass =>
  config.kind === "drone" || config.kind === "ballistic" ? config.class : config.kind;
