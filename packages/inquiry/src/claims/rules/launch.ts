import { hasOneOf, hasWord, type ParsedSentence } from "../../grammar/parsed-sentence.ts";
import { wordWithin } from "../word-within.ts";
import type { VerbGroup } from "../../grammar/verb-groups.ts";
import type { Fact } from "../claim.ts";
import { SAYING } from "../../attribution/cue-lexicon.ts";
import { wordsOf } from "../clause-facts.ts";
import { weaponIn } from "../weapon-in.ts";
import { plainFact } from "../fact.ts";
import { FIND_VERBS, HIT_VERBS, WEAPONS } from "../lexicon.ts";
import type { Scene } from "../scene.ts";
import { launcherEnd } from "./evidence.ts";
import { isOneOf } from "../../text/one-of.ts";
import { hasOne, startingAt } from "../../grammar/places.ts";

/** From where a weapon came, and whether that is known. */
export function launchFacts(sentence: ParsedSentence, scene: Scene): readonly Fact[] {
  return [
    ...launched(sentence, scene),
    ...siteOf(sentence),
    ...headed(sentence),
    ...traced(sentence),
    ...pointFound(sentence),
    ...fromWhere(sentence, scene),
    ...launcherAt(sentence),
    ...weaponFrom(sentence),
  ];
}

/** Without one of these the rule below finds nothing. */
const FROM: ReadonlySet<string> = new Set("from over off near originate".split(" "));

/** "took off south of the river", "was fired from a hill", "the fire came from the quarry". */
function launched(sentence: ParsedSentence, scene: Scene): readonly Fact[] {
  if (!hasWord(sentence, FROM)) return [];
  const { tokens, nouns, verbs } = sentence;
  return verbs.flatMap((verb) => {
    // "took off from", "flew in from".
    const particle =
      (verb.lemma === "take" && tokens[verb.to]?.lower === "off") ||
      (isOneOf(verb.lemma, CAME) &&
        tokens[verb.to]?.lower === "in" &&
        tokens[verb.to + 1]?.lower === "from");
    const off = particle ? verb.to + 1 : verb.to;
    const subject = nouns.findLast(
      (phrase) =>
        phrase.to <= verb.from &&
        tokens
          .slice(phrase.from, phrase.to)
          .some(({ lemma, lower }) => WEAPONS.has(lemma) || WEAPONS.has(lower)),
    );
    const launches =
      (verb.lemma === "take" && particle) ||
      isOneOf(verb.lemma, "launch|fire") ||
      (isOneOf(verb.lemma, "release|discharge|lob|loose|shoot|send|hurl") &&
        subject !== undefined) ||
      comes(sentence, verb, scene) ||
      (isOneOf(verb.lemma, "shoot|shell") && scene.attack && !verb.passive) ||
      // "our town was shelled from the far bank".
      (verb.passive && isOneOf(verb.lemma, "shell|mortar|rocket|bombard") && scene.attack);
    const past = pastTold(sentence, off);
    // "the missiles were released over the bay".
    const over =
      verb.passive &&
      isOneOf(verb.lemma, "release|launch") &&
      isOneOf(tokens[past]?.lower, "over|off|near");
    const within = verb.lemma === "originate" && tokens[past]?.lower === "in";
    const from =
      tokens[past]?.lower === "from" || over || within ? past : fromAfterObject(sentence, verb);
    if (!launches || from === -1) return [];
    const to = endOfPlace(sentence, from + 1);
    if (to <= from + 1 || isGear(sentence, from + 1)) return [];
    const value = wordsOf(sentence, from + 1, to);
    const range = { from: subject?.from ?? verb.from, to };
    return [plainFact(sentence, "launch.place", range, value, "launched from")];
  });
}

/** "fired from Grad launchers", "from howitzers": with what, and not where. */
function isGear({ tokens, nouns }: ParsedSentence, at: number): boolean {
  const place = startingAt(nouns, at);
  const head = tokens[place?.head ?? -1]?.lower ?? "";
  return isOneOf(head, "launchers?|howitzers?|guns?|mortars?|tubes?|cannons?|artillery|systems?");
}

/** "it was launched, investigators say, from a boat": past who says so. */
function pastTold({ tokens, verbs }: ParsedSentence, at: number): number {
  if (tokens[at]?.text !== ",") return at;
  const close = tokens.findIndex(({ text }, i) => i > at && text === ",");
  const said = verbs.some(({ from, to, lemma }) => from > at && to <= close && SAYING.has(lemma));
  return said && close <= at + TOLD_WITHIN ? close + 1 : at;
}

/** Words between two commas that say who tells it, at most. */
const TOLD_WITHIN = 7;

/** "launched 14 drones from the Vell region": past the weapons, where nothing else is done before. */
function fromAfterObject({ tokens, verbs, nouns }: ParsedSentence, verb: VerbGroup): number {
  const at = wordWithin(tokens, verb.to, OBJECT_WITHIN, /^from$/);
  const place = startingAt(nouns, at + 1);
  const armed = tokens
    .slice(verb.to, at)
    .some(({ lemma, lower }) => WEAPONS.has(lemma) || WEAPONS.has(lower));
  const apart =
    verbs.some(({ from }) => from >= verb.to && from < at) ||
    tokens.slice(verb.to, Math.max(at, verb.to)).some(({ text }) => isOneOf(text, "[,;:]"));
  const where = place !== undefined && tokens[place.from]?.pos !== "NUM";
  // "the barrage was launched at 04:10 from the hills".
  // "was launched by militants late on Friday from the hills"; not "by militants from the hills".
  const isBeside =
    isOneOf(tokens[at - 1]?.pos, "NOUN|PROPN") && !TIME.test(tokens[at - 1]?.lower ?? "");
  const by = tokens.slice(verb.to, at).some(({ lower }) => lower === "by");
  const passive =
    verb.passive &&
    at !== -1 &&
    (at <= verb.to + 3 || (at <= verb.to + LATER && !(by && isBeside)));
  return at !== -1 &&
    (armed || passive) &&
    !apart &&
    where &&
    isOneOf(verb.lemma, "launch|fire|release|discharge|lob|send|shoot")
    ? at
    : -1;
}

/** Words between "was launched" and "from", at most. */
const LATER = 9;
/** Words between a launch and from where it was, at most. */
const OBJECT_WITHIN = 14;

/** Verbs of coming from somewhere. */
const CAME = "come|originate|emanate|arrive|fly";

/** "the fire came from", "came from the east, over the works": a weapon or its fire, and nobody who came. */
function comes(sentence: ParsedSentence, verb: VerbGroup, scene: Scene): boolean {
  const { tokens, nouns } = sentence;
  if (!isOneOf(verb.lemma, CAME) || verb.negated) return false;
  // "the rocket “probably” came from the west".
  let end = verb.from;
  while (tokens[end - 1]?.pos === "ADV" || isOneOf(tokens[end - 1]?.text, '["“”]')) end--;
  const subject = nouns.findLast(({ to }) => to === end);
  const head = tokens[subject?.head ?? -1];
  // A chat leaves out what came.
  const opens = tokens
    .slice(0, end)
    .every(({ pos, text }) => isOneOf(pos, "PUNCT|SYM|X") || /[@_\d]/.test(text));
  if (head === undefined || /^[@#]/.test(head.text))
    return opens && scene.kinds.length > 0 && verb.lemma === "come";
  // "it was a missile, and it came from the shore"; "The shells … were not ours. They came from the ridge."
  const here = nouns.some((each) => each.to <= verb.from && weaponIn(sentence, each) !== null);
  if (isOneOf(head.lower, "it|they")) return here || scene.just !== null;
  const fired = isOneOf(
    head.lemma,
    "fire|shot|salvo|volley|barrage|shelling|launch|attack|strike|projectile|round",
  );
  return WEAPONS.has(head.lemma) || (fired && scene.attack);
}

/** "rockets from the Aru valley hit the town": from where, where what they did follows. */
function weaponFrom(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  if (!hasWord(sentence, FROM)) return [];
  return nouns.flatMap((phrase) => {
    if (tokens[phrase.to]?.lower !== "from" || weaponIn(sentence, phrase) === null) return [];
    const place = startingAt(nouns, phrase.to + 1);
    if (place === undefined || tokens[place.head]?.pos === "NUM") return [];
    const to = endOfPlace(sentence, place.from);
    const verb = startingAt(verbs, to);
    const does =
      verb !== undefined && HIT_VERBS.has(verb.lemma) && !verb.passive && verb.form === "finite";
    if (!does) return [];
    const value = wordsOf(sentence, place.from, to);
    return [plainFact(sentence, "launch.place", { from: phrase.from, to }, value, "came from")];
  });
}

/** Without one of these the rule below finds nothing. */
const NEAR: ReadonlySet<string> = new Set(
  "launcher launchers launch launching tube tubes ramp ramps".split(" "),
);

/** "found a lorry fitted with launch rails near the village of Ain", "a launcher was discovered in an orchard": where that was. */
function launcherAt(sentence: ParsedSentence): readonly Fact[] {
  if (!hasWord(sentence, NEAR)) return [];
  const { tokens, nouns, verbs } = sentence;
  return verbs.flatMap((verb) => {
    if (!FIND_VERBS.has(verb.lemma) || verb.negated || verb.form === "infinitive") return [];
    const gear = launcherEnd(tokens, verb.passive ? 0 : verb.to, tokens.length);
    if (gear === -1 || gear > verb.to + GEAR_WITHIN) return [];
    const past = Math.max(gear, verb.to);
    const at = wordWithin(
      tokens,
      past,
      3,
      /^(?:in|near|at|on|outside|behind|beside|along|inside)$/,
    );
    const place = startingAt(nouns, at + 1);
    const apart = tokens.slice(past, Math.max(at, past)).some(({ pos }) => pos === "PUNCT");
    if (at === -1 || apart || place === undefined) return [];
    if (tokens[place.head]?.pos === "PRON" || TIME.test(tokens[place.head]?.lower ?? "")) return [];
    const to = endOfPlace(sentence, at + 1);
    const range = { from: at, to };
    const value = wordsOf(sentence, at + 1, to);
    return [plainFact(sentence, "launch.place", range, value, "launcher found")];
  });
}

const TIME =
  /^(?:.*day|morning|evening|night|dawn|noon|midnight|hours?|january|february|march|april|may|june|july|august|september|october|november|december)$/;
/** Words between "found" and what was launched from, at most. */
const GEAR_WITHIN = 9;

/** "the launch site was about 20 km north-west of the camp", "put the launch point in the next valley". */
function siteOf(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  if (!hasOneOf(sentence, "launch|launching|firing")) return [];
  return nouns.flatMap((phrase) => {
    const site = tokens
      .slice(phrase.from + 1, phrase.to)
      .findIndex(
        ({ lower }, i) =>
          isOneOf(lower, "site|point|position|area|place|location") &&
          isOneOf(tokens[phrase.from + i]?.lower, "launch|launching|firing"),
      );
    if (site === -1) return [];
    const is = verbs.find(
      ({ from, lemma, negated }) => from === phrase.to && lemma === "be" && !negated,
    );
    const put = verbs.find(
      ({ to, lemma }) => to === phrase.from && isOneOf(lemma, "put|place|locate"),
    );
    const start = put === undefined ? (is?.to ?? -1) : phrase.from + site + 2;
    if (start === -1) return [];
    let to = start;
    while (to < tokens.length && !isOneOf(tokens[to]?.text, "[,.;:]")) to++;
    if (to === start) return [];
    const value = wordsOf(sentence, start, to);
    return [plainFact(sentence, "launch.place", { from: phrase.from, to }, value, "launch site")];
  });
}

/** "traced the rockets back to a quarry", "were traced to an orchard". */
function traced(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, verbs } = sentence;
  return verbs.flatMap((verb) => {
    if (verb.lemma !== "trace" || verb.negated || verb.modal !== null) return [];
    const to = wordWithin(tokens, verb.to, 5, /^to$/);
    const armed = tokens
      .slice(0, Math.max(to, 0))
      .some(
        ({ lemma, lower }) =>
          WEAPONS.has(lemma) || WEAPONS.has(lower) || isOneOf(lemma, "trajectory|fire|launch"),
      );
    const end = to === -1 ? -1 : endOfPlace(sentence, to + 1);
    if (to === -1 || !armed || end <= to + 1) return [];
    return [
      plainFact(
        sentence,
        "launch.place",
        { from: verb.from, to: end },
        wordsOf(sentence, to + 1, end),
        "traced to",
      ),
    ];
  });
}

/** "Launch area: the plateau". */
function headed(sentence: ParsedSentence): readonly Fact[] {
  const { tokens } = sentence;
  if (!hasOneOf(sentence, "launch|launching|firing")) return [];
  const at = tokens.findIndex(
    ({ lower }, i) =>
      tokens[i + 1]?.text === ":" &&
      isOneOf(lower, "area|site|point|place|position") &&
      isOneOf(tokens[i - 1]?.lower, "launch|launching|firing"),
  );
  if (at === -1) return [];
  let to = at + 2;
  while (to < tokens.length && !isOneOf(tokens[to]?.text, "[,.;]")) to++;
  const unknown = hasOne(tokens.slice(at + 2, to), "unknown|unclear|undetermined");
  if (to === at + 2) return [];
  return unknown
    ? [plainFact(sentence, "launch.determined", { from: at - 1, to }, "no", "launch site")]
    : [
        plainFact(
          sentence,
          "launch.place",
          { from: at - 1, to },
          wordsOf(sentence, at + 2, to),
          "launch site",
        ),
      ];
}

/** Without one of these the rule below finds nothing. */
const FOUND: ReadonlySet<string> = new Set("determine identify locate find establish".split(" "));

/** "determined the launching point": that it is known. */
function pointFound(sentence: ParsedSentence): readonly Fact[] {
  if (!hasWord(sentence, FOUND)) return [];
  const { tokens, verbs } = sentence;
  return verbs.flatMap((verb) => {
    if (!isOneOf(verb.lemma, "determine|identify|locate|find|establish") || verb.form !== "finite")
      return [];
    // "the place from which the drone took off has been found".
    const place = verb.passive
      ? tokens.findLastIndex(
          ({ lower }, i) =>
            i < verb.from &&
            i >= verb.from - SITE_WITHIN &&
            isOneOf(lower, "place|point|site|spot|location|area") &&
            (isOneOf(tokens[i + 1]?.lower, "from|where") ||
              isOneOf(tokens[i - 1]?.lower, "launch|launching|firing")),
        )
      : -1;
    if (place !== -1) {
      const range = { from: Math.max(0, place - 1), to: verb.to };
      return [
        plainFact(
          sentence,
          "launch.determined",
          range,
          verb.negated ? "no" : "yes",
          "launching point",
        ),
      ];
    }
    const point = tokens.findIndex(
      ({ lower }, i) =>
        i >= verb.to &&
        i <= verb.to + 4 &&
        (lower.startsWith("launch") ||
          (lower === "firing" && isOneOf(tokens[i + 1]?.lower, "point|position|site")) ||
          (isOneOf(lower, "point|place") &&
            tokens[i + 1]?.lower === "of" &&
            isOneOf(tokens[i + 2]?.lower, "origin|launch"))),
    );
    if (point === -1) return [];
    const range = { from: subjectStart(sentence, verb.from), to: pointEnd(sentence, point) };
    const where = beside(sentence, range.to);
    return [
      ...(where === null || verb.negated ? [] : [where]),
      plainFact(
        sentence,
        "launch.determined",
        range,
        verb.negated ? "no" : "yes",
        "launching point",
      ),
    ];
  });
}

/** Words between a place and that it was found, at most. */
const SITE_WITHIN = 9;

/** "the point of origin, a truck six kilometres east of the base,": where that is. */
function beside(sentence: ParsedSentence, at: number): Fact | null {
  const { tokens, nouns, verbs } = sentence;
  const place = startingAt(nouns, at + 1);
  const opens = isOneOf(tokens[place?.from ?? -1]?.lower, "an?");
  if (tokens[at]?.text !== "," || place === undefined || !opens) return null;
  const close = tokens.findIndex(({ text }, i) => i > at && isOneOf(text, "[,.;]"));
  const to = close === -1 ? tokens.length : close;
  if (verbs.some(({ from }) => from > at && from < to)) return null;
  const range = { from: at + 1, to };
  return plainFact(sentence, "launch.place", range, wordsOf(sentence, at + 1, to), "launch site");
}

const UNKNOWN = "unclear|unknown|uncertain";
const KNOWING =
  "clear|known|know|say|said|tell|told|certain|sure|established|determined|identified|confirmed|disclosed?|revealed?";

/** Without one of these the rule below finds nothing. */
const WHERE: ReadonlySet<string> = new Set("where".split(" "));

/** "it was not clear from where the drones had been launched", "has not said where they were fired from". */
function fromWhere(sentence: ParsedSentence, scene: Scene): readonly Fact[] {
  if (!hasWord(sentence, WHERE)) return [];
  const { tokens, verbs } = sentence;
  const armed =
    scene.attack ||
    scene.weapon !== null ||
    tokens.some(({ lemma, lower }) => WEAPONS.has(lemma) || WEAPONS.has(lower));
  if (!armed) return [];
  const where = tokens.findIndex(({ lower }) => lower === "where");
  if (where === -1) return [];
  const fired = verbs.find(
    ({ from, lemma }) =>
      from > where && isOneOf(lemma, "launch|fire|come|take|release|set|start|originate"),
  );
  const from =
    tokens[where - 1]?.lower === "from" ||
    (fired !== undefined && tokens[fired.to]?.lower === "from");
  const before = tokens.slice(Math.max(0, where - KNOWN_WITHIN), where);
  const asked = before.some(({ lower }) => isOneOf(lower, KNOWING));
  const denied = before.some(({ lower }) => isOneOf(lower, "not|n['’]t|never|nobody|no|yet"));
  const unknown = before.some(({ lower }) => isOneOf(lower, UNKNOWN)) || (asked && denied);
  // "Where the rockets came from is not yet known."
  const after =
    where <= 1 && fired !== undefined ? tokens.slice(fired.to, fired.to + KNOWN_WITHIN) : [];
  const open =
    after.some(({ lower }) => isOneOf(lower, UNKNOWN)) ||
    (after.some(({ lower }) => lower === "not") &&
      after.some(({ lower }) => isOneOf(lower, KNOWING)));
  if (fired === undefined || !from || !(unknown || open)) return [];
  const start = tokens.findIndex(({ text }, i) => i > where - KNOWN_WITHIN && text === ";") + 1;
  const range = { from: Math.max(start, 0), to: Math.max(fired.to, tokens.length) };
  return [plainFact(sentence, "launch.determined", range, "no", "not known from where")];
}

/** Words before "where" in which it is said that nobody knows. */
const KNOWN_WITHIN = 8;

function subjectStart({ nouns }: ParsedSentence, at: number): number {
  return nouns.findLast(({ to }) => to === at)?.from ?? at;
}

function pointEnd({ nouns, tokens }: ParsedSentence, at: number): number {
  const phrase = nouns.find(({ from, to }) => from <= at && at < to);
  const end = phrase?.to ?? at + 1;
  return tokens[end]?.lower === "of" ? (startingAt(nouns, end + 1)?.to ?? end) : end;
}

function endOfPlace({ tokens, verbs, nouns }: ParsedSentence, from: number): number {
  let at = from;
  while (
    at < tokens.length &&
    !isOneOf(tokens[at]?.text, "[,.;:]") &&
    // "from the hills struck the ward".
    !verbs.some((verb) => verb.from === at && verb.form === "finite") &&
    tokens[at]?.pos !== "SCONJ" &&
    !isOneOf(tokens[at]?.lower, "that|which|who|where") &&
    // "from the east for sure".
    !(tokens[at]?.lower === "for" && isOneOf(tokens[at + 1]?.lower, "sure|certain")) &&
    (tokens[at]?.pos !== "CCONJ" || tokens[at - 1]?.pos === "ADJ") &&
    at < from + PLACE_MAX
  )
    at++;
  // "the direction of the farms of Tell Osman", "waste ground behind the Eastgate cement works": no phrase is cut.
  const cut = nouns.find((phrase) => phrase.from < at && at < phrase.to);
  const next = tokens[at - 1]?.pos === "ADP" ? startingAt(nouns, at) : undefined;
  return cut?.to ?? next?.to ?? at;
}

/** Words of a place, at most, but for the phrase that they end in. */
const PLACE_MAX = 7;
