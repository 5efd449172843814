import type { ObjectOutcome } from "./object-outcomes.ts";
import type { ReasonCode } from "../assessment/reason-codes.ts";
import type { Mode } from "../policy/site-model.ts";

/** The links of the chain, in the order in which a warning comes about. */
export const LINK_STAGES = [
  "sensor",
  "detection",
  "track",
  "class",
  "mask",
  "projection",
  "assessment",
  "policy",
  "area",
  "automation",
  "warning",
  "channel",
  "defence",
] as const;
export type LinkStage = (typeof LINK_STAGES)[number];

/** One link of the chain, with what was recorded about it. */
export interface WhyLink {
  readonly stage: LinkStage;
  /** Which sensor, track, area, channel … */
  readonly subject: string;
  /** Whether this link held. */
  readonly held: boolean;
  /** Whether it alone, every other link holding, would have prevented action. */
  readonly prevented: boolean;
  readonly code: ReasonCode | null;
  /** One sentence in plain words. */
  readonly statement: string;
  readonly margin: WhyMargin | null;
  /** Sequence numbers of the journal records that it rests on. */
  readonly records: readonly number[];
}

/** How far a link was from the other answer; positive on the side of action. */
export interface WhyMargin {
  readonly value: number;
  readonly unit: "m" | "m/s" | "rad" | "s" | "sigma" | "probability" | "count";
  readonly meaning: string;
}

export type WhyOutcome = "warned" | "not-warned";

export interface WhyReport {
  readonly question: string;
  readonly mode: Mode;
  readonly outcome: WhyOutcome;
  /** The paragraph to read first. */
  readonly answer: string;
  readonly links: readonly WhyLink[];
  /** Codes of the links that alone would have prevented action, in the order of the chain, each once. */
  readonly prevented: readonly ReasonCode[];
  /** What a modelled defence would have done by its stated rule; apart from the warning's chain, and notional. */
  readonly defences: readonly DefenceAnswer[];
  /** What authorities said of it, and who was first; left out where none said anything. */
  readonly official?: readonly OfficialAnswer[] | undefined;
  /** What is reported to have become of each object; left out where nothing is. */
  readonly objects?: readonly ObjectOutcome[] | undefined;
}

/** An official warning of the same areas at about the same time. */
export interface OfficialAnswer {
  readonly source: string;
  readonly statement: string;
  readonly records: readonly number[];
}

export interface DefenceAnswer {
  readonly defence: string;
  readonly owner: string;
  readonly notional: boolean;
  /** By its stated rule: ready, and a protected area of its own threatened within its reach. */
  readonly wouldHaveActivated: boolean;
  readonly reasons: readonly ReasonCode[];
  readonly statement: string;
  readonly records: readonly number[];
}

export function preventedCodes(links: readonly WhyLink[]): readonly ReasonCode[] {
  const codes: ReasonCode[] = [];
  for (const link of links)
    if (link.prevented && link.code !== null && !codes.includes(link.code)) codes.push(link.code);
  return codes;
}
