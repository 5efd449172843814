import { hasWord, type ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { Fact } from "../claim.ts";
import { impactsOf } from "../everyday/hits-counted.ts";
import { countOf } from "../count.ts";
import { wordsOf } from "../clause-facts.ts";
import { factOf } from "../fact.ts";
import { SOUNDS } from "../lexicon.ts";
import { isOneOf } from "../../text/one-of.ts";
import { endingAt, hasOne, lastUpTo, startingAt } from "../../grammar/places.ts";

/** Without one of these the rule below finds nothing. */
const SOUND_WORDS: ReadonlySet<string> = new Set([...SOUNDS.keys(), "fire"]);

/** What was heard, and how many explosions there were. */
export function soundFacts(sentence: ParsedSentence): readonly Fact[] {
  if (!hasWord(sentence, SOUND_WORDS)) return [];
  return [
    ...heard(sentence),
    ...thereWas(sentence),
    ...reportsOf(sentence),
    ...noises(sentence),
    ...rangOut(sentence),
    ...explosions(sentence),
    ...onomatopoeia(sentence),
  ];
}

/** "Then boom, boom, and everything went black": as many as are said. */
function onomatopoeia(sentence: ParsedSentence): readonly Fact[] {
  const { tokens } = sentence;
  const isBang = (at: number): boolean =>
    isOneOf(tokens[at]?.lower, "boom|bang|thud|crump|crack|whump|thump");
  const from = tokens.findIndex((_, at) => isBang(at));
  let [to, said] = [from + 1, 1];
  for (;;) {
    const past = isOneOf(tokens[to]?.text, "[,!–—.]|-|…") ? to + 1 : to;
    if (!isBang(past)) break;
    to = past + 1;
    said++;
  }
  if (from === -1 || said < 2) return [];
  const count = { min: said, max: said, approximate: false, weak: false };
  const range = { from, to };
  const value = wordsOf(sentence, from, from + 1);
  return [
    factOf(sentence, {
      predicate: "explosion.count",
      ...range,
      value: "explosion",
      count,
      rule: "said as it sounded",
    }),
    factOf(sentence, { predicate: "witness.sound", ...range, value, rule: "said as it sounded" }),
  ];
}

/** "heard two blasts and then shots", "a bang heard by neighbours". */
function heard(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, verbs, nouns } = sentence;
  return verbs.flatMap((verb) => {
    // "neighbours spoke of a rattling sound", "residents describe a buzzing noise".
    const tells =
      (verb.lemma === "describe" || (verb.lemma === "speak" && tokens[verb.to]?.lower === "of")) &&
      hasOne(tokens.slice(verb.to, verb.to + 6), "sounds?|noises?|hearing");
    // "Gunfire reported around the zone".
    const reported =
      verb.lemma === "report" &&
      (verb.passive || verb.to - verb.from === 1) &&
      nouns.some(
        ({ from, to }) => from === 0 && to === verb.from && soundsIn(sentence, from, to).length > 0,
      );
    // "It sounded like a chainsaw".
    const likens =
      verb.lemma === "sound" &&
      tokens[verb.to]?.lower === "like" &&
      isOneOf(tokens[verb.from - 1]?.lower, "it|they|this|that");
    if (
      verb.lemma !== "hear" &&
      tokens[verb.main]?.lower !== "hearing" &&
      !tells &&
      !reported &&
      !likens
    )
      return [];
    // "can be heard" is said of a recording, and nobody says that he heard it.
    if (verb.negated || (verb.passive && verb.modal !== null)) return [];
    const before = tokens.findIndex(
      ({ lower }, i) => i >= verb.to && isOneOf(lower, "before|until"),
    );
    const reach = Math.min(verb.to + SOUND_WITHIN, before === -1 ? Infinity : before);
    const after = soundsIn(sentence, verb.to, reach);
    const phrase = endingAt(nouns, verb.from);
    const sounds =
      after.length > 0 || phrase === undefined ? after : soundsIn(sentence, phrase.from, phrase.to);
    const last = sounds.at(-1);
    if (last === undefined) return [];
    // Past who is said to have said it.
    const clause = verbs.findLast(({ to, form }) => to <= verb.from && form === "finite")?.to ?? 0;
    const subject =
      nouns.find(({ from, to }) => from >= clause && to <= verb.from)?.from ?? verb.from;
    const end = Math.max(verb.to, placeEnd(sentence, last.at + 1));
    // "had heard no siren", "not one of them heard a siren": that nobody was warned is told as such.
    const notOne = hasOne(
      tokens.slice(Math.max(0, verb.from - 5), verb.from),
      "nobody|none|not|no",
    );
    const warning = sounds.every(({ name }) => isSiren(name));
    if (warning && (notOne || sounds.every(({ denied }) => denied))) return [];
    const nobody = isOneOf(tokens[phrase?.from ?? -1]?.lower, "nobody|none");
    const heardNone = nobody || sounds.every(({ denied }) => denied);
    if (!heardNone && sounds.some(({ denied }) => denied)) return [];
    const fact = sound(sentence, { from: subject, to: end }, sounds, verb.to);
    return [heardNone ? { ...fact, polarity: "deny" } : fact];
  });
}

/** Words after "heard" in which a sound is looked for. */
const SOUND_WITHIN = 14;

/** "there was a thump, then another", "huge boom near the depot": what somebody tells who was there. A blast that is counted is told as such. */
function thereWas(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, verbs, nouns } = sentence;
  const [opening] = nouns;
  if (opening === undefined || verbs.some(({ lemma }) => lemma === "hear")) return [];
  const there = verbs.find(
    ({ from, lemma, negated }) =>
      lemma === "be" && !negated && tokens[from - 1]?.lower === "there" && from <= 5,
  );
  const bare = nouns.find(
    ({ from }) =>
      (tokens[from - 1]?.text === ":" && from <= 3) || (from === 0 && verbs.length === 0),
  );
  const phrase = there === undefined ? bare : startingAt(nouns, there.to);
  if (phrase === undefined || tokens[phrase.from]?.lower === "the") return [];
  const [first] = soundsIn(sentence, phrase.from, phrase.to);
  const last = tokens[phrase.head];
  if (first === undefined || last === undefined || first.at !== phrase.head) return [];
  if (isOneOf(last.lemma, "explosion|blast|siren|engine|motor|shooting|impact|crack|rush|pop"))
    return [];
  const from = there === undefined ? phrase.from : there.from - 1;
  const reach = Math.min(tokens.length, phrase.to + SOUND_WITHIN);
  const sounds = soundsIn(sentence, phrase.from, reach);
  const to = (sounds.at(-1)?.at ?? phrase.head) + 1;
  return [sound(sentence, { from, to }, sounds, phrase.from)];
}

/** "responded to reports of loud blasts": what people told that they heard. */
function reportsOf(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  return nouns.flatMap((phrase) => {
    const told = isOneOf(tokens[phrase.head]?.lower, "reports?|accounts?|calls?");
    const link = isOneOf(tokens[phrase.to]?.lower, "of|about");
    const after = startingAt(nouns, phrase.to + 1);
    if (!told || !link || after === undefined) return [];
    if (isOneOf(tokens[phrase.from]?.lower, "no|any")) return [];
    // "initial reports of the explosion": of one that is known.
    if (tokens[after.from]?.lower === "the") return [];
    if (verbs.some(({ lemma }) => isOneOf(lemma, "deny|dismiss|reject|hear"))) return [];
    const sounds = soundsIn(sentence, after.from, after.to);
    const head = sounds.find(({ at }) => at === after.head);
    return head === undefined || head.denied
      ? []
      : [sound(sentence, { from: phrase.from, to: after.to }, [head], after.from)];
  });
}

/** "explosions rang out over the port", "gunfire echoed through the valley". */
function rangOut(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  return verbs.flatMap((verb) => {
    const rings =
      (verb.lemma === "ring" && tokens[verb.to]?.lower === "out") ||
      isOneOf(verb.lemma, "echo|reverberate|resound|crackle");
    const phrase = rings ? endingAt(nouns, verb.from) : undefined;
    if (phrase === undefined || verb.negated || verb.passive || verb.modal !== null) return [];
    const sounds = soundsIn(sentence, phrase.from, phrase.to);
    const to = tokens[verb.to]?.lower === "out" ? verb.to + 1 : verb.to;
    return sounds.every(({ name, denied }) => denied || isSiren(name))
      ? []
      : [sound(sentence, { from: phrase.from, to }, sounds, phrase.from)];
  });
}

/** "that lawnmower noise", "a buzzing sound", "the sound of a motorbike": a sound by what makes it, where nobody says "heard". */
function noises(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  if (verbs.some(({ lemma, main }) => lemma === "hear" || tokens[main]?.lower === "hearing"))
    return [];
  if (verbs.some(({ lemma }) => isOneOf(lemma, "describe|speak|sound"))) return [];
  return nouns.flatMap((phrase) => {
    if (!isOneOf(tokens[phrase.head]?.lower, "(?:noise|sound|din|racket)s?")) return [];
    if (isOneOf(tokens[phrase.from]?.lower, "no|any")) return [];
    const link = isOneOf(tokens[phrase.to]?.lower, "of|like");
    const after = link ? startingAt(nouns, phrase.to + 1) : undefined;
    const within = soundsIn(sentence, phrase.from, phrase.head);
    const of = after === undefined ? [] : soundsIn(sentence, after.from, after.to);
    const sounds = within.length > 0 ? within : of;
    const to = within.length > 0 ? phrase.to : (after?.to ?? phrase.to);
    return sounds.length === 0
      ? []
      : [sound(sentence, { from: phrase.from, to }, sounds, phrase.from)];
  });
}

/** A sound: where it stands, in the words of the account ("one blast", "whistle"), and whether it is a warning, shooting or anything else. */
interface Sound {
  readonly at: number;
  readonly name: string;
  /** "no explosion", "neither shots nor …". */
  readonly denied: boolean;
}

const isSiren = (name: string): boolean => isOneOf(name, "sirens?");

/** Of words for sounds: "blasts", "whistled", "buzzed". */
const ENDINGS = [/^$/, /s$/, /d$/, /ed$/];

/** What a sound is for comparing: "one blast" and "one explosion" are one, and so are all engines. */
export const soundKind = (value: string): string =>
  value.toLowerCase().replace(/\p{L}+/gu, (word) => {
    const kind = ENDINGS.map((ending) => SOUNDS.get(word.replace(ending, ""))).find(
      (found) => found !== undefined,
    );
    if (kind === undefined) return word;
    return kind === "explosion" && word.endsWith("s") ? "explosions" : kind;
  });

const NOT_ANY = "no|neither|nor";

export function soundsIn(
  { tokens, nouns }: ParsedSentence,
  from: number,
  to: number,
): readonly Sound[] {
  return tokens.flatMap((token, i) => {
    const name =
      i >= from && i < to ? (SOUNDS.get(token.lemma) ?? SOUNDS.get(token.lower)) : undefined;
    // "shot down" is nothing that was heard.
    const stopped = token.lower === "shot" && isOneOf(tokens[i + 1]?.lower, "down|dead");
    const shooting = i >= from && i < to ? shootingAt(tokens, i) : null;
    if (shooting !== null) return [{ at: i, name: shooting, denied: false }];
    if (name === undefined || stopped) return [];
    const plural = token.lower !== token.lemma && token.lower.endsWith("s");
    const first = nouns.find((phrase) => phrase.from <= i && i < phrase.to)?.from ?? i;
    const denied = [first - 1, first].some((at) => isOneOf(tokens[at]?.lower, NOT_ANY));
    return [
      {
        at: i,
        name: name === "explosion" ? (plural ? token.lower : `one ${token.lemma}`) : token.lower,
        denied,
      },
    ];
  });
}

/** "machine-gun fire", "small-arms fire": shooting by what shoots; null for all else. */
function shootingAt(tokens: ParsedSentence["tokens"], at: number): string | null {
  if (tokens[at]?.lower !== "fire") return null;
  const before = tokens
    .slice(Math.max(0, at - 3), at)
    .map(({ lower }) => lower)
    .join(" ");
  if (/(?:^| )machine ?-? ?gun$/.test(before)) return "machine-gun fire";
  return /(?:^| )(?:small ?-? ?arms|rifle|automatic|gun|heavy|artillery|anti-aircraft)$/.test(
    before,
  )
    ? "gunfire"
    : null;
}

function sound(
  sentence: ParsedSentence,
  { from, to }: { readonly from: number; readonly to: number },
  sounds: readonly Sound[],
  since: number,
): Fact {
  const ordered = hasOne(
    sentence.tokens.slice(since, sounds.at(-1)?.at),
    "followed|then|later|before",
  );
  const value = sounds.map(({ name }) => name).join(ordered ? ", then " : ", ");
  return factOf(sentence, { predicate: "witness.sound", from, to, value, rule: "sounds heard" });
}

/** Up to the end of "from where the old mill stands". */
function placeEnd({ tokens }: ParsedSentence, at: number): number {
  if (tokens[at]?.lower !== "from") return at;
  let end = at;
  while (end < tokens.length && !isOneOf(tokens[end]?.text, "[,.;]")) end++;
  return end;
}

/** "saw one blast at most", "shaken by at least two blasts", "that was three bangs". */
function explosions(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  if (verbs.some(({ lemma, main }) => lemma === "hear" || tokens[main]?.lower === "hearing"))
    return [];
  return nouns.flatMap((phrase) => {
    const head = tokens[phrase.head];
    const is = SOUNDS.get(head?.lemma ?? "") ?? SOUNDS.get(head?.lower ?? "");
    if (is !== "explosion" || isOneOf(head?.lemma, "crash|crack|pop|clap")) return [];
    // "has logged 26 impacts": of what came down.
    if (verbs.some((verb) => verb.to === phrase.from && impactsOf(sentence, verb) !== null))
      return [];
    const count = countOf(tokens, phrase.from, phrase.to, phrase.head);
    // "before the first explosion" counts none.
    const ordinal = tokens
      .slice(phrase.from, phrase.head)
      .some(({ lower }) => /^(?:first|second|third|last|\d+(?:st|nd|rd|th))$/.test(lower));
    if (count === null || count.weak || ordinal) return [];
    const verb = lastUpTo(verbs, phrase.from);
    const subject = verb === undefined ? undefined : lastUpTo(nouns, verb.from);
    return [
      factOf(sentence, {
        predicate: "explosion.count",
        from: subject?.from ?? phrase.from,
        to: phrase.to,
        value: "explosion",
        rule: "explosions counted",
        count,
      }),
    ];
  });
}
