import type { DecisionStage } from "../assessment/decision.ts";
import type { ReasonCode } from "../assessment/reason-codes.ts";
import type { LinkStage } from "../explain/why-report.ts";
import type { TimeUs } from "../units/time.ts";

/** A link that kept people from being warned, in the record or behind what the record shows. */
export interface BrokenLink {
  readonly stage: LinkStage;
  readonly subject: string;
  readonly code: ReasonCode;
  readonly statement: string;
  /** Seen in the record itself; otherwise it stood behind others and was found when those were mended. */
  readonly recorded: boolean;
  /**
   * With every other link mended, this one alone still prevented the warning. null: nothing that can be run again would mend it, so it was
   * not tried.
   */
  readonly alone: boolean | null;
  readonly records: readonly number[];
  /** Ways to mend it, as after `--set`. */
  readonly repairs: readonly string[];
}

/** One change of a set of repairs. */
export interface RepairStep {
  /** As after `--set`. */
  readonly name: string;
  /** Goes on from "if". */
  readonly clause: string;
  readonly notional: boolean;
  /** The least that is enough, with the rest of the set as it is; null where it is either done or not. */
  readonly nearest: NearestValue | null;
}

export interface NearestValue {
  readonly recorded: number;
  readonly value: number;
  /** One step short of it, which was run too and changes nothing. */
  readonly shortOf: number;
  readonly unit: string;
}

/** Changes that together change the answer, while none of them can be left out. */
export interface RepairSet {
  readonly steps: readonly RepairStep[];
  readonly stage: DecisionStage;
  /** When people would have been warned first; null where they would not have been. */
  readonly warnedUs: TimeUs | null;
  readonly notional: boolean;
}

/** What would have had to be otherwise for the other answer; every word of it has been run. */
export interface WhatIfReport {
  readonly question: string;
  /** What the record itself gives: warned before the object had come nearest, and a channel took the warning. */
  readonly acted: boolean;
  /** Warned, and only after the object had come nearest. */
  readonly late: boolean;
  readonly stage: DecisionStage;
  readonly answer: string;
  readonly links: readonly BrokenLink[];
  /** The smallest sets of changes, fewest first. */
  readonly sets: readonly RepairSet[];
  /** How often the record was run again for it. */
  readonly runs: number;
}
