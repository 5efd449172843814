import type { AreaId, Scorecard, TimeUs, WarningAction, WarningStage } from "@tocsin/core";
import type { StatedBy } from "../scoring/scorecard-report.ts";

/** A drill beside a post, as the post's journal has it. */
export interface DrillSummary {
  readonly id: string;
  readonly scenario: string;
  readonly startedUs: TimeUs;
  readonly by: Exclude<StatedBy, { kind: "scenario" }>;
  /** Why it was started, in words. */
  readonly reason: string;
  /** null: it runs, or its post went away before it could say so. */
  readonly endedUs: TimeUs | null;
  /** What ended it, in words. */
  readonly ending: string | null;
  /** Channels that it was to be told over; of a drill of an earlier version nobody knows. */
  readonly channels: readonly string[];
}

/** One message of a drill: what people of an area were told, and when. */
export interface DrillMessage {
  readonly areaId: AreaId;
  readonly stage: WarningStage;
  readonly action: WarningAction;
  readonly issuedUs: TimeUs;
}

/** A channel of a drill, or one siren, phone or screen behind it, held against the messages that it was to get. */
export interface DrillReach {
  readonly channelId: string;
  /** null: the channel as a whole. */
  readonly recipient: string | null;
  /** Messages that it took: sent, arrived or acted on; and of those the ones that it says it acted on. */
  readonly taken: number;
  readonly acknowledged: number;
  /** Messages of which it said nothing. */
  readonly silent: number;
  /** Messages that did not get there, and did not later either. */
  readonly failed: number;
  /** From a message's decision to its first good word, s: of the first message, and the slowest; null where it took none. */
  readonly firstS: number | null;
  readonly slowestS: number | null;
  /** The last failure in the channel's words; null where there was none, also of what was mended. */
  readonly failure: string | null;
}

/** How a drill went: whom it reached and when, what failed, and how its warnings compare with what its scenario knows. */
export interface DrillScore {
  readonly drill: DrillSummary;
  readonly messages: readonly DrillMessage[];
  readonly reached: readonly DrillReach[];
  /** null: nothing is known of what came, as while it runs. */
  readonly card: Scorecard | null;
}
