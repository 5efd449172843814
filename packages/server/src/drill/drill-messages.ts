import type { TimeUs } from "@tocsin/core";
import type { ShownDrill, SiteConfig } from "@tocsin/sdk";

/** What the process of a drill is started with. */
export interface DrillPlan {
  readonly id: string;
  /** Of the post that is drilled, as it was checked. */
  readonly config: SiteConfig;
  readonly scenario: string;
  readonly areaId: string | null;
  readonly startUs: TimeUs;
  /** Where the drill's own journal goes. */
  readonly dataDir: string;
  /** Where the post keeps its keys: a drill signs with the one that is of drills. */
  readonly keysDir: string;
}

/** To the process of a drill. */
export type DrillOrder =
  | { readonly kind: "begin"; readonly plan: DrillPlan }
  /** In words: what ends it. */
  | { readonly kind: "end"; readonly why: string };

/** From it. */
export type DrillReport =
  | {
      readonly kind: "begun";
      readonly startUs: TimeUs;
      readonly endUs: TimeUs;
      readonly channels: readonly string[];
      readonly leftOut: readonly string[];
    }
  /** It has moved. */
  | { readonly kind: "moves" }
  | { readonly kind: "areas"; readonly areas: ShownDrill["areas"] }
  | { readonly kind: "refused"; readonly detail: string }
  | { readonly kind: "ended"; readonly why: string };
