import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { VerbGroup } from "../../grammar/verb-groups.ts";
import { objectOf, partitiveOf, type Undergoer, undergoerOf } from "../clause-facts.ts";
import { DENIALS, type Part, type Pattern } from "./frame.ts";
import { isOneOf } from "../../text/one-of.ts";
import { endingAt, hasOne } from "../../grammar/places.ts";

/** A slot of a frame, and the phrase that stands there. */
export interface Argument {
  readonly name: string;
  readonly who: Undergoer;
}

/** Where a frame stands in a sentence. */
export interface Match {
  readonly pattern: Pattern;
  /** From the trigger's first word to the token after the last. */
  readonly from: number;
  readonly to: number;
  /** The verb that the trigger begins with; null where it begins with none. */
  readonly verb: VerbGroup | null;
  readonly argument: Argument | null;
  /** What must be there besides. */
  readonly beside: Argument | null;
  /** The phrase that the frame counts; null where it counts none. */
  readonly counted: NounPhrase | null;
  /** Whether a word that denies stands among the trigger's. */
  readonly denied: boolean;
}

type Found = Pick<Match, "to" | "argument" | "beside" | "counted" | "denied">;

/** A pattern whose trigger begins at a token; null where its parts do not follow. */
export function matchAt(sentence: ParsedSentence, pattern: Pattern, at: number): Match | null {
  const { parts } = pattern;
  const [trigger] = parts;
  if (trigger?.kind === "counted") {
    const counted = sentence.nouns.find(({ head }) => head === at);
    if (counted === undefined) return null;
    const found = follow(sentence, parts, 1, counted.to);
    return found === null ? null : { ...found, pattern, from: counted.from, verb: null, counted };
  }
  // "two burned-out airframes": half of a word.
  const [own, next] = [sentence.tokens[at], sentence.tokens[at + 1]];
  if (next?.text === "-" && next.start === own?.end && /(?:ed|en|wn|nt)$/.test(own.lower))
    return null;
  const found = follow(sentence, parts, 1, at + 1);
  if (found === null) return null;
  const verb = sentence.verbs.find(({ from, to }) => from <= at && at < to) ?? null;
  const whole = {
    ...found,
    pattern,
    from: at,
    verb,
    // "examined but not hospitalised".
    denied:
      found.denied ||
      verb?.negated === true ||
      isOneOf(sentence.tokens[at - 1]?.lower, "not|never|nor|neither"),
  };
  if (pattern.leads === null) return whole;
  if (!isOfVoice(sentence, pattern, verb)) return null;
  // "claimed the attack": a noun, and nothing that anybody does.
  if (verb === null && sentence.tokens[at - 1]?.pos === "DET") return null;
  const who = leaderOf(sentence, verb ?? bare(at), verb !== null, pattern.leads.name);
  if (who === null) return null;
  const lead = { name: pattern.leads.name, who };
  return pattern.leads.told ? { ...whole, argument: lead } : { ...whole, beside: lead };
}

/** A word that is no verb, where a verb is asked for its subject. */
const bare = (at: number): VerbGroup => ({
  from: at,
  to: at + 1,
  main: at,
  lemma: "",
  passive: false,
  negated: false,
  form: "finite",
  modal: null,
});

/** "the drone destroyed a house" and "the drone was destroyed": a participle with an object does something. */
function isOfVoice(
  { nouns, tokens }: ParsedSentence,
  { frame: { voice } }: Pattern,
  verb: VerbGroup | null,
): boolean {
  if (voice === undefined || verb === null) return true;
  if (voice === "active") return !verb.passive;
  // "escaped with broken windows": it describes what follows.
  if (!verb.passive && tokens[verb.from - 1]?.pos === "ADP") return false;
  // "brought down a wall": past the word that belongs to the verb.
  const particle = isOneOf(tokens[verb.to]?.lower, "down|off|out|up|over|in|away|apart");
  const object = nouns.some(
    ({ from }) =>
      from === verb.to || (particle && from === verb.to + 1 && tokens[from]?.pos !== "PROPN"),
  );
  if (voice === "middle") return verb.passive || !object;
  // "has brought down": who has done it.
  const perfect =
    !verb.passive && hasOne(tokens.slice(verb.from, verb.main), "has|have|had|having");
  if (perfect) return false;
  return (
    verb.passive ||
    (!object && /(?:ed|en|t|wn|rn|nk|ng|ung|uck)$/.test(tokens[verb.main]?.lower ?? ""))
  );
}

/** Who or what stands before a trigger in its clause; directly before it, where that is no verb. */
function leaderOf(
  sentence: ParsedSentence,
  verb: VerbGroup,
  isVerb: boolean,
  name: string,
): Undergoer | null {
  // "three tanks burning": whose the participle is.
  const direct = isVerb && (verb.form === "gerund" || isOfObject(sentence, verb));
  const beside = isVerb && !direct ? null : besideOf(sentence, verb.from);
  const who: Undergoer | null =
    beside === null
      ? undergoerOf(sentence, verb, true)
      : { phrase: beside, side: "before", negated: false };
  if (who === null || who.phrase.to > verb.from) return null;
  const whole = partitiveOf(sentence, who.phrase)?.to ?? who.phrase.to;
  const said = sentence.tokens.slice(Math.min(whole, verb.from), verb.from);
  // "The minister “did not receive a scratch”".
  const between = name === "one" && said.length === 1 && isOneOf(said[0]?.text, '["“]') ? [] : said;
  if (between.some(({ text }) => isOneOf(text, '[.;:!?()"“]|whose'))) return null;
  // "The embassy does not say who may be behind it": nobody is named.
  if (
    between.some(({ lower }, i) => i > 0 && isOneOf(lower, "who|whoever") && asks(between[i - 1]))
  )
    return null;
  return isVerb || between.every(({ pos, text }) => PASSED.has(pos) || text === ",") ? who : null;
}

/** What a question stands on: "speculate about who", "know who". */
const asks = (token: { readonly pos: string } | undefined): boolean =>
  token?.pos === "ADP" || token?.pos === "VERB";

/** "shows the north wall breached": a participle of the object of the verb before it. */
function isOfObject({ tokens, nouns, verbs }: ParsedSentence, verb: VerbGroup): boolean {
  if (verb.from !== verb.main || !/(?:ed|en|wn|rn|nt)$/.test(tokens[verb.main]?.lower ?? ""))
    return false;
  const object = endingAt(nouns, verb.from);
  return object !== undefined && verbs.some(({ to, passive }) => to === object.from && !passive);
}

/** The phrase right before a word; of "dozens of guards" the dozens. */
function besideOf({ tokens, nouns }: ParsedSentence, at: number): NounPhrase | null {
  // "Fuel depot ablaze": the word may stand within the phrase.
  const within = nouns.find(({ from, to, head }) => from < at && at < to && head < at);
  let found = endingAt(nouns, at) ?? (within && { ...within, to: at }) ?? null;
  for (;;) {
    const from = found?.from ?? 0;
    const whole = tokens[from - 1]?.lower === "of" ? endingAt(nouns, from - 1) : undefined;
    if (whole === undefined) return found;
    found = whole;
  }
}

/** What may stand between the parts of a frame. */
const PASSED: ReadonlySet<string> = new Set(["ADV", "AUX", "DET", "ADJ", "NUM"]);
const OWN: ReadonlySet<string> = new Set("my your his her its our their “ ” \" ‘ ’ '".split(" "));
const PASSED_MAX = 3;
/** What nothing stands on. */
const OFF_GROUND =
  "sea|ocean|river|lake|water|waters|bay|gulf|harbou?r|estuary|canal|air|mid-air|sky|flight|field|fields|desert|forest|wood|woods|moments?|minutes?|hours?|night|dawn|day";
/** Words that "…" stands for, at most. */
const GAP_MAX = 5;
const END = { text: ".", pos: "PUNCT", lower: "." };
const ENDS = "[.,;:!?()–—]";

/** The parts of a frame from one token on. */
function follow(
  sentence: ParsedSentence,
  parts: readonly Part[],
  i: number,
  at: number,
): Found | null {
  const part = parts[i];
  if (part === undefined)
    return { to: at, argument: null, beside: null, counted: null, denied: false };
  if (part.kind === "words") return followWords(sentence, part, parts, i, at);
  if (part.kind === "gap") {
    let denied = false;
    for (let next = at; next <= at + GAP_MAX; next++) {
      const found = follow(sentence, parts, i + 1, next);
      if (found !== null) return { ...found, denied: found.denied || denied };
      const { text, pos, lower } = sentence.tokens[next] ?? END;
      denied ||= DENIALS.has(lower);
      if (isOneOf(text, ENDS) || pos === "VERB") return null;
      // "three, with ten in the burns unit": of others.
      if (pos === "NUM" && sentence.tokens[next + 1]?.lower === "in") return null;
    }
    return null;
  }
  const phrase = objectOf(sentence, { ...bare(at), to: at });
  if (phrase === null || phrase.to <= at) return null;
  // "brought one of them down": past those of whom it is.
  const whole = partitiveOf(sentence, phrase)?.to ?? phrase.to;
  if (part.kind === "counted") {
    if (!part.heads.has(sentence.tokens[phrase.head]?.lemma ?? "")) return null;
    const found = follow(sentence, parts, i + 1, whole);
    return found === null ? null : { ...found, counted: phrase };
  }
  // "left the president unhurt": what is said of a phrase may be taken for its last word.
  const found =
    follow(sentence, parts, i + 1, whole) ??
    (whole === phrase.to && phrase.head < phrase.to - 1
      ? follow(sentence, parts, i + 1, phrase.head + 1)
      : null);
  if (part.name === "") return found;
  if (part.name === "ground")
    return isOneOf(sentence.tokens[phrase.head]?.lower, OFF_GROUND) ? null : found;
  const after: Argument = { name: part.name, who: { phrase, side: "after", negated: false } };
  return found === null ? null : { ...found, [part.told ? "argument" : "beside"]: after };
}

function followWords(
  sentence: ParsedSentence,
  part: Part & { readonly kind: "words" },
  parts: readonly Part[],
  i: number,
  at: number,
): Found | null {
  let denied = false;
  for (let next = at; next <= at + PASSED_MAX; next++) {
    const token = sentence.tokens[next];
    if (token === undefined) break;
    if (part.words.has(token.lower) || part.words.has(token.lemma)) {
      const found = follow(sentence, parts, i + 1, next + 1);
      if (found !== null) return { ...found, denied: found.denied || denied };
    }
    denied ||= DENIALS.has(token.lower);
    if (!PASSED.has(token.pos) && !OWN.has(token.lower) && !DENIALS.has(token.lower)) break;
  }
  return part.optional ? follow(sentence, parts, i + 1, at) : null;
}
