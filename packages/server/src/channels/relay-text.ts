import type { Mode, OfficialInfo, OfficialWarning } from "@tocsin/core";
import { plainLine } from "@tocsin/sdk";
import { timeTextOf } from "./time-text.ts";

/** Stands before what is passed on by a post that is not live: the post is not real, the message is. */
const POST_PREFIX: Readonly<Record<Mode, string | null>> = {
  live: null,
  drill: "THIS SITE HOLDS AN EXERCISE; THE MESSAGE ITSELF IS MARKED",
  simulation: "THIS SITE RUNS A SIMULATION; THE MESSAGE ITSELF IS MARKED",
  replay: "THIS SITE REPLAYS A RECORDING; THE MESSAGE ITSELF IS MARKED",
  shadow: "NOT SENT TO THE PUBLIC BY THIS SITE; THE MESSAGE ITSELF IS MARKED",
};

const KIND_TEXT = {
  alert: "OFFICIAL WARNING",
  update: "OFFICIAL UPDATE",
  cancel: "OFFICIAL CANCELLATION",
  ack: "OFFICIAL ACKNOWLEDGEMENT",
  error: "OFFICIAL REJECTION",
} as const;

/**
 * An authority's message in one line and in full, its source first, in the authority's own words and all its languages.
 * What is no real danger says so before everything else.
 */
export function relayText(
  warning: OfficialWarning,
  context: { readonly mode: Mode; readonly siteName: string; readonly timeZone?: string },
): { readonly headline: string; readonly text: string } {
  const clock = timeTextOf(context.timeZone ?? "UTC");
  // Authorities' messages hold for days: a time of day alone would be taken for today's.
  const timeText = (timeUs: number): string =>
    `${clock(timeUs)} on ${new Date(timeUs / 1_000).toISOString().slice(0, 10)} UTC`;
  const source = plainLine(warning.source);
  const infos = warning.infos;
  const titles = [...new Set(infos.map(titleOf))];
  const marks = marksOf(warning, context.mode);
  const title = titles.length === 0 ? plainLine(warning.note ?? "no text") : titles.join(" / ");
  const headline = `${marks}${KIND_TEXT[warning.messageType]} from ${source}: ${title}`;
  const parts = infos.map((info) => infoText(info, timeText));
  const signed = {
    none: "It is not signed.",
    unverified: "It is signed, and the signature was not verified.",
    verified: "Its signature was verified.",
  }[warning.signature];
  parts.push(
    `Sent at ${timeText(warning.sentUs)} by ${source}; passed on by the early-warning system of ${plainLine(context.siteName)}, whose own warning it is not. ${signed}`,
  );
  return { headline, text: `${marks}${parts.join(" ")}` };
}

function marksOf({ status }: OfficialWarning, mode: Mode): string {
  const prefix = POST_PREFIX[mode];
  if (status === "actual") return prefix === null ? "" : `${prefix} ACTUAL: `;
  return `${status.toUpperCase()}, NO REAL DANGER: `;
}

const titleOf = ({ headline, event }: OfficialInfo): string => plainLine(headline ?? event);

function infoText(info: OfficialInfo, timeText: (timeUs: number) => string): string {
  const where = info.areas.map(({ description }) => plainLine(description)).join(", ");
  const parts = [
    info.description,
    info.instruction,
    where === "" ? null : `Where: ${where}.`,
    info.expiresUs === null
      ? "It does not say until when it holds."
      : `It holds until ${timeText(info.expiresUs)}.`,
  ];
  return parts
    .filter((part) => part !== null && part !== "")
    .map((part) => plainLine(part ?? ""))
    .join(" ");
}
