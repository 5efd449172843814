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
  /**
   * What holds still when a post starts again, each as it was sent before: a channel that says what is valid, or repeats it,
   * goes on from there. Nothing of it is new.
   */
  resume?(messages: readonly OutgoingWarning[]): void;
  /** How those are that it carries warnings to, such as sirens; left out by a channel that knows nobody by name. */
  recipients?(): readonly RecipientState[];
  /** Tests one of those without a sound, now, and resolves with what came of it; null where it is none of them. */
  test?(recipient: string): Promise<RecipientTest | null>;
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
  /** The same in every language of the site, the first of which `headline` and `instruction` repeat. Never empty. */
  readonly texts: readonly OutgoingText[];
}

/** A message in one language. */
export interface OutgoingText {
  /** BCP 47: `en`, `ar`, `uk`. */
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  readonly headline: string;
  readonly instruction: string;
  /** At most 160 characters, for where there is little room. */
  readonly short?: string;
  /** What kind of event it is, and what is known of it: how many objects, how probable. */
  readonly event?: string;
  readonly description?: string;
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
  readonly outcome: "sent" | "delivered" | "acknowledged" | "failed";
  readonly detail: string;
  /** Who is to get it by this channel, where it knows them by name: an answer is expected of each. */
  readonly recipients?: readonly string[];
}

/**
 * What a channel learns of a message after it has answered {@link Channel.send}: that it arrived, and what then. `sent`: it is still on its
 * way to people, and how far it has come.
 */
export interface LaterReceipt {
  readonly warningKey: string;
  readonly version: number;
  /** Absent: the channel as a whole. */
  readonly recipient?: string;
  readonly outcome: "sent" | "delivered" | "acknowledged" | "failed";
  readonly detail: string;
}

/** How one siren, phone or other post behind a channel is. */
export interface RecipientState {
  readonly id: string;
  /**
   * `fresh`: heard of lately; `faulty`: heard of, and it could not warn; `stale`: silent for longer than it may be; `unknown`: never
   * heard of since the start.
   */
  readonly state: "fresh" | "faulty" | "stale" | "unknown";
  readonly sinceUs: TimeUs;
  readonly heardUs: TimeUs | null;
  /** In plain words, such as when it last passed a test. */
  readonly detail: string;
}

/** A test that is not answered within so long has failed. */
export const RECIPIENT_TEST_MS = 5_000;
/** Whoever asks for a test knows within so long what came of it: of one that was under way and was not answered, of the next, and when both were looked after. */
export const RECIPIENT_TESTED_MS = 2 * RECIPIENT_TEST_MS + 3_000;

/** What came of a silent test. */
export interface RecipientTest {
  readonly ok: boolean;
  /** In plain words: why it failed, or that it passed. */
  readonly detail: string;
}

/** Where a channel tells what it learns by itself. Given to it when it is made; may be called at any time. */
export interface ChannelReports {
  readonly receipt: (receipt: LaterReceipt) => void;
  /**
   * Something is wrong with the channel or one of its recipients, or is `over: …`. What `lasts` is shown until that is said of the same
   * subject, and what does not for a minute.
   */
  readonly fault: (subject: string, detail: string, lasts?: boolean) => void;
}
