import type { PictureSelfTest, SelfTestLink } from "@tocsin/sdk";
import { agoText } from "../format/time.ts";

/** What is said of the post's tests of itself: quiet as long as they come through, and loud when they do not. */
export interface SelfTestWords {
  readonly isLoud: boolean;
  readonly text: string;
  /** More of it, for whoever wants to know; empty where there is no more. */
  readonly detail: string;
}

/** So many should have ended by now where none has. */
const ROUNDS_MISSED_MAX = 3;

const LINK_TEXT: Readonly<Record<SelfTestLink, string>> = {
  input: "the input",
  tracking: "the tracking",
  assessment: "the assessment",
  warning: "the warning",
  channel: "the channel",
  siren: "the siren",
  receipt: "the siren’s answer",
};

export function selfTestWords(test: PictureSelfTest, nowUs: number): SelfTestWords {
  const { state, lastUs, everyS, broken, detail, roundTripMs, medianMs } = test;
  if (lastUs === null || state === "waiting")
    return { isLoud: false, text: "Self-test: the first is to come", detail: "" };
  const agoS = (nowUs - lastUs) / 1e6;
  const ago = agoText(agoS);
  if (state === "failed")
    return {
      isLoud: true,
      text: `Self-test failed ${ago} ago at ${LINK_TEXT[broken ?? "input"]}`,
      detail: `Of a made-up threat ${plain(detail)}: a real one may not come through either.`,
    };
  if (agoS > ROUNDS_MISSED_MAX * everyS)
    return {
      isLoud: true,
      text: `No self-test for ${ago}`,
      detail: `One should end every ${everyS} s: nobody knows whether a threat would come through.`,
    };
  return {
    isLoud: false,
    text: `Self-test ${ago} ago · ${secondsText(roundTripMs)}`,
    detail: `From a sensor’s octets to a siren’s answer; usually ${secondsText(medianMs)}`,
  };
}

/** Without the name of the link, which stands before it. */
const plain = (detail: string): string => detail.slice(detail.indexOf(": ") + 2);

const secondsText = (ms: number | null): string =>
  ms === null ? "–" : `${(ms / 1_000).toFixed(1)} s`;
