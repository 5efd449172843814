import type { TimeUs } from "@tocsin/core";

/** Where and how fast an object says that it is, in a report that nobody vouches for. */
export interface Claim {
  /** What it calls itself: an address, a serial number. */
  readonly claimant: string;
  /** What sent it, where that can be told from the name: a radio's own address. */
  readonly transmitter: string | null;
  readonly timeUs: TimeUs;
  readonly latitudeRad: number;
  readonly longitudeRad: number;
  /** Above the ellipsoid or the sea: only differences are taken. */
  readonly heightM: number | null;
  /** One sigma of the place, each axis. */
  readonly sigmaM: number;
  /** Over the ground. */
  readonly speedMps: number | null;
  /** As received, dB relative to 1 mW where that is known, else to the receiver's full scale. */
  readonly signalDb: number | null;
}

/** What a claim can be doubted for. */
export const DOUBTS = [
  "impossible-jump",
  "impossible-speed",
  "speed-and-movement-differ",
  "two-at-one-place",
  "many-names-one-transmitter",
  "signal-and-distance-differ",
  "clock",
] as const;
export type Doubt = (typeof DOUBTS)[number];

/** As people read it. */
export const DOUBT_WORDS: Readonly<Record<Doubt, string>> = {
  "impossible-jump": "jumped farther than it can fly",
  "impossible-speed": "says that it is faster than it can be",
  "speed-and-movement-differ": "moves otherwise than it says",
  "two-at-one-place": "is where another says it is",
  "many-names-one-transmitter": "one transmitter, many names",
  "signal-and-distance-differ": "its signal does not fit its distance",
  clock: "its clock is wrong",
};

export interface ClaimLimits {
  /** Faster than this is no object of the kind. */
  readonly speedMaxMps: number;
  /** The receiver, for signal against distance; null where it is not known. */
  readonly receiver: { readonly latitudeRad: number; readonly longitudeRad: number } | null;
  /** What a signal at 1 m can be at most, dBm; null where signals are not relative to 1 mW. */
  readonly signalAtOneMetreMaxDbm: number | null;
}

/** What is thought of a claim. */
export interface Judgement {
  /** 0 nothing against it … 1 certainly made up. */
  readonly spoofScore: number;
  /** Against the claimant lately, in the order of `DOUBTS`. */
  readonly doubts: readonly Doubt[];
  /**
   * False where the place can't follow from the claimant's last one: it is left out until it stays. What is
   * left out was a report that nobody vouches for; no warning waits for it.
   */
  readonly isUsable: boolean;
}
