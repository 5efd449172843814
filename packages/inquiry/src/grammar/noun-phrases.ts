import { isWeekday } from "../text/calendar-words.ts";
import type { Token } from "../text/tokens.ts";
import type { VerbGroup } from "./verb-groups.ts";
import { isOneOf } from "../text/one-of.ts";
import { opensWithDigit } from "../text/letters.ts";

/** A noun with what stands directly before it: "six of", determiners, numbers, adjectives. Token indices; `to` is the one after the last. */
export interface NounPhrase {
  readonly from: number;
  readonly to: number;
  /** The last noun: what the phrase is about. */
  readonly head: number;
}

const OPENS: ReadonlySet<string> = new Set([
  "DET",
  "NUM",
  "ADJ",
  "NOUN",
  "PROPN",
  "PRON",
  "VERB",
  "ADV",
]);
const HEADS: ReadonlySet<string> = new Set([
  "NOUN",
  "PROPN",
  "PRON",
  "NUM",
  "DET",
  "ADJ",
  "X",
  "SYM",
]);
const RELATIVES: ReadonlySet<string> = new Set(["who", "whom", "which", "that", "what"]);

/** Words that begin a clause and belong to no phrase. */
const CLAUSE_WORDS: ReadonlySet<string> = new Set(["when", "where", "while", "why", "how"]);

/** Words of time that stand beside a phrase and not in it: "killed the mayor today". */
const TIMES: ReadonlySet<string> = new Set(["today", "yesterday", "tonight", "tomorrow"]);

/** "in which two members were killed": the pronoun is a phrase of its own. */
function isRelative(token: Token | undefined): boolean {
  return token?.pos === "PRON" && isOneOf(token.lower, "who|whom|which");
}

/** The noun phrases of a sentence between its verb groups, in order, without overlap. */
export function nounPhrasesOf(
  tokens: readonly Token[],
  verbs: readonly VerbGroup[],
): readonly NounPhrase[] {
  const taken = new Set<number>();
  for (const { from, to } of verbs) for (let at = from; at < to; at++) taken.add(at);
  const phrases: NounPhrase[] = [];
  let at = 0;
  while (at < tokens.length) {
    const to = taken.has(at) ? at : endOf(tokens, at, taken);
    if (to === at) {
      at++;
      continue;
    }
    phrases.push({ from: at, to, head: headOf(tokens, at, to) });
    at = to;
  }
  return phrases;
}

/** Where the phrase that begins at `from` ends; `from` itself where none begins. */
function endOf(tokens: readonly Token[], from: number, taken: ReadonlySet<number>): number {
  let [at, headed, possessed] = [from, false, false];
  // "13:10 A hall was hit": the hour of an entry is part of no phrase.
  const clock =
    opensWithDigit(tokens[from]?.lower ?? "") &&
    /^\d{1,2}[:.h]\d{2}$/.test(tokens[from]?.lower ?? "") &&
    // "at 22:40 a missile came down".
    (from === 0 || tokens[from + 1]?.pos === "DET");
  if (clock && !/^(?:[ap]\.?m\.?|gmt|utc)$/.test(tokens[from + 1]?.lower ?? "")) return from;
  // "no fewer than eleven people": the number's bound is no phrase.
  const bound = tokens[from]?.lower === "no" && tokens[from + 2]?.lower === "than";
  if (bound && isOneOf(tokens[from + 1]?.lower, "fewer|less|more")) return from;
  for (; at < tokens.length && !taken.has(at); at++) {
    const token = tokens[at];
    if (token === undefined) break;
    if (CLAUSE_WORDS.has(token.lower)) break;
    // "two bangs maybe ten seconds apart".
    if (headed && isOneOf(token.lower, "maybe|perhaps")) break;
    if (
      at > from &&
      (RELATIVES.has(token.lower) || isRelative(tokens[from]) || TIMES.has(token.lower))
    )
      break;
    const possessive = headed && isOneOf(token.lower, "['’]s?");
    possessed = possessive;
    if (possessive) {
      headed = false;
      continue;
    }
    if (token.text === "." && isTitleStop(tokens, at)) continue;
    if (isRangeLink(tokens, at, from)) continue;
    // "a small, explosive-laden drone".
    const listed =
      token.text === "," && tokens[at - 1]?.pos === "ADJ" && tokens[at + 1]?.pos === "ADJ";
    if (listed && at > from + 1) continue;
    if (token.text === "-" || token.text === "–" || token.text === ".") {
      const inside = tokens[at - 1]?.end === token.start && tokens[at + 1]?.start === token.end;
      // The stop before a closing mark ends the sentence.
      if (!headed || !inside || !/[\p{L}\p{N}]/u.test(tokens[at + 1]?.text ?? "")) break;
      // "passers-by", "a break-in".
      headed = token.text !== "." && isOneOf(tokens[at + 1]?.pos, "ADP|ADV");
      if (headed) at++;
      continue;
    }
    // "6 dead / 12 injured".
    const slash = token.text === "/" && (tokens[at - 1]?.end ?? token.start) < token.start;
    if (/^[():;]+$/.test(token.text) || slash) break;
    if (headed && isQuotedNumber(tokens, at, from)) continue;
    if (!OPENS.has(token.pos) && !HEADS.has(token.pos)) break;
    // "the quadcopter itself".
    if (headed && isIntensive(tokens, at)) return at + 1;
    if (headed && startsAnew(tokens, at)) break;
    if (token.pos === "ADV" && !leadsToNoun(tokens, at, taken)) break;
    if (HEADS.has(token.pos)) headed = true;
  }
  return headed || possessed ? at : from;
}

/** "the grenades themselves wounded one": said of the noun before it. */
const isIntensive = (tokens: readonly Token[], at: number): boolean =>
  isOneOf(tokens[at]?.lower, "itself|themselves|himself|herself") &&
  isOneOf(tokens[at - 1]?.pos, "NOUN|PROPN");

/** "“three or four” explosions", "“more than thirty” rounds": the mark that closes somebody's number and stands before what it counts. */
const isQuotedNumber = (tokens: readonly Token[], at: number, from: number): boolean =>
  isOneOf(tokens[at]?.text, '["”]') &&
  tokens[at - 1]?.pos === "NUM" &&
  isOneOf(tokens[at + 1]?.pos, "NOUN|ADJ") &&
  tokens.slice(Math.max(0, from - 4), from).some(({ text }) => isOneOf(text, '["“]'));

/** "between 15 and 20 sailors", "15 to 20 sailors", "six or seven": one number, from one bound to the other. */
function isRangeLink(tokens: readonly Token[], at: number, from: number): boolean {
  const before = tokens[at - 1];
  const link = tokens[at];
  const after = tokens[at + 1];
  // "two or more shells".
  const open = link?.lower === "or" && isOneOf(after?.lower, "more|so");
  if (open && at > from && before?.pos === "NUM") return true;
  if (at === from || before?.pos !== "NUM" || after?.pos !== "NUM") return false;
  if (isOneOf(link?.lower, "to|or")) return true;
  // "one hundred and forty".
  const whole = isOneOf(before.lower, "hundred|thousand") && !/^\d/.test(after.lower);
  return link?.lower === "and" && (whole || tokens[from - 1]?.lower === "between");
}

/** "the Rev. Peter Wherry": the stop of a title ends no phrase. */
function isTitleStop(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  const stop = tokens[at];
  const after = tokens[at + 1];
  return (
    before?.end === stop?.start &&
    after?.pos === "PROPN" &&
    isOneOf(before?.lower, "rev|rep|del|sen|gov|gen|mr|mrs|ms|dr|lt|col|prof|st")
  );
}

/** A determiner or pronoun after a noun begins another phrase. */
function startsAnew(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  const token = tokens[at];
  if (token === undefined || before === undefined) return false;
  // "searched the sheds one by one".
  if (token.lower === "one" && tokens[at + 1]?.lower === "by") return true;
  // "left him unharmed".
  if (isOneOf(before.lower, "him|me|us|them") && token.pos === "ADJ") return true;
  // "half a dozen sailors".
  if (before.lower === "half") return false;
  const afterNoun = ["NOUN", "PROPN", "PRON"].includes(before.pos);
  // "as a result of the action 16 sailors were injured".
  const counts =
    token.pos === "NUM" &&
    before.pos === "NOUN" &&
    !isNumero(before) &&
    // "in the second strike five of the crew died".
    (["NOUN", "ADJ"].includes(tokens[at + 1]?.pos ?? "") || tokens[at + 1]?.lower === "of");
  // "at number 9 the Hadl sisters".
  const numbered =
    before.pos === "NUM" &&
    isOneOf(token.lower, "the|a|an") &&
    isOneOf(tokens[at - 2]?.pos, "NOUN|PROPN");
  if (numbered) return true;
  // "said Monday nine people were killed".
  if (token.pos === "NUM" && isWeekday(before.lower) && tokens[at + 1]?.pos === "NOUN") return true;
  // "In Ostvar three people died".
  const there =
    token.pos === "NUM" &&
    !/^\d/.test(token.lower) &&
    before.pos === "PROPN" &&
    isOneOf(tokens[at - 2]?.lower, "in|at|near|on|outside") &&
    tokens[at + 1]?.pos === "NOUN";
  if (there) return true;
  // "in Harn five were injured", "of the men on the roof one was killed", "three of them engineers".
  const governed =
    token.pos === "NUM" &&
    isOneOf(before.pos, "PROPN|NOUN") &&
    !/^\d/.test(token.lower) &&
    isOneOf(tokens[at + 1]?.pos, "AUX|VERB|ADV");
  const ofThem =
    isOneOf(before.lower, "them|whom") &&
    tokens[at - 3]?.pos === "NUM" &&
    isOneOf(token.pos, "NOUN|PROPN|ADJ");
  // "among them two women".
  const apart =
    before.pos === "PRON" &&
    token.pos === "NUM" &&
    !isOneOf(before.lower, "my|your|his|her|its|our|their");
  return (
    afterNoun &&
    (token.pos === "DET" || token.pos === "PRON" || counts || apart || governed || ofThem)
  );
}

function leadsToNoun(tokens: readonly Token[], at: number, taken: ReadonlySet<number>): boolean {
  // "half a dozen".
  if (tokens[at]?.lower === "half" && isOneOf(tokens[at + 1]?.lower, "an?"))
    return !taken.has(at + 1);
  let then = at + 1;
  while (tokens[then]?.pos === "ADV" && !taken.has(then)) then++;
  const next = tokens[then];
  return (
    next !== undefined && !taken.has(then) && ["ADJ", "NUM", "VERB", "NOUN"].includes(next.pos)
  );
}

function headOf(tokens: readonly Token[], from: number, to: number): number {
  for (let at = to - 1; at >= from; at--)
    if (["NOUN", "PROPN"].includes(tokens[at]?.pos ?? "") && !isNumero(tokens[at])) return at;
  return to - 1;
}

/** "Pump station No. 3": what leads to a thing's number. */
const isNumero = (token: Token | undefined): boolean => NUMERO.has(token?.lower ?? "");
const NUMERO: ReadonlySet<string> = new Set(["no.", "nos.", "nr."]);
