import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import { weaponByMake } from "../../text/hidden-nouns.ts";
import { isUnreal, wordsOf } from "../clause-facts.ts";
import type { Fact } from "../claim.ts";
import { factOf } from "../fact.ts";
import { UNMANNED, WEAPONS } from "../lexicon.ts";
import { isHull, weaponIn } from "../weapon-in.ts";
import { isOneOf } from "../../text/one-of.ts";
import { startingAt } from "../../grammar/places.ts";

/** What a weapon is called by what it does, how it flies, what it carries and who built it: the first that stands before it is told. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/\bloitering\b/, "loitering"],
  [/\b(?:quad|multi|hexa|octo)copter\b/, "quadcopter"],
  [/\bexploding\b/, "explosive-laden"],
  [/\bhypersonic\b/, "hypersonic"],
  [/\bexplosive\b(?![- ]laden)/, "explosive-laden"],
  [
    /\b(?:explosive|explosives|bomb|bombs)[- ](?:laden|packed|filled|rigged|loaded|carrying|stuffed|bearing|charged)\b/,
    "explosive-laden",
  ],
  [/\bbooby[- ]trapped\b/, "booby-trapped"],
  [/\b(?:armed|weaponi[sz]ed)\b/, "armed"],
  [/\b(?:suicide|kamikaze)\b/, "one-way"],
  [/\bone-way\b/, "one-way"],
  [/\bballistic\b/, "ballistic"],
  [/\bcruise\b/, "cruise"],
  [/\bguided\b/, "guided"],
  [/\b(?:fpv|first[- ]person[- ]view)\b/, "FPV"],
  [/\bcluster\b/, "cluster"],
  [/\b(?:thermobaric|incendiary|phosphorus)\b/, "incendiary"],
  [/\bunguided\b/, "unguided"],
  [/\b(?:surface|ground)-to-(?:surface|ground)\b/, "surface-to-surface"],
  [/\bsurface-to-air\b/, "surface-to-air"],
  [/\banti-tank\b/, "anti-tank"],
  [/\banti-ship\b/, "anti-ship"],
  [/\b(?:home-?made|improvised|makeshift|rudimentary)\b/, "improvised"],
  [/\brocket-(?:propelled|assisted)\b/, "rocket-propelled"],
  [/\bjet-powered\b/, "jet-powered"],
  [/\bfixed-wing\b/, "fixed-wing"],
  [/\b(?:glide|gliding)\b/, "glide"],
  [/\bbarrel\b/, "barrel"],
  [/\bfib(?:re|er)[- ]optic\b/, "fibre-optic"],
  [/\bdelta[- ]wing(?:ed)?\b/, "delta-wing"],
  [/\bnaval\b/, "naval"],
  [/\bsea(?=[- ]?$)/, "sea"],
  [/\b(?:kab|fab|umpb)\b/, "glide"],
];

/** Makes of weapons that reports name without saying "type": public knowledge. */
export const MAKES =
  "grads?|katyusha|qassam|iskander|kalibr|kinzhal|scud|tomahawk|hellfire|shahed|geran|gerbera|lancet|mohajer|ababil|samad|qasef|fateh|fajr|burkan|falaq|zelzal|tochka|uragan|smerch|tornado|himars|atacms|storm|taurus|oreshnik|zircon|orlan|zala|bayraktar|molniya|zolfaghar|emad|badr|quds|cornet|kornet|javelin";

/** "S-300", "Kh-101", "BM-21". */
const DESIGNATION = /^\p{Lu}\p{L}{0,2}-\d{2,4}\p{L}{0,2}$/u;

const UNIT = String.raw`(?:mm|millimet(?:er|re)s?)`;
/** "122mm", "122-mm", "122 mm", "122-millimetre". */
const CALIBRE = new RegExp(String.raw`\b\d{2,3}(?:\.\d)?[- ]?${UNIT}\b`, "i");
/** What a calibre is of, besides the weapons. */
const BORED =
  "(?:round|shell|bomb|gun|howitzer|artillery|launcher|system|mine|cannon|piece|ammunition|projectile|mortar|rocket|tube)s?";

/** What kind of weapon is told of: by a word for it, a calibre, a make, or what it carries. */
export function weaponTypes(sentence: ParsedSentence): readonly Fact[] {
  return sentence.nouns.flatMap((phrase) => {
    const found =
      loaded(sentence, phrase) ??
      typeAfter(sentence, phrase) ??
      described(sentence, phrase) ??
      copter(sentence, phrase) ??
      makeAlone(sentence, phrase) ??
      calibre(sentence, phrase) ??
      make(sentence, phrase) ??
      toldByVerb(sentence, phrase) ??
      warhead(sentence, phrase) ??
      figure(sentence, phrase);
    return found === null ? [] : [hedgedBy(sentence, phrase, found)];
  });
}

const kindIn = (words: string): string | null =>
  KINDS.find(([pattern]) => pattern.test(words))?.[1] ?? null;

/** Where the weapon's noun stands in a phrase, and its kind; null where it names none. */
function weaponAt(
  sentence: ParsedSentence,
  phrase: NounPhrase,
): { readonly at: number; readonly name: string } | null {
  const { tokens } = sentence;
  if (isHull(tokens, phrase.head)) return null;
  // "Katyusha rockets", "rocket-propelled projectiles": the last of such words says what they are.
  for (let at = phrase.to - 1; at >= phrase.from; at--) {
    const name = WEAPONS.get(tokens[at]?.lemma ?? "") ?? WEAPONS.get(tokens[at]?.lower ?? "");
    if (name !== undefined) return { at, name };
  }
  const kind = weaponIn(sentence, phrase);
  if (kind === "bomb") return { at: phrase.head, name: "bomb" };
  // "unmanned aerial vehicles", "explosive boats".
  const own = tokens[phrase.head]?.lemma ?? "";
  return kind === "drone" && UNMANNED.has(own) ? { at: phrase.head, name: own } : null;
}

/** The words of a phrase before its weapon, in small letters, as they are written together. */
function leading({ tokens }: ParsedSentence, from: number, at: number): string {
  return tokens
    .slice(from, at)
    .map(({ lower }) => lower)
    .join(" ")
    .replace(/ ([-–]) /g, "-");
}

/** "a rocket-propelled grenade": counted as no weapon of its own, and of a kind. */
function grenadeAt(
  { tokens }: ParsedSentence,
  { head }: NounPhrase,
): { readonly at: number; readonly name: string } | null {
  return tokens[head]?.lemma === "grenade" ? { at: head, name: "grenade" } : null;
}

/** "a kamikaze drone", "three rocket-propelled projectiles". */
function described(sentence: ParsedSentence, phrase: NounPhrase): Fact | null {
  const weapon = weaponAt(sentence, phrase) ?? grenadeAt(sentence, phrase);
  if (weapon === null) return null;
  // "a fixed-wing drone", of which the tagger takes the first half for a verb.
  const parted = isOneOf(sentence.tokens[phrase.from - 1]?.text, "[-–]");
  // "by loitering munitions": the tagger sees a verb.
  const led = isOneOf(sentence.tokens[phrase.from - 1]?.lower, "loitering|gliding|exploding");
  const from = parted ? Math.max(0, phrase.from - 2) : led ? phrase.from - 1 : phrase.from;
  const kind = kindIn(leading(sentence, from, weapon.at));
  return kind === null
    ? null
    : fact(sentence, { from, to: weapon.at + 1 }, `${kind} ${weapon.name}`);
}

/** "122mm rockets", "a 120 mm mortar round", "155-millimetre shells": with the noun that is said. */
function calibre(sentence: ParsedSentence, phrase: NounPhrase): Fact | null {
  const { tokens } = sentence;
  const head = tokens[phrase.head];
  if (head === undefined) return null;
  if (weaponAt(sentence, phrase) === null && !isOneOf(head.lower, BORED)) return null;
  const words = wordsOf(sentence, phrase.from, phrase.head + 1);
  const match = CALIBRE.exec(words);
  if (match === null) return null;
  const value = words.slice(match.index, words.length - head.text.length) + head.lemma;
  return fact(sentence, { ...phrase, to: phrase.head + 1 }, value);
}

/** "an Iskander missile", "Grad rocket launchers", "a Vela-type missile": a name before the weapon. */
function make(sentence: ParsedSentence, phrase: NounPhrase): Fact | null {
  const { tokens } = sentence;
  const weapon = weaponAt(sentence, phrase);
  if (weapon === null) return null;
  const at = tokens.findIndex(
    ({ lower, text }, i) =>
      i >= phrase.from &&
      i < weapon.at &&
      /^\p{Lu}/u.test(text) &&
      (isOneOf(lower.replace(/-?\d+\w?$/, ""), MAKES) ||
        DESIGNATION.test(text) ||
        (isOneOf(tokens[i + 1]?.text, "[-–]") &&
          isOneOf(tokens[i + 2]?.lower, "type|style|class|pattern|series"))),
  );
  const whole = tokens.findIndex(
    ({ text }, i) =>
      i >= phrase.from &&
      i < weapon.at &&
      /^\p{Lu}[\p{L}\d]*-(?:type|style|class|pattern|series)$/u.test(text),
  );
  const from = at === -1 ? whole : at;
  return from === -1
    ? null
    : fact(
        sentence,
        { from: phrase.from, to: weapon.at + 1 },
        `${wordsOf(sentence, from, weapon.at)} ${weapon.name}`,
      );
}

/** Drones that are told by their rotors. */
const COPTER = "(?:quad|multi|hexa|octo|drone)copter|multirotor";

/** "five quadcopters". */
function copter(sentence: ParsedSentence, phrase: NounPhrase): Fact | null {
  const head = sentence.tokens[phrase.head];
  return head !== undefined && isOneOf(head.lemma, COPTER) && weaponIn(sentence, phrase) !== null
    ? fact(sentence, { ...phrase, to: phrase.head + 1 }, head.lemma)
    : null;
}

/** "a volley of Grads", "a Lancet". */
function makeAlone(sentence: ParsedSentence, phrase: NounPhrase): Fact | null {
  const head = sentence.tokens[phrase.head];
  return head !== undefined && weaponByMake(sentence.tokens, phrase.head) !== null
    ? fact(sentence, { ...phrase, to: phrase.head + 1 }, head.text)
    : null;
}

/** Words of what is told of a weapon by a verb, at most. */
const TOLD_MAX = 7;
/** What a weapon is told to carry. */
const LOAD = /^(?:\w+ )*(?:explosives?|bombs?|grenades?|explosive charges?)$/;

/** "the drone was a kamikaze", "was identified as a Shahed-136", "had a calibre of 120 mm", "was carrying explosives". */
function toldByVerb(sentence: ParsedSentence, phrase: NounPhrase): Fact | null {
  const { tokens, verbs } = sentence;
  const verb = startingAt(verbs, phrase.to);
  const weapon =
    verb === undefined ? null : (weaponAt(sentence, phrase) ?? boreAt(sentence, phrase));
  if (verb === undefined || weapon === null || verb.negated || isUnreal(sentence, verb))
    return null;
  const mark = tokens.findIndex(({ text }, i) => i >= verb.to && isOneOf(text, '[.,;:!?()”"]'));
  const to = Math.min(verb.to + TOLD_MAX, mark === -1 ? tokens.length : mark);
  const words = leading(sentence, verb.to, to);
  const is = verb.lemma === "be" || isOneOf(verb.lemma, "identify|describe|classify");
  const carries =
    isOneOf(verb.lemma, "carry|load|pack|fill|arm|rig|stuff|cram|charge|equip") && LOAD.test(words);
  const said = carries ? "explosive-laden" : is ? kindIn(words) : null;
  const range = { from: phrase.from, to };
  if (said !== null) return fact(sentence, range, `${said} ${weapon.name}`);
  if (!is && !(verb.lemma === "have" && /\bcalib(?:re|er)\b/.test(words))) return null;
  const bore = CALIBRE.exec(wordsOf(sentence, verb.to, to));
  if (bore !== null) return fact(sentence, range, `${bore[0]} ${weapon.name}`);
  const named = tokens
    .slice(verb.to, to)
    .find(
      ({ lower, text }) => /^\p{Lu}/u.test(text) && isOneOf(lower.replace(/-?\d+\w?$/, ""), MAKES),
    );
  return named === undefined ? null : fact(sentence, range, `${named.text} ${weapon.name}`);
}

/** "the munition", "the round": what a calibre or a make may be told of. */
function boreAt(
  { tokens }: ParsedSentence,
  { head }: NounPhrase,
): { readonly at: number; readonly name: string } | null {
  const noun = tokens[head]?.lemma ?? "";
  return isOneOf(noun, "munition|round|projectile|weapon|warhead")
    ? { at: head, name: noun }
    : null;
}

/** "carried a cluster warhead", "cluster submunitions". */
function warhead(sentence: ParsedSentence, phrase: NounPhrase): Fact | null {
  const head = sentence.tokens[phrase.head];
  if (!isOneOf(head?.lemma, "warhead|submunition|bomblet")) return null;
  const words = leading(sentence, phrase.from, phrase.head);
  const [kind] =
    /\b(?:cluster|fragmentation|incendiary|thermobaric|high-explosive|shaped-charge|tandem)\b/.exec(
      words,
    ) ?? [];
  return kind === undefined ? null : fact(sentence, phrase, `${kind} ${head?.lemma ?? ""}`);
}

/** "a drone carrying explosives", "drones packed with explosives". */
function loaded(sentence: ParsedSentence, phrase: NounPhrase): Fact | null {
  const { tokens } = sentence;
  const weapon = weaponAt(sentence, phrase);
  // "drones armed with explosives": the phrase may hold "armed".
  const to = (weapon?.at ?? phrase.to - 1) + 1;
  if (weapon === null) return null;
  const words = tokens
    .slice(to, to + LOADED_WITHIN)
    .map(({ lower }) => lower)
    .join(" ");
  const [lead] =
    /^(?:, )?(?:(?:each|all|both) )?(?:(?:packed|loaded|laden|filled|rigged|armed|fitted|equipped|stuffed|crammed|charged|full) (?:with|by|of|in|up)|carrying|containing|bearing|with|(?:that|which) (?:carr(?:y|ied|ies)|bore|held|(?:was|were|had been) carrying)) (?:(?:an?|some|its|their) )?(?:explosives?|bombs?)\b/.exec(
      words,
    ) ?? [];
  return lead === undefined
    ? null
    : fact(
        sentence,
        { ...phrase, to: to + lead.split(" ").length },
        `explosive-laden ${weapon.name}`,
      );
}

/** Words after a weapon in which it is said what it carries, at most. */
const LOADED_WITHIN = 7;

/** "two drones of the quadcopter type". */
function typeAfter(sentence: ParsedSentence, phrase: NounPhrase): Fact | null {
  const { tokens } = sentence;
  const { to } = phrase;
  const word = tokens[to + 2];
  const weapon = weaponAt(sentence, phrase);
  const told =
    tokens[to]?.lower === "of" &&
    isOneOf(tokens[to + 1]?.lower, "the|a") &&
    isOneOf(tokens[to + 3]?.lower, "type|kind");
  return told && word !== undefined && weapon !== null
    ? fact(sentence, { ...phrase, to: to + 4 }, `${word.lower} ${weapon.name}`)
    : null;
}

/** "a rocket of a speech": no weapon at all. */
function figure(sentence: ParsedSentence, phrase: NounPhrase): Fact | null {
  const { tokens } = sentence;
  const weapon = weaponAt(sentence, phrase);
  if (weapon === null || weapon.name === "drone" || UNMANNED.has(weapon.name)) return null;
  const literal =
    isOneOf(
      tokens[weapon.at + 2]?.lower,
      "the|a|an|two|three|this|that|these|those|such|its|their|various|different|unknown|foreign",
    ) ||
    // "rockets of 122 mm".
    tokens[weapon.at + 2]?.pos === "NUM" ||
    tokens[weapon.at + 1]?.lower !== "of";
  if (literal) return null;
  const found = fact(
    sentence,
    { ...phrase, to: weapon.at + 3 },
    `${weapon.name} (figure of speech)`,
  );
  return { ...found, rule: "weapon as a figure" };
}

/** "consistent with an Iskander missile", "resembling a 107mm rocket": a likeness, and no more. */
function hedgedBy({ tokens }: ParsedSentence, { from }: NounPhrase, found: Fact): Fact {
  const like =
    isLikeness(tokens, from) && found.hedges.length === 0
      ? (tokens[from - 1]?.pos === "ADP" ? tokens[from - 2] : tokens[from - 1])?.lower
      : undefined;
  return like === undefined ? found : { ...found, hedges: [like] };
}

/** Whether what begins at a token is only what something looks like. */
export function isLikeness(tokens: ParsedSentence["tokens"], from: number): boolean {
  const [before, last] = [tokens[from - 2]?.lower ?? "", tokens[from - 1]?.lower ?? ""];
  return (
    isOneOf(last, "resembl(?:e|es|ed|ing)") ||
    (isOneOf(before, "consistent|compatible") && last === "with") ||
    (isOneOf(before, "similar|identical") && last === "to")
  );
}

function fact(
  sentence: ParsedSentence,
  { from, to }: { readonly from: number; readonly to: number },
  value: string,
): Fact {
  return factOf(sentence, { predicate: "weapon.type", from, to, value, rule: "weapon described" });
}
