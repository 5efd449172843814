import type { Mode, WarningAction, WarningStage } from "@tocsin/core";
import type { AreaSet } from "./area-set.ts";

/** What an envelope of a post to its receivers holds: the envelope's purpose. */
export const BROADCAST_PURPOSES = ["warning-state", "heartbeat", "clock", "posts"] as const;
export type BroadcastPurpose = (typeof BROADCAST_PURPOSES)[number];

/** For whom a post's envelopes are: receivers of that site in that mode. What is for a drill is for no live receiver. */
export const broadcastAudience = (siteId: string, mode: Mode): string => `${siteId}/${mode}`;

/** What people are told, in one language. */
export interface BroadcastText {
  /** BCP 47: `en`, `ar`, `uk`. */
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  readonly headline: string;
  readonly instruction: string;
}

/**
 * The state of an area as receivers get it, purpose `warning-state`. Durations count from the moment when the envelope was made, so
 * that no receiver needs to know the time of day; {@link issuedMs} is for showing and for nothing else.
 */
export interface WarningState {
  readonly site: string;
  readonly siteName: string;
  readonly area: string;
  readonly areaName: string;
  readonly mode: Mode;
  readonly episode: number;
  readonly version: number;
  readonly stage: WarningStage;
  readonly action: WarningAction;
  /** Milliseconds since 1970, by the post's clock. */
  readonly issuedMs: number;
  /** So long it holds. */
  readonly lifeMs: number;
  /** When the first threat arrives at the earliest and the last at the latest, milliseconds; null when nothing is coming. */
  readonly window: { readonly fromMs: number; readonly toMs: number } | null;
  /** In every language of the site, its first language first. Never empty. */
  readonly texts: readonly BroadcastText[];
  /** What is to be warned: outer ring, then holes; flat latitude0, longitude0, … in degrees. Never empty. */
  readonly ringsDeg: readonly (readonly number[])[];
  /** The version of this episode that it replaces; null for the first. */
  readonly replaces: number | null;
  /** False where the disk did not confirm the record in time. */
  readonly recorded: boolean;
}

/** Names one version of a state. */
export interface StateReference {
  /** `site/area/mode/episode`, as a warning's key. */
  readonly key: string;
  readonly version: number;
  readonly stage: WarningStage;
}

/** What a post says every ten seconds and at each change, purpose `heartbeat`. */
export interface Heartbeat {
  readonly site: string;
  readonly siteName: string;
  readonly mode: Mode;
  /** The next one comes after so long at the latest; whoever hears none for several times as long is not connected. */
  readonly everyMs: number;
  /** Milliseconds since 1970, by the post's clock, for showing. */
  readonly timeMs: number;
  /** The latest warnings, newest first, those that have ended among them. */
  readonly latest: readonly (StateReference & {
    /** {@link stateDigest} of what was said: whoever holds something else under this number fetches what is valid. */
    readonly digest: string;
  })[];
  /** All states that hold now: how many, and {@link referencesDigest} of them. Whoever holds others fetches what is valid. */
  readonly valid: { readonly count: number; readonly digest: string };
  /** Head of the chain of the post's record: number of the last record on the disk, and its hash where it is known. */
  readonly chain: { readonly sequence: number; readonly hash: string | null };
  /**
   * Areas in which this post would warn nobody by itself now: automatic warning is off or held back there, or no sensor would see a threat to
   * them in time. `untold`: the site does not tell. Absent: of a post that does not know this field, and counts as watching.
   */
  readonly unwatched?: AreaSet | "untold";
}

/**
 * The answer to a receiver that asks for the time of the post's steady clock, purpose `clock`. It names the receiver's own number, so it
 * was made after the question: that bounds the age of everything else that is heard. It says nothing of whether the post lives.
 */
export interface ClockAnswer {
  readonly nonce: string;
}

export const BROADCAST_LIMITS = {
  texts: 8,
  headlineCharacters: 1_000,
  instructionCharacters: 4_000,
  nameCharacters: 200,
  languageCharacters: 35,
  keyCharacters: 260,
  rings: 64,
  /** Of all rings together. */
  corners: 4_000,
  /** A warning that should hold longer is renewed. */
  lifeMs: 24 * 3_600_000,
  latest: 20,
  /** Names in {@link Heartbeat.unwatched}. */
  unwatchedAreas: 128,
  everyMs: 3_600_000,
  nonceCharacters: 64,
} as const;

/** A post says that it lives this often. */
export const HEARTBEAT_EVERY_MS = 10_000;

/** Key of the warning that a state is of. */
export const stateKey = ({ site, area, mode, episode }: WarningState): string =>
  `${site}/${area}/${mode}/${episode}`;

/**
 * 64 bits of FNV-1a (Fowler, Noll, Vo) over the sorted lines `key#version`, as 16 hexadecimal digits. It tells two sets apart that
 * differ by chance; against forgery stands the signature around it.
 */
export function referencesDigest(
  references: readonly Pick<StateReference, "key" | "version">[],
): string {
  const lines = references.map(({ key, version }) => `${key}#${version}`).toSorted();
  let hash = 0xcbf29ce484222325n;
  // Ids are of ASCII, so a character is an octet.
  for (const character of lines.join("\n"))
    hash = BigInt.asUintN(64, (hash ^ BigInt(character.codePointAt(0) ?? 0)) * 0x100000001b3n);
  return hash.toString(16).padStart(16, "0");
}

/** 32-bit FNV-1a offset basis, and another start for the second lane. */
const LANE_STARTS = [0x811c9dc5, 0x9e3779b9] as const;

/**
 * What {@link Heartbeat.latest} has of a state: 64 bits over all that does not depend on when it was sent, as 16 hexadecimal digits: FNV-1a in
 * two lanes of 32 bits over UTF-16 units. A receiver computes it at once, wherever it runs. As {@link referencesDigest} it is for what differs by chance.
 */
export function stateDigest(state: Omit<WarningState, "lifeMs" | "window">): string {
  const { site, siteName, area, areaName, mode, episode, version, stage, action } = state;
  const { issuedMs, texts, ringsDeg, replaces, recorded } = state;
  const words = texts.map((each) => [
    each.language,
    each.direction,
    each.headline,
    each.instruction,
  ]);
  const text = JSON.stringify([
    [site, siteName, area, areaName, mode, episode, version, stage, action],
    [issuedMs, words, ringsDeg, replaces, recorded],
  ]);
  return LANE_STARTS.map((start) => laneOf(text, start)).join("");
}

function laneOf(text: string, start: number): string {
  let hash: number = start;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}
