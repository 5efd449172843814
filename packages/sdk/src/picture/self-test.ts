import type { TimeUs } from "@tocsin/core";

/** The links of the way that a self-test goes, in its order; each is passed when what it gives has arrived at the next. */
export const SELF_TEST_LINKS = [
  "input",
  "tracking",
  "assessment",
  "warning",
  "channel",
  "siren",
  "receipt",
] as const;
export type SelfTestLink = (typeof SELF_TEST_LINKS)[number];

/** How the post's tests of itself go: a made-up threat on the way from a sensor's octets to a siren that makes no sound. */
export interface PictureSelfTest {
  /** `waiting`: none has ended yet. */
  readonly state: "passed" | "failed" | "waiting";
  readonly everyS: number;
  /** When the last one ended, and the last that passed. */
  readonly lastUs: TimeUs | null;
  readonly passedUs: TimeUs | null;
  /** From the first octets until the siren's answer was taken in, of the last that passed. */
  readonly roundTripMs: number | null;
  /** The middle of the last ones that passed. */
  readonly medianMs: number | null;
  /** Of the last one: when each link that it passed was passed, counted from the first octets. */
  readonly passedMs: Readonly<Partial<Record<SelfTestLink, number>>>;
  /** The first link that the last one did not pass in time. */
  readonly broken: SelfTestLink | null;
  /** In words what is wrong; empty where nothing is. */
  readonly detail: string;
}
