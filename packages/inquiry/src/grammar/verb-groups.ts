import type { Token } from "../text/tokens.ts";
import { isOneOf } from "../text/one-of.ts";

/** Auxiliaries, adverbs and one verb: "had not been activated". Token indices; `to` is the one after the last. */
export interface VerbGroup {
  readonly from: number;
  readonly to: number;
  /** The token of the verb that carries the meaning. */
  readonly main: number;
  readonly lemma: string;
  readonly passive: boolean;
  readonly negated: boolean;
  /** With "to" before it, or a participle without an auxiliary: such a verb has its subject elsewhere. */
  readonly form: "finite" | "infinitive" | "gerund" | "participle";
  /** "may", "could", "would" and their like. */
  readonly modal: string | null;
}

const NEGATIONS: ReadonlySet<string> = new Set(["not", "n't", "n’t", "never", "no"]);
const MODALS: ReadonlySet<string> = new Set([
  "may",
  "might",
  "could",
  "would",
  "should",
  "can",
  "will",
  "must",
  "shall",
]);
const BE: ReadonlySet<string> = new Set(["be", "get"]);

/** Participles whose form the tagger gives as noun or adjective though an auxiliary of "be" stands before them. */
const PARTICIPLE =
  /(?:ed|en|wn|hurt|hit|shot|put|cut|led|held|lost|left|sent|told|made|found|caught|brought)$/;

/** The verb groups of a sentence, in order, without overlap. */
export function verbGroupsOf(tokens: readonly Token[]): readonly VerbGroup[] {
  const groups: VerbGroup[] = [];
  let at = 0;
  while (at < tokens.length) {
    const group = groupAt(tokens, at);
    if (group === null) at++;
    else {
      groups.push(group);
      at = group.to;
    }
  }
  return groups;
}

function groupAt(tokens: readonly Token[], from: number): VerbGroup | null {
  const first = tokens[from];
  if (first === undefined || !begins(tokens, from)) return null;
  if (isModifier(tokens, from)) return null;
  const infinitive = first.lower === "to";
  const auxiliaries: Token[] = [];
  // "never went off": the adverb stands before the group.
  const never = tokens[from - 1]?.lower === "never";
  let [at, negated, main] = [infinitive ? from + 1 : from, never, -1];
  for (; at < tokens.length; at++) {
    const token = tokens[at];
    if (token === undefined) break;
    if (NEGATIONS.has(token.lower) && token.pos !== "DET") negated = true;
    else if (token.pos === "AUX" || MODALS.has(token.lower) || isPerfect(tokens, at))
      auxiliaries.push(token);
    else if (token.pos === "VERB" || isHiddenParticiple(token, auxiliaries)) {
      main = at;
      break;
    } else if ((token.pos !== "ADV" && token.lower !== "since") || !leadsOn(tokens, at)) break;
  }
  if (main === -1) {
    // "was unharmed": the auxiliary is the verb.
    const last = auxiliaries.at(-1);
    if (last === undefined) return null;
    main = tokens.indexOf(last);
    at = main;
    while (NEGATIONS.has(tokens[at + 1]?.lower ?? "") && tokens[at + 1]?.pos !== "DET") {
      negated = true;
      at++;
    }
  }
  const verb = tokens[main];
  if (verb === undefined) return null;
  const before = auxiliaries.filter((token) => token !== verb);
  const passive =
    before.some(({ lemma }) => BE.has(lemma)) && !verb.lower.endsWith("ing") && isParticiple(verb);
  const modal = before.find(({ lower }) => MODALS.has(lower))?.lower ?? null;
  // "promised to “pursue …”": the mark parts them, the grammar does not.
  const parted = isOneOf(tokens[from - 1]?.text, '["“«]') && tokens[from - 2]?.lower === "to";
  const form = formOf(verb, before, infinitive || parted);
  return {
    from,
    to: Math.max(at, main) + 1,
    main,
    lemma: lemmaOf(verb),
    passive,
    negated,
    form,
    modal,
  };
}

/** "to have died", "have since died": the auxiliary, though the tagger reads a verb. */
function isPerfect(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token?.pos !== "VERB" || !isOneOf(token.lower, "have|has|had|having")) return false;
  let next = at + 1;
  while (isOneOf(tokens[next]?.pos, "ADV|SCONJ")) next++;
  const after = tokens[next];
  if (after?.lower === "been") return true;
  return (
    after?.pos === "VERB" && /(?:ed|en|wn|lost|hit|hurt|shot|struck|left|made)$/.test(after.lower)
  );
}

/** "gutted", which the library has as it stands, is "gut". */
function lemmaOf({ lower, lemma }: Token): string {
  if (lower === "shot") return "shoot";
  if (lower === "fell") return "fall";
  const doubled =
    lemma === lower ? /^(.+?([bdgklmnprt]))\2(?:ed|ing)$/.exec(lower)?.[1] : undefined;
  // "hearing", where it is a verb.
  const plain = /^(.*[aeiou].*)ing$/.exec(lemma === lower && lower.length > 5 ? lower : "")?.[1];
  return doubled ?? plain ?? lemma;
}

function begins(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token === undefined) return false;
  if (isMay(tokens, at)) return false;
  if (token.pos === "VERB" || token.pos === "AUX" || MODALS.has(token.lower)) return true;
  if (token.lower !== "to") return false;
  const next = tokens[at + 1];
  return next !== undefined && (next.pos === "VERB" || next.pos === "AUX");
}

/** "in May": the month. */
function isMay(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  return (
    tokens[at]?.text === "May" &&
    before !== undefined &&
    (before.pos === "NUM" ||
      isOneOf(before.lower, "in|on|of|since|until|by|during|from|last|this|early|late|mid"))
  );
}

/** "two armed drones", "the damaged car": a participle before a noun is part of the noun's phrase. */
function isModifier(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  const token = tokens[at];
  const after = tokens[at + 1];
  if (token?.pos !== "VERB" || after === undefined || before === undefined) return false;
  // "Iran-backed militias", and a name that reads as a verb: "spokesman Said Khatibzadeh".
  if (isOneOf(before.text, "[-–]") && before.end === token.start) return true;
  if (
    /^\p{Lu}\p{Ll}/u.test(token.text) &&
    after.pos === "PROPN" &&
    ["NOUN", "PROPN"].includes(before.pos)
  )
    return true;
  if (!/(?:ed|en|ing)$/.test(token.lower)) return false;
  // "the first landed next to the well".
  if (isOneOf(after.lower, "next|close")) return false;
  // "one setting fire to a shed": what the one did.
  if (isOneOf(before.lower, "one|another|others?") && token.lower.endsWith("ing")) return false;
  // "and four received shrapnel wounds": what the four did.
  if (before.pos === "NUM" && isOneOf(token.lower, GETS)) return false;
  const opens = ["DET", "NUM", "ADJ"].includes(before.pos) || isOneOf(before.lower, "['’]s?");
  if (opens && after.pos === "NUM") return isOneOf(before.lower, "the|an|another|last|other");
  // "six internally displaced persons".
  const described =
    before.pos === "ADV" &&
    before.lower.endsWith("ly") &&
    ["DET", "NUM", "ADJ"].includes(tokens[at - 2]?.pos ?? "") &&
    token.lower.endsWith("ed");
  if (described) return ["NOUN", "PROPN", "ADJ"].includes(after.pos);
  // "of parked cars", "from broken glass".
  const governed = before.pos === "ADP" && /(?:ed|en)$/.test(token.lower);
  return (opens || governed) && ["NOUN", "PROPN", "ADJ"].includes(after.pos);
}

/** What is done by whoever a number stands for, and says nothing of what follows. */
const GETS = "received|sustained|suffered|needed|required|inhaled|escaped|survived";

function isParticiple({ lower, pos }: Token): boolean {
  return pos === "VERB" || PARTICIPLE.test(lower);
}

function isHiddenParticiple(token: Token, auxiliaries: readonly Token[]): boolean {
  if (token.pos !== "NOUN" && token.pos !== "ADJ") return false;
  if (!auxiliaries.some(({ lemma }) => lemma === "be" || lemma === "have")) return false;
  return /^(?!un)\p{L}*(?:hit|hurt|shot|struck|downed|injured|wounded|killed|destroyed|intercepted|damaged)$/u.test(
    token.lower,
  );
}

/** Whether adverbs at `at` lead to another part of the group. */
function leadsOn(tokens: readonly Token[], at: number): boolean {
  let next = at + 1;
  while (tokens[next]?.pos === "ADV" || NEGATIONS.has(tokens[next]?.lower ?? "")) next++;
  const { pos } = tokens[next] ?? {};
  return pos === "VERB" || pos === "AUX";
}

function formOf(
  verb: Token,
  auxiliaries: readonly Token[],
  infinitive: boolean,
): VerbGroup["form"] {
  if (infinitive) return "infinitive";
  if (auxiliaries.length > 0) return "finite";
  if (verb.lower.endsWith("ing") && verb.pos === "VERB") return "gerund";
  return "finite";
}
