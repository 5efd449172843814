import { SAYING } from "../../attribution/cue-lexicon.ts";
import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { Fact } from "../claim.ts";
import type { Scene } from "../scene.ts";
import { isOfHarm } from "./harm-words.ts";
import { NEEDED, SURELY_NEEDED, WRONG } from "./tables/idle-causes.ts";
import { endOfReason, type Range } from "./reason-range.ts";
import { isOneOf } from "../../text/one-of.ts";

/**
 * The clause beside the one that says that a defence did nothing, where it tells of what it needs and what went wrong with that: "…; its crew is not on
 * duty at night", "With the controllers on strike, …", "No siren sounded: the generator had run dry".
 */
export function besideIdle(sentence: ParsedSentence, idle: Fact): Range | null {
  const at = idleTokens(sentence, idle);
  if (at === null) return null;
  for (const part of partsOf(sentence))
    if (part.to <= at.from || part.from >= at.to)
      if (tellsCause(sentence, part, false)) return part;
  return led(sentence, at) ?? through(sentence, at);
}

/** A sentence of its own, right before or after one that says that a defence did nothing. */
export function nextTo(
  sentence: ParsedSentence,
  scene: Scene,
  told: readonly Fact[],
): Range | null {
  if (!scene.idle && !scene.idleNext) return null;
  if (told.some(({ predicate }) => TELLS_OTHER.test(predicate))) return null;
  const whole = { from: 0, to: endOfReason(sentence, 0) };
  return tellsCause(sentence, whole, true) ? whole : null;
}

const TELLS_OTHER =
  /^(?:defence|casualties|damage|weapon|evidence|explosion|launch|responsibility|reaction|person)/;

function idleTokens({ tokens }: ParsedSentence, { span }: Fact): Range | null {
  const from = tokens.findIndex(({ end }) => end > span.start);
  const last = tokens.findLastIndex(({ start }) => start < span.end);
  return from === -1 || last < from ? null : { from, to: last + 1 };
}

/** What marks part a sentence into: a colon, a semicolon, a dash; and a comma before or after a clause of its own. */
function partsOf(sentence: ParsedSentence): readonly Range[] {
  const { tokens } = sentence;
  const found: Range[] = [];
  let from = 0;
  for (const [at, { text }] of tokens.entries()) {
    const dash = isOneOf(text, "[–—]") || (text === "-" && isApart(sentence, at));
    if (!isOneOf(text, "[;:.?!]") && !dash) continue;
    if (at > from) found.push({ from, to: at });
    from = at + 1;
  }
  if (from < tokens.length) found.push({ from, to: tokens.length });
  return found.length > 1 ? found : [];
}

/** A hyphen with a blank on either side is a dash. */
const isApart = ({ tokens }: ParsedSentence, at: number): boolean =>
  (tokens[at]?.start ?? 0) > (tokens[at - 1]?.end ?? 0) &&
  (tokens[at + 1]?.start ?? 0) > (tokens[at]?.end ?? 0);

/** "With the controllers on strike, …", "Thanks to the power cut, …", "Out of ammunition since the first wave, …": before the comma and before what it did not do. */
function led(sentence: ParsedSentence, idle: Range): Range | null {
  const { tokens } = sentence;
  const first = tokens.findIndex(({ pos }) => pos !== "PUNCT");
  const start = `${tokens[first]?.lower} ${tokens[first + 1]?.lower}`;
  const opens =
    /^(?:with|through|despite|lacking|missing|short|blinded|jammed|deprived|unable|unaware|believing|thinking|mistaking|taking|fearing|awaiting|waiting|caught|starved|hampered|overwhelmed|owing|due) /.test(
      start,
    ) || isOneOf(start, "thanks to|on account|for (?:want|lack|fear)|out of|because of|as a");
  const comma = tokens.findIndex(({ text }, i) => i > first && text === ",");
  if (!opens || comma === -1 || comma > idle.from || comma > LED_WITHIN) return null;
  const part = { from: first, to: comma };
  const plain = !/^(?:with|through|despite|as|caught) /.test(start);
  return plain || tellsCause(sentence, part, false) ? part : null;
}

/** Words before such a comma, at most. */
const LED_WITHIN = 18;

/** "failed through sheer negligence", "silent thanks to a power cut", "did not fire on account of the truce": behind what it did not do. */
function through(sentence: ParsedSentence, idle: Range): Range | null {
  const { tokens } = sentence;
  const from = tokens.findIndex(({ lower }, i) => {
    if (i < idle.to - 1 || i > idle.to + THROUGH_WITHIN) return false;
    const next = tokens[i + 1]?.lower ?? "";
    return (
      (lower === "through" && isOneOf(tokens[i + 1]?.pos, "NOUN|ADJ|DET")) ||
      (lower === "thanks" && next === "to") ||
      (lower === "on" && isOneOf(next, "account|orders|grounds")) ||
      (lower === "for" && isOneOf(next, "want|lack|fear|safety|reasons|budgetary|technical")) ||
      (lower === "out" && next === "of" && tokens[i + 2]?.lower === "fear") ||
      (lower === "with" &&
        next !== "the" &&
        tellsCause(sentence, { from: i, to: endOfReason(sentence, i) }, false)) ||
      (lower === "while" &&
        tellsCause(sentence, { from: i, to: endOfReason(sentence, i) }, false)) ||
      (lower === "so" && next === "as" && tokens[i + 2]?.lower === "not")
    );
  });
  return from === -1 ? null : { from, to: endOfReason(sentence, from) };
}

/** Words between what it did not do and why, at most. */
const THROUGH_WITHIN = 4;

/** "An investigation blamed poor training for the failure", "put the silence down to an update", "a cut cable explains the silence". */
export function blamed(sentence: ParsedSentence): Range | null {
  const { tokens, verbs } = sentence;
  for (const { lemma, main, from, to } of verbs) {
    if (lemma === "blame") {
      const end = tokens.findIndex(({ lower }, i) => i > main && isOneOf(lower, "for|on"));
      if (end > main + 1)
        return tokens[end]?.lower === "for"
          ? { from: main + 1, to: end }
          : { from: end + 1, to: endOfReason(sentence, end + 1) };
    }
    if (isOneOf(lemma, "put|ascribe|attribute|trace")) {
      const down = tokens.findIndex(
        ({ lower }, i) =>
          i > main && lower === "to" && (lemma !== "put" || tokens[i - 1]?.lower === "down"),
      );
      const lapse = tokens
        .slice(main + 1, down)
        .some(({ lower }) =>
          isOneOf(
            lower,
            "failures?|silence|delay|inaction|lapse|malfunction|outage|breakdown|absence|lack|it|this|that",
          ),
        );
      if (down !== -1 && down < main + PUT_WITHIN && lapse)
        return { from: down + 1, to: endOfReason(sentence, down + 1) };
    }
    if (isOneOf(lemma, "explain|cause") && !isOneOf(tokens[to]?.lower, SAYING_HOW) && from > 1) {
      const start = tokens.findLastIndex(({ text }, i) => i < from && isOneOf(text, '[.;:“"]')) + 1;
      // "A cable cut last week explains the silence": a thing does, and nobody who speaks.
      if (tellsCause(sentence, { from: start, to: from }, false)) return { from: start, to: from };
    }
  }
  return null;
}

const SAYING_HOW = "that|why|how|,|to|by|[.]";
/** Words between "put" and "down to", at most. */
const PUT_WITHIN = 12;

/** Whether a clause tells of what a defence needs, and of what went wrong with it. `alone`: in a sentence of its own. */
function tellsCause(
  { tokens, verbs }: ParsedSentence,
  { from, to }: Range,
  alone: boolean,
): boolean {
  const words = tokens.slice(from, to);
  if (words.length < 3) return false;
  const needed = alone ? SURELY_NEEDED : NEEDED;
  const has = words.some(({ lower, lemma }) => needed.has(lower) || needed.has(lemma));
  const wrong = words.some(({ lower }) => WRONG.has(lower));
  if (!has || !wrong) return false;
  // What it did not do is no reason; nor is what is asked, wanted or to come, nor what somebody suffered.
  if (
    words.some(({ lower }) =>
      isOneOf(
        lower,
        "will|would|if|whether|should|may|might|asked|wants?|demanded|casualties|injured|wounded",
      ),
    )
  )
    return false;
  if (words.some(({ lemma }) => isOneOf(lemma, "kill|die|wound|injure|hurt|destroy|damage")))
    return false;
  if (
    alone &&
    words.some(
      (token) =>
        isOfHarm(token) &&
        !isOneOf(token.lemma, "siren|alarm|launch|fire|jam|shell|drone|rocket|missile|intercept"),
    )
  )
    return false;
  const acts = verbs.filter((verb) => verb.from >= from && verb.to <= to);
  return alone ? acts.some(({ form, lemma }) => form === "finite" && !SAYING.has(lemma)) : true;
}
