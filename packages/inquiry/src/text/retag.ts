import { hiddenNoun } from "./hidden-nouns.ts";
import { lettered } from "./letters.ts";
import { plainPos } from "./plain-pos.ts";
import { withItsVerb } from "./only-verb.ts";
import type { Token } from "./tokens.ts";
import { isOneOf } from "./one-of.ts";

/** "O912": an hour whose nought was read as a letter when the page was scanned. */
const SCANNED_HOUR = /^[Oo]\d[0-5]\d$/;
const CONTRACTION = /^(i|he|she|it|we|they|you)(['’](?:m|re|ve|ll|d|s))$/i;
const NOUN_BEFORE: ReadonlySet<string> = new Set([
  "gas",
  "force",
  "forces",
  "official",
  "officials",
  "sources",
]);

/**
 * Parts of speech that the tagger gets wrong in reports of attacks, put right by grammar: an infinitive is not inflected, a noun is not
 * followed by an article and its noun, a participle after an opening mark describes what follows. Contractions become two tokens.
 */
export function retagged(tokens: readonly Token[]): readonly Token[] {
  const parts = tokens.flatMap(uncontracted);
  return withItsVerb(
    parts.map((token, i) => {
      const other = openingPlural(parts, i) ?? participle(parts, i);
      if (other !== null) return other;
      const noun = hiddenNoun(parts, i);
      if (noun !== null) return noun;
      if (SCANNED_HOUR.test(token.text)) return { ...token, pos: "NUM" };
      const pos =
        dies(parts[i - 1], token) || isPosted(parts, i) ? "VERB" : (posOf(parts, i) ?? token.pos);
      return pos === token.pos ? token : { ...token, pos };
    }),
  );
}

/** "Sarraf tweets: “…”", "the premier posts that": what he does. */
const isPosted = (tokens: readonly Token[], i: number): boolean =>
  isOneOf(tokens[i]?.lower, "tweets|posts") &&
  isOneOf(tokens[i - 1]?.pos, "PROPN|NOUN") &&
  isOneOf(tokens[i + 1]?.lower, ":|that");

const PARTICIPLES: ReadonlyMap<string, string> = new Map([
  ["wounding", "wound"],
  ["injuring", "injure"],
  ["killing", "kill"],
  ["damaging", "damage"],
  ["destroying", "destroy"],
  ["firing", "fire"],
  ["launching", "launch"],
  ["shelling", "shell"],
  ["bombing", "bomb"],
]);

const LANDED: ReadonlyMap<string, string> = new Map([
  ["landed", "land"],
  ["exploded", "explode"],
  ["crashed", "crash"],
  ["struck", "strike"],
  ["lost", "lose"],
  ["died", "die"],
  ["hit", "hit"],
  ["detonated", "detonate"],
  ["slammed", "slam"],
  ["damaged", "damage"],
  ["destroyed", "destroy"],
]);

/** ", wounding five": before a number or an article it is a deed and no noun. */
function participle(tokens: readonly Token[], i: number): Token | null {
  const token = tokens[i];
  const after = tokens[i + 1];
  // "the first landed next to the well": an ordinal that stands for a noun.
  const done = LANDED.get(token?.lower ?? "");
  if (token !== undefined && done !== undefined && isOneOf(token.pos, "NOUN|ADJ")) {
    const one =
      isOneOf(tokens[i - 1]?.lower, ORDINAL) || isOneOf(tokens[i - 1]?.lower, "another|other");
    if (one) return { ...token, pos: "VERB", lemma: done };
  }
  // "supporters who call it fraudulent lost at least one man".
  const loses =
    token?.lower === "lost" &&
    token.pos === "NOUN" &&
    (isOneOf(after?.pos, "NUM|DET|PRON") || isOneOf(after?.lower, "at|up|more|some"));
  if (token !== undefined && loses) return { ...token, pos: "VERB", lemma: "lose" };
  // "Shot down by a patrol boat, the drone …".
  const shot = token?.text === "Shot" && isOneOf(after?.lower, "down|dead|by|at|in");
  if (token !== undefined && shot && tokens[i - 1] === undefined)
    return { ...token, pos: "VERB", lemma: "shoot" };
  const lemma = PARTICIPLES.get(token?.lower ?? "");
  if (token === undefined || lemma === undefined || token.pos === "VERB") return null;
  const object =
    isOneOf(after?.pos, "NUM|DET") ||
    isOneOf(
      after?.lower,
      "at|more|up|as|over|several|many|dozens|scores|hundreds|nearly|almost|about|around|some|others|people|civilians|soldiers|it|him|her|them",
    );
  return object && !isOneOf(tokens[i - 1]?.pos, "DET|ADJ")
    ? { ...token, pos: "VERB", lemma }
    : null;
}

const PLURAL = lettered(String.raw`\p{Ll}{3}[^su]s$`);
/** Shorter ones, among which names end so, too. */
const SHORT_PLURAL =
  "Doors|Shots|Boats|Roofs|Walls|Tanks|Ships|Homes|Roads|Cars|Fires|Bangs|Booms|Shops|Flats|Rails|Tiles|Jets|Guns|Buses|Vans|Huts|Tents|Barns|Sheds|Shells|Bombs";
const NAME = lettered(String.raw`^\p{Lu}\p{Ll}+$`);

/** "Drones were seen": at the beginning of a sentence a capital letter makes no name. */
function openingPlural(tokens: readonly Token[], i: number): Token | null {
  const before = tokens[i - 1];
  const token = tokens[i];
  const after = tokens[i + 1];
  // "LIVE: Missiles over Karsk".
  const headed =
    before?.text === ":" && isOneOf(token?.lower, "rockets|missiles|drones|shells|mortars");
  const opens = before === undefined || isOneOf(before.text, '["“«]') || headed;
  if (token === undefined || !opens || token.pos !== "PROPN" || after?.pos === "PROPN") return null;
  return PLURAL.test(token.text) || isOneOf(token.text, SHORT_PLURAL)
    ? { ...token, pos: "NOUN", lemma: token.lower.slice(0, -1) }
    : null;
}

/** "Eight die in strike on wedding". */
const dies = (before: Token | undefined, { lower, pos }: Token): boolean =>
  pos === "NOUN" && isOneOf(lower, "die|dies|perish") && isOneOf(before?.pos, "NUM|NOUN");

/** Words of reports of attacks that the tagger takes for the other of noun and verb. */
function reportPos(tokens: readonly Token[], i: number): string | null {
  const before = tokens[i - 1];
  const token = tokens[i];
  const after = tokens[i + 1];
  if (token === undefined) return null;
  // "said remains of the rockets had been found".
  if (token.lower === "remains" && after?.lower === "of") return "NOUN";
  if (token.pos === "NOUN" && isReportVerb(tokens, i, token)) return "VERB";
  // "the guns did not open fire": after "did" stands a verb.
  const helped =
    token.pos !== "VERB" &&
    isOneOf(token.lower, "open|fire|sound|work|respond|land|hit|strike|start|function") &&
    isOneOf(
      (isOneOf(before?.lower, "not|n['’]t") ? tokens[i - 2] : before)?.lower,
      "did|does|do|will|would",
    );
  if (helped) return "VERB";
  // "speaking to state television".
  const medium =
    token.pos === "VERB" &&
    token.lower === "state" &&
    isOneOf(after?.lower, "television|tv|media|radio|news|broadcaster|channel|newspaper|agency");
  if (medium) return "NOUN";
  // "we condemn this act".
  if (token.pos === "VERB" && token.lower === "act" && isOneOf(before?.lower, "this|that"))
    return "NOUN";
  const ordinal =
    token.pos === "ADV" && isOneOf(token.lower, ORDINAL) && isOneOf(before?.lower, "the|a");
  if (ordinal) return "ADJ";
  // "the Monitor said": a capital inside a name, before what it says.
  const name =
    token.pos === "VERB" &&
    NAME.test(token.text) &&
    before?.pos === "PROPN" &&
    /^\p{Lu}/u.test(before.text) &&
    isOneOf(after?.pos ?? "PUNCT", "VERB|AUX|NOUN|PUNCT|ADP");
  return name || isNameLikeAVerb(tokens, i) ? "PROPN" : null;
}

/** "between Suhail and Tell Amar", "at Run Hill": a capital within a sentence that is no heading, before the rest of a name. */
function isNameLikeAVerb(tokens: readonly Token[], i: number): boolean {
  const [before, token, after] = [tokens[i - 1], tokens[i], tokens[i + 1]];
  if (token === undefined || !isOneOf(token.pos, "VERB|AUX") || !NAME.test(token.text))
    return false;
  const led = before?.pos === "ADP" || (before?.lower === "and" && tokens[i - 2]?.pos === "PROPN");
  return (
    led &&
    token.lower === token.lemma &&
    after?.pos === "PROPN" &&
    tokens.some(({ text, pos }) => pos === "NOUN" && /^\p{Ll}/u.test(text))
  );
}

/** A noun of the tagger's that is the verb of a report or of its headline. */
function isReportVerb(tokens: readonly Token[], i: number, token: Token): boolean {
  const before = tokens[i - 1];
  const after = tokens[i + 1];
  // "The batteries have been firing non-stop".
  const fires =
    token.lower === "firing" &&
    isOneOf(before?.lower, "been|are|were|kept|started|began") &&
    !isOneOf(after?.pos, "NOUN");
  if (fires) return true;
  // "the injured number eight": as many as they are.
  const numbers =
    isOneOf(token.lower, "number|total") &&
    isOneOf(before?.lower, "dead|injured|wounded|killed|casualties|fatalities|victims|hurt") &&
    (after?.pos === "NUM" || isOneOf(after?.lower, "about|around|at|some|nearly|almost|more"));
  if (numbers) return true;
  // "our colleagues on the ground report that": the only verb there is before "that".
  const tells =
    after?.lower === "that" &&
    isOneOf(token.lower, "reports?|claims?|states?") &&
    before?.pos === "NOUN" &&
    !tokens.slice(0, i).some(({ pos }) => pos === "VERB" || pos === "AUX");
  if (tells) return true;
  // "health authorities report 26 people killed".
  const counts =
    token.lower === "report" &&
    after?.pos === "NUM" &&
    before?.pos === "NOUN" &&
    before.lower !== before.lemma &&
    !tokens.slice(0, i).some(({ pos }) => pos === "VERB" || pos === "AUX");
  if (counts) return true;
  // "one setting fire to a shed and the other punching a hole".
  const goesOn =
    /^\p{Ll}{3,}ing$/u.test(token.lower) &&
    isOneOf(before?.lower, "one|others?|second|third") &&
    (after?.pos === "DET" || after?.lower === "fire");
  if (goesOn) return true;
  // "…, the emergency service reports.", at the end.
  const last = after?.text === "." && tokens[i + 2] === undefined;
  if (token.lower === "reports" && last && before?.pos === "NOUN") return true;
  // "Rocket salvo hits Brannik airfield": a headline's verb.
  const hits =
    isOneOf(
      token.lower,
      "hits|strikes|kills|wounds|sets|damages|destroys|injures|wrecks|leaves|targets|rocks|shakes|downs|intercepts|blames|condemns|denies|claims|escapes|survives|shuts|closes|cripples|halts|paralyses|disrupts|rips|tears|sinks|ignites|guts|shatters|flattens|maims|severs|levels|accuses|rejects|foils|repels",
    ) &&
    isOneOf(before?.pos, "NOUN|PROPN") &&
    (isOneOf(after?.pos, "PROPN|NUM|DET|NOUN|ADJ") || isPlainVerb(after)) &&
    !hasVerb(tokens, clauseStart(tokens, i), i);
  // "When the shell burst, five of the crew were hurt".
  const bursts =
    token.pos === "NOUN" &&
    after?.text === "," &&
    isOneOf(token.lower, "burst|struck|hit|fell|split|shook|exploded|landed|went|came|rang|lit") &&
    isOneOf(before?.pos, "NOUN|PROPN") &&
    isOneOf(tokens[clauseStart(tokens, i) - 1]?.lower, "as|after|when|while") &&
    !hasVerb(tokens, clauseStart(tokens, i), i);
  if (bursts) return true;
  // "Rockets land near the port": a headline's verb after what does it.
  const lands =
    isOneOf(token.lower, "land|strike|hit|target|fall|rain|kill|wound|attack") &&
    isOneOf(before?.lower, "rockets|drones|missiles|mortars|shells|projectiles") &&
    (isOneOf(after?.pos, "ADP|PROPN|DET|NUM|ADJ") ||
      (after?.pos === "NOUN" && !tokens.some(({ pos }) => pos === "VERB" || pos === "AUX")));
  // "The first shell burst beside the shed."
  const ends =
    isOneOf(token.lower, "burst|struck|hit|fell|exploded|landed|detonated") &&
    isOneOf(before?.lower, "rocket|drone|missile|mortar|shell|projectile|bomb|round|grenade") &&
    after?.pos === "ADP" &&
    !hasVerb(tokens, clauseStart(tokens, i), i);
  if (hits || lands || ends) return true;
  // "gunners shot down six", "shells rain on the port".
  const shotDown = token.lower === "shot" && isOneOf(after?.lower, "down|dead");
  const rains = isOneOf(token.lower, "rains?") && isOneOf(after?.lower, "on|down");
  const counted = before?.pos === "NOUN" || (shotDown && before?.pos === "NUM");
  if ((shotDown || rains) && counted) return true;
  // "the second fell near the gate": an ordinal that stands for a noun.
  return token.lower === "fell" && isOneOf(after?.pos, "ADP|ADV|PUNCT");
}

/** "block", "plant": what the tagger has for a verb, and may be a noun. */
const isPlainVerb = (token: Token | undefined): boolean =>
  token?.pos === "VERB" && token.lower === token.lemma;

/** "the army foiled an attempt": before an article, after who does it, and with no other verb before. */
function isDeed(tokens: readonly Token[], i: number): boolean {
  const token = tokens[i];
  return (
    token?.pos === "ADJ" &&
    /^\p{Ll}{3,}ed$/u.test(token.lower) &&
    isOneOf(tokens[i - 1]?.pos, "NOUN|PROPN") &&
    tokens[i + 1]?.pos === "DET" &&
    !hasVerb(tokens, 0, i)
  );
}

const hasVerb = (tokens: readonly Token[], from: number, to: number): boolean =>
  tokens.slice(from, to).some(({ pos }) => pos === "VERB" || pos === "AUX");

/** "Woman killed as rocket salvo hits town; army strikes back": where a headline's later clause begins. */
function clauseStart(tokens: readonly Token[], at: number): number {
  return (
    tokens.findLastIndex(
      ({ lower, text }, i) => i < at && (isOneOf(lower, "as|after|when|while") || text === ";"),
    ) + 1
  );
}

const ORDINAL = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth";

/** "pictures show a hole", "images taken this morning show that it was hit". */
const showsIt = (token: Token, after: Token): boolean =>
  isOneOf(token.lower, "shows?") &&
  (isOneOf(after.pos, "NOUN|DET|ADJ|PROPN|NUM") ||
    (after.lower === "that" && after.pos === "SCONJ") ||
    /^\p{Ll}+ed$/u.test(after.lower));

/** "the ministry claims nine dead", "Veshk points to foreign hands": before a number, or "to", such a word is no noun, unless a preposition leads it. */
function tellsNumber(tokens: readonly Token[], i: number): boolean {
  const [before, token, after] = [tokens[i - 1], tokens[i], tokens[i + 1]];
  const number =
    after?.pos === "NUM" &&
    isOneOf(token?.lower, "reports|records|estimates|claims|lists|counts|names");
  const link =
    (isOneOf(token?.lower, "talks") && after?.lower === "of") ||
    (isOneOf(token?.lower, "points") && isOneOf(after?.lower, "to|at"));
  if ((!number && !link) || !isOneOf(before?.pos, "NOUN|PROPN|PUNCT")) return false;
  if (before?.pos === "PUNCT" && (before.text !== "," || link)) return false;
  let start = i - 1;
  while (isOneOf(tokens[start]?.pos, "NOUN|PROPN|ADJ|DET")) start--;
  return tokens[start]?.pos !== "ADP" && !(link && isOneOf(before?.lower, TALKED));
}

/** Of which there are talks and points. */
const TALKED =
  "peace|ceasefire|truce|trade|border|boiling|check|data|access|entry|launch|aiming|weak|strong";

function posOf(tokens: readonly Token[], i: number): string | null {
  const before = tokens[i - 1];
  const token = tokens[i];
  const after = tokens[i + 1];
  if (token === undefined) return null;
  const inflected =
    token.pos === "VERB" &&
    token.lower.endsWith("s") &&
    token.lower !== token.lemma &&
    !token.lower.endsWith("ss");
  // "wounding more than thirty": the number's bound.
  const bound = isOneOf(token.lower, "more|fewer|less") && after?.lower === "than";
  if (bound && token.pos === "ADJ" && tokens[i + 2]?.pos === "NUM") return "ADV";
  if (token.pos === "NOUN" && tellsNumber(tokens, i)) return "VERB";
  const according = tokens[i - 2]?.lower === "according" && before?.lower === "to";
  if (token.pos === "VERB" && (according || (inflected && before?.lower === "to"))) return "NOUN";
  if (token.lower === "to" && before?.lower === "according") return "ADP";
  if (
    token.lower === "to" &&
    after !== undefined &&
    after.pos === "VERB" &&
    after.lower.endsWith("s") &&
    after.lower !== after.lemma &&
    !after.lower.endsWith("ss")
  )
    return "ADP";
  if (
    token.lower === "hearing" &&
    before?.pos === "VERB" &&
    isOneOf(after?.pos, "NOUN|NUM|DET|ADJ")
  )
    return "VERB";
  if (
    token.pos === "NOUN" &&
    isOneOf(token.lower, "hit|struck") &&
    after !== undefined &&
    isOneOf(after.lower, "the|a|an|his|her|its|their|one")
  )
    return "VERB";
  if (token.pos === "NOUN" && after !== undefined && showsIt(token, after)) return "VERB";
  if (
    before !== undefined &&
    token.pos === "ADJ" &&
    token.lower.endsWith("ed") &&
    isOneOf(before.lower, "also|then|later") &&
    after !== undefined &&
    ["ADJ", "NOUN", "DET"].includes(after.pos)
  )
    return "VERB";
  const reported = isDeed(tokens, i) ? "VERB" : (reportPos(tokens, i) ?? plainPos(tokens, i));
  if (reported !== null) return reported;
  // A name that reads as a verb: “…,” Lynch said.
  const named =
    NAME.test(token.text) && before !== undefined && before.pos === "PUNCT" && before.text !== "“";
  if (named && ["VERB", "ADJ", "NOUN"].includes(token.pos) && after?.pos === "VERB") return "PROPN";
  const opens = before !== undefined && isOneOf(before.text, '["“«]');
  if (opens && token.pos === "VERB" && token.lower.endsWith("ed") && after?.pos === "NOUN")
    return "ADJ";
  if (
    token.pos === "VERB" &&
    token.lower === "tear" &&
    after !== undefined &&
    NOUN_BEFORE.has(after.lower)
  )
    return "NOUN";
  return null;
}

/** "I’m" is a pronoun and a verb. What is possessive stays as the tagger has it. */
function uncontracted(token: Token, i: number, all: readonly Token[]): readonly Token[] {
  // "blown in.", which the tagger has for an inch.
  if (token.lower === "in." && i === all.length - 1) {
    const at = token.end - 1;
    return [
      { ...token, end: at, text: token.text.slice(0, -1), lower: "in", lemma: "in", pos: "ADP" },
      { start: at, end: token.end, text: ".", lower: ".", lemma: ".", pos: "PUNCT" },
    ];
  }
  const match = CONTRACTION.exec(token.text);
  if (match?.[1] === undefined || match[2] === undefined) return [token];
  const at = token.start + match[1].length;
  const [word, rest] = [match[1], match[2]];
  return [
    {
      start: token.start,
      end: at,
      text: word,
      lower: word.toLowerCase(),
      lemma: word.toLowerCase(),
      pos: "PRON",
    },
    {
      start: at,
      end: token.end,
      text: rest,
      lower: rest.toLowerCase(),
      lemma: /(?:m|re|s)$/i.test(rest) ? "be" : "have",
      pos: "AUX",
    },
  ];
}
