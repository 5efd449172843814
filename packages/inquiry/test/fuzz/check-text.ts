import { createHash } from "node:crypto";
import { readHtml } from "../../src/account/read-html.ts";
import { furnitureOf } from "../../src/account/furniture.ts";
import { readableText } from "../../src/account/readable-text.ts";
import { attributionsOf } from "../../src/attribution/attribute.ts";
import { claimsIn } from "../../src/claims/claims-of.ts";
import { parseText } from "../../src/grammar/parse.ts";
import { languageOf } from "../../src/text/language.ts";
import { messagesIn } from "../../src/text/messages.ts";
import type { Span } from "../../src/text/span.ts";

/** Milliseconds of processor time that a text of some hundred words may take, with a slow machine in mind. */
const TIME_MAX_MS = 1000;

/** What is wrong with how a text is read; nothing where nothing is. */
export function faultsOf(text: string): readonly string[] {
  const faults: string[] = [];
  const before = createHash("sha256").update(text).digest("hex");
  const began = process.cpuUsage();
  try {
    const [first, second] = [readingsOf(text, faults), readingsOf(text, [])];
    if (first !== second) faults.push("read twice, read differently");
    readHtml(text);
    languageOf(text);
  } catch (error) {
    faults.push(`threw ${String(error)}`);
  }
  const { user, system } = process.cpuUsage(began);
  if ((user + system) / 1000 > TIME_MAX_MS) faults.push(`took ${(user + system) / 1000} ms`);
  if (createHash("sha256").update(text).digest("hex") !== before) faults.push("changed");
  return faults;
}

/** All that is read of a text, as one string; each range is checked on the way. */
function readingsOf(text: string, faults: string[]): string {
  const furniture = furnitureOf(text);
  const readable = readableText(text, furniture);
  if (readable.length !== text.length) faults.push("furniture moved what follows it");
  const parsed = parseText(readable);
  const claims = claimsIn("A", parsed, messagesIn(text));
  const attributions = attributionsOf(parsed);
  let at = 0;
  for (const { start, end } of furniture) {
    if (start < at || end < start || end > text.length) faults.push(`furniture at ${start}–${end}`);
    at = end;
  }
  at = 0;
  for (const { tokens } of parsed.sentences)
    for (const token of tokens) {
      if (token.start < at || readable.slice(token.start, token.end) !== token.text)
        faults.push(`token “${token.text}” is not at ${token.start}`);
      at = token.end;
    }
  const spans: Span[] = claims.flatMap(({ span, repeats, speaker }) => [
    span,
    ...repeats,
    ...(speaker.span === null ? [] : [speaker.span]),
  ]);
  for (const { source, cue, contents } of attributions)
    spans.push(cue, ...contents, ...(source === null ? [] : [source]));
  for (const span of spans)
    if (!isExact(text, span)) faults.push(`range ${span.start}–${span.end}`);
  return JSON.stringify([furniture, claims, attributions]);
}

/** Inside the text, not empty, and without white space at its ends. */
function isExact(text: string, { start, end }: Span): boolean {
  if (!(start >= 0 && start < end && end <= text.length)) return false;
  const own = text.slice(start, end);
  return own === own.trim();
}
