import type { HeightenedPosture } from "../policy/posture.ts";
import type { AreaId } from "../units/ids.ts";
import type { TimeUs } from "../units/time.ts";
import type { WarningStage } from "./warning.ts";

/** An order of a person that holds for a while: who gave it, and why. */
export interface Order {
  readonly by: string;
  readonly reason: string;
  readonly untilUs: TimeUs;
}
/** A person warns: no object need be tracked. */
export interface HandRaise extends Order {
  readonly stage: Extract<WarningStage, "pre-alert" | "take-cover">;
}
export interface AreaOrders {
  readonly areaId: AreaId;
  /** People are warned by hand; null: not. */
  readonly raise: HandRaise | null;
  /** What is decided here is recorded, and starts and raises no warning; null: it does. */
  readonly inhibit: Order | null;
  /** The all-clear waits until somebody has searched the place. */
  readonly sweep: boolean;
}

/** All that people have ordered and that still holds. Recorded and shown whenever any of it changes. JSON-safe. */
export interface StandingOrders {
  readonly automation: boolean;
  /** null: normal. */
  readonly posture: HeightenedPosture | null;
  /** Of the areas that any order concerns. */
  readonly areas: readonly AreaOrders[];
}
