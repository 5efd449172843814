import type { ChannelId, Mode, Warning } from "@tocsin/core";
import type { Picture } from "./picture/picture.ts";

/** Carries warnings to people. */
export interface Channel {
  readonly id: ChannelId;
  /** The modes whose warnings it carries. `live` never stands beside another: a drill cannot reach a live channel. */
  readonly modes: readonly Mode[];
  /** Resolves with what became of it; a rejection counts as `failed`. */
  send(message: OutgoingWarning): Promise<ChannelReceipt>;
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

export interface ChannelReceipt {
  readonly outcome: "sent" | "delivered" | "failed";
  readonly detail: string;
}
