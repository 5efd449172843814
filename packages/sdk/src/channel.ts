import type {
  ChannelId,
  Mode,
  OfficialEntry,
  OfficialWarning,
  TimeUs,
  Warning,
} from "@tocsin/core";
import type { Picture } from "./picture/picture.ts";

/** Carries warnings to people. */
export interface Channel {
  readonly id: ChannelId;
  /** The modes whose warnings it carries. `live` never stands beside another: a drill cannot reach a live channel. */
  readonly modes: readonly Mode[];
  /** Resolves with what became of it; a rejection counts as `failed`. */
  send(message: OutgoingWarning): Promise<ChannelReceipt>;
  /**
   * Passes on what an authority says, as a message of its own: beside the warnings, in no order with them. Left out by a
   * channel that has no form for it.
   */
  relay?(message: OutgoingRelay): Promise<ChannelReceipt>;
  /** What is going on, every second, where a channel also tells of what is tracked. Never of another mode than {@link modes}. */
  show?(picture: Picture): void;
  close(): Promise<void>;
}

export interface OutgoingWarning {
  readonly warning: Warning;
  readonly siteName: string;
  readonly areaName: string;
  readonly areaOwner: string;
  /** Outer ring then holes, flat latitude0, longitude0, … in degrees. Never empty. */
  readonly areaRingsDeg: readonly (readonly number[])[];
  /** False when the disk did not confirm the record in time. */
  readonly recorded: boolean;
  /** Headline and instruction, in plain words. */
  readonly headline: string;
  readonly instruction: string;
}

/** An authority's message on its way out. It is never changed by, joined with or taken back by ours. */
export interface OutgoingRelay {
  readonly warning: OfficialWarning;
  /** Under which it goes out: the post's for what is actual, `drill` for an exercise. */
  readonly mode: Mode;
  readonly receivedUs: TimeUs;
  readonly siteName: string;
  /** The messages that it updates or cancels, as they were passed on. */
  readonly earlier: OfficialEntry["earlier"];
  /** Names of the areas of the site that it concerns; empty where that is not known. */
  readonly areaNames: readonly string[];
  /** False when the disk did not confirm the record in time. */
  readonly recorded: boolean;
  /** In plain words, the source named first. */
  readonly headline: string;
  readonly text: string;
}

export interface ChannelReceipt {
  readonly outcome: "sent" | "delivered" | "failed";
  readonly detail: string;
}
