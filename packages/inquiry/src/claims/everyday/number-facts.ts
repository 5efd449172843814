import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import { overlaps } from "../../text/span.ts";
import type { Fact, Predicate } from "../claim.ts";
import { type Count, countOf, NONE, ONE } from "../count.ts";
import { factOf } from "../fact.ts";
import { type Scene, weaponNamed } from "../scene.ts";
import { isOneOf } from "../../text/one-of.ts";
import { hasLemma, hasOne } from "../../grammar/places.ts";
import { CAME, FATE_WORDS, SENT, STOPPED } from "./tables/number-fates.ts";

/** Numbers that stand alone, "the last", "number three", "all of them": how many of the weapons that were told of. Token indices; `to` after the last. */
interface Alone {
  readonly from: number;
  readonly to: number;
  readonly count: Count;
}

/** What is said of weapons by their number alone: "one came down in the depot", "two of them were jammed", "the ministry makes it three". */
export function numberFacts(
  sentence: ParsedSentence,
  scene: Scene,
  told: readonly Fact[],
): readonly Fact[] {
  const own = weaponNamed(sentence)?.kind ?? null;
  const kind = own ?? scene.weapon;
  // What only weapons do is told of those that the account is about, however long ago they were named.
  const about = kind ?? (scene.about ? (scene.kinds.at(-1) ?? null) : null);
  if (about === null && !scene.bang) return [];
  const found: Fact[] = [];
  for (const alone of numbersAlone(sentence, scene)) {
    const fact =
      (about === null ? null : fateOf(sentence, about, alone, scene)) ??
      claimedBy(sentence, about, alone) ??
      numberSaid(sentence, kind, alone, scene);
    if (fact === null) continue;
    const known = [...told, ...found].some(
      (other) =>
        overlaps(other.span, fact.span) &&
        (other.predicate === fact.predicate || other.predicate.startsWith("casualties.")),
    );
    if (!known) found.push(fact);
  }
  return found;
}

const ORDINAL = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|other|next";
/** Words that stand for a number of things by themselves. */
const ALONE = `${ORDINAL}|none|neither|nothing|number|another|pair|both|all`;
const BOUND =
  "at|least|most|only|just|about|some|around|nearly|almost|up|to|more|than|fewer|less|no|over|another|a|further|the|other|remaining|last|first|all|another|single";

function numbersAlone(sentence: ParsedSentence, scene: Scene): readonly Alone[] {
  const { tokens } = sentence;
  const found: Alone[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const alone = aloneAt(sentence, scene, at);
    if (alone === null) continue;
    found.push(alone);
    at = alone.to - 1;
  }
  return found;
}

function aloneAt(sentence: ParsedSentence, scene: Scene, at: number): Alone | null {
  const { tokens } = sentence;
  const token = tokens[at];
  if (token === undefined || (token.pos !== "NUM" && !isOneOf(token.lower, ALONE))) return null;
  const before = tokens[at - 1]?.lower ?? "";
  if (isOneOf(token.lower, "none|neither|nothing")) return ended(sentence, at, at + 1, NONE);
  if (token.lower === "number" && tokens[at + 1]?.pos === "NUM")
    return ended(sentence, at, at + 2, ONE);
  if (isOneOf(token.lower, ORDINAL) && isOneOf(before, "the|a"))
    return ended(sentence, at - 1, at + 1, ONE);
  if (token.lower === "another" && tokens[at + 1]?.pos !== "NUM")
    return ended(sentence, at, at + 1, ONE);
  if (token.lower === "pair" && isOneOf(before, "a|the"))
    return ended(sentence, at - 1, at + 1, exactly(2));
  if (token.lower === "both") return ended(sentence, at, at + 1, exactly(2));
  if (
    token.lower === "all" &&
    isOneOf(tokens[at + 1]?.lower, "of|were|was|had|have") &&
    scene.weapons !== null
  )
    return ended(sentence, at, at + 1, scene.weapons);
  if (token.pos !== "NUM" || /[:.%/]/.test(token.text) || isDated(tokens, at)) return null;
  let from = at;
  while (from > at - 3 && isBound(tokens, from)) from--;
  let to = at + 1;
  if (isOneOf(tokens[to]?.lower, "hundred|dozen")) to++;
  if (isOneOf(tokens[to]?.lower, "more|others|further") && tokens[to + 1]?.lower !== "than") to++;
  if (before === "not" && token.lower === "one") return ended(sentence, at - 1, to, NONE);
  const count = countOf(tokens, from, to, at);
  // "five or six of them": from the one to the other.
  const other = isOneOf(tokens[to]?.lower, "or|to") && tokens[to + 1]?.pos === "NUM" ? to + 1 : -1;
  const most = other === -1 ? null : countOf(tokens, other, other + 1, other);
  const open =
    isOneOf(tokens[other + 1]?.lower, "of|,") || isOneOf(tokens[other + 1]?.text ?? ".", "[.;]");
  if (count !== null && open && most?.max !== undefined && (most?.max ?? 0) > count.min)
    return ended(sentence, from, other + 1, { ...count, max: most?.max ?? null, weak: false });
  return count === null ? null : ended(sentence, from, to, { ...count, weak: false });
}

/** "at least", "up to", "only": a word that bounds the number behind it; "put at two", "referred to one": none. */
function isBound(tokens: ParsedSentence["tokens"], from: number): boolean {
  const word = tokens[from - 1]?.lower;
  if (word === "at") return isOneOf(tokens[from]?.lower, "least|most");
  if (word === "to") return tokens[from - 2]?.lower === "up";
  return isOneOf(word, BOUND);
}

const exactly = (number: number): Count => ({
  min: number,
  max: number,
  approximate: false,
  weak: false,
});

/** "at 9", "on 3 May", "page two": no number of things. */
const isDated = (tokens: ParsedSentence["tokens"], at: number): boolean =>
  /^(?:page|row|line|day|aged|age|no|no\.|pier|unit|kiln|hall|warehouse|article|line)$/.test(
    tokens[at - 1]?.lower ?? "",
  ) || /^(?:o['’]clock|a\.?m\.?|p\.?m\.?|hours|%)$/.test(tokens[at + 1]?.lower ?? "");

/** With "of them" behind; null where a noun follows, which it counts. */
function ended(sentence: ParsedSentence, from: number, end: number, count: Count): Alone | null {
  const { tokens } = sentence;
  let to = end;
  if (tokens[to]?.lower === "of" && isOneOf(tokens[to + 1]?.lower, "them|these|those|which"))
    to += 2;
  // "three of the seven": so many of as many.
  else if (
    tokens[to]?.lower === "of" &&
    isOneOf(tokens[to + 1]?.lower, "the|those|these|all") &&
    tokens[to + 2]?.pos === "NUM" &&
    !isOneOf(tokens[to + 3]?.pos ?? "PUNCT", "NOUN|PROPN|ADJ|NUM|PUNCT")
  )
    to += 3;
  const next = tokens[to];
  if (next === undefined || to > end) return { from, to, count };
  if (isOneOf(next.pos, "NOUN|PROPN|ADJ|NUM|PART|SYM") && !FATE_WORDS.has(next.lower)) return null;
  if (/^(?:-|–|\/|of|per|to|or)$/.test(next.lower)) return null;
  return { from, to, count };
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));

const FILL = words(
  "was were been be had have has being also all then is are later allegedly supposedly reportedly subsequently ultimately successfully finally either immediately already both still since each simply apparently",
);
const BE = words("was were been be are is being");

/** Where the verb stands of which a number is the subject, past auxiliaries and what is set between commas; null where it has none. */
function verbAfter(
  { tokens }: ParsedSentence,
  from: number,
): { readonly at: number; readonly passive: boolean; readonly denied: boolean } | null {
  const closing = (open: number, within: number): number =>
    tokens.findIndex(({ text }, i) => i > open && i <= open + within && text === ",");
  let at = from;
  // "Eleven, by the army's count, were sent".
  if (tokens[at]?.text === ",") {
    const close = closing(at, SET_IN);
    if (close === -1 || !BE.has(tokens[close + 1]?.lower ?? "")) return null;
    at = close + 1;
  }
  let passive = false;
  let denied = false;
  for (; ; at++) {
    const word = tokens[at]?.lower ?? "";
    const denies = isOneOf(word, "never|not|n['’]t");
    if (!denies && !FILL.has(word)) break;
    passive ||= BE.has(word);
    denied ||= denies;
  }
  // "a fourth was, we understand from the military, shot down".
  const close = passive && tokens[at]?.text === "," ? closing(at, SAID_IN) : -1;
  return { at: close === -1 ? at : close + 1, passive, denied };
}

/** Words that are set between a number and its verb, and between "was" and what was done, at most. */
const SET_IN = 7;
const SAID_IN = 9;

/** "eight of which his gunners destroyed". */
function stoppedBy(sentence: ParsedSentence, kind: string, alone: Alone): Fact | null {
  const { tokens } = sentence;
  if (tokens[alone.to - 1]?.lower !== "which") return null;
  const end = tokens.findIndex(
    ({ lower }, i) =>
      i > alone.to && i <= alone.to + 5 && (STOPPED.has(lower) || lower === "destroyed"),
  );
  const doer = tokens.slice(alone.to, end);
  const clean =
    doer.every(({ pos }) => isOneOf(pos, "DET|PRON|ADJ|NOUN|PROPN|ADV|AUX|PART")) &&
    !doer.some(({ lower }) => BE.has(lower));
  const range = { from: alone.from, to: end + 1 };
  return end > alone.to && clean
    ? made(sentence, "weapon.intercepted", range, "downed", kind, alone.count)
    : null;
}

/** What became of them. */
function fateOf(sentence: ParsedSentence, kind: string, alone: Alone, scene: Scene): Fact | null {
  const { tokens } = sentence;
  const by = stoppedBy(sentence, kind, alone);
  if (by !== null) return by;
  const group = verbAfter(sentence, alone.to);
  if (group === null || group.denied) return null;
  const { at, passive } = group;
  const verb = tokens[at]?.lower ?? "";
  const next = tokens[at + 1]?.lower ?? "";
  const range = { from: alone.from, to: at + 1 };
  const stopped = STOPPED.get(verb);
  // "and thirteen more destroyed by fire": without an auxiliary after "and".
  if (
    stopped !== undefined &&
    (passive || isGapped(tokens, alone.from)) &&
    (stopped === null || stopped.test(next))
  )
    return made(
      sentence,
      "weapon.intercepted",
      { ...range, to: at + (stopped === null ? 1 : 2) },
      "downed",
      kind,
      alone.count,
    );
  // "Two fell to the rifles of the guards".
  if (!passive && verb === "fell" && next === "to" && hasOne(tokens.slice(at, at + 6), GUNS))
    return made(sentence, "weapon.intercepted", range, "downed", kind, alone.count);
  // "One was shot down, the other hit.": and nothing else.
  const ends = !passive && isOneOf(verb, "hit|struck") && isOneOf(next, "|[.,;]");
  if (ends && isOneOf(tokens[alone.to - 1]?.lower, ORDINAL))
    return made(sentence, "weapon.hit", range, "hit", kind, alone.count);
  const came = CAME.get(verb);
  if (!passive && came?.test(next) === true) {
    if (alone.count.max === 0 && !isOneOf(verb, "reached|got|made|hit|struck|found")) return null;
    return made(sentence, "weapon.hit", { ...range, to: at + 2 }, "hit", kind, alone.count);
  }
  const sent = SENT.get(verb);
  if (
    passive &&
    sent !== undefined &&
    scene.just !== null &&
    alone.count.max !== 0 &&
    (sent === null || sent.test(next))
  )
    return made(sentence, "weapon.count", range, kind, null, alone.count);
  return null;
}

const GUNS =
  "rifles?|guns?|gunfire|fire|gunners|guards|soldiers|defen[cs]es?|interceptors?|bullets|kalashnikovs|marksmen|snipers?|jammers?|battery|batteries";

const isGapped = (tokens: ParsedSentence["tokens"], from: number): boolean =>
  isOneOf(tokens[from - 1]?.lower, "and|,|but|;");

const SAYS_OF = words(
  "know knows knew only insist insists insisted write writes wrote speak speaks spoke speaking talk talks talked tell tells told refers refer referred",
);
const COUNTS = words("counted counts saw mention mentions mentioned");
const THERE = words("was were are is been");

/** Words at the head of a sentence in which somebody's number stands, at most. */
const OWNED_WITHIN = 6;
const BLASTS = "blast|explosion|bang|boom|detonation";

/** Words between "number" and the number, at most. */
const NUMBER_WITHIN = 9;

/** Whether nothing follows that a number could count. */
function endsThere(tokens: ParsedSentence["tokens"], from: number, to: number): boolean {
  const next = tokens[to];
  if (next === undefined || isOneOf(next.pos, "PUNCT|CCONJ") || isOneOf(next.lower, "in|but"))
    return true;
  // "saw only one on their cameras".
  return (
    COUNTS.has(tokens[from - 1]?.lower ?? "") && isOneOf(next.lower, "on|over|from|above|at|with")
  );
}

/** How many there were: "it was three, says the administration", "the ministry makes it two", "spoke of four", "not four but six". */
function numberSaid(
  { tokens, ...rest }: ParsedSentence,
  kind: string | null,
  { from, to, count }: Alone,
  scene: Scene,
): Fact | null {
  const sentence = { tokens, ...rest };
  if (count.max === 0) return null;
  const next = tokens[to];
  if (!endsThere(tokens, from, to)) return null;
  const [one, two, three] = [
    tokens[from - 1]?.lower ?? "",
    tokens[from - 2]?.lower ?? "",
    tokens[from - 3]?.lower ?? "",
  ];
  const inNumber = next?.lower === "in" && tokens[to + 1]?.lower === "number";
  // "the ministry's answer is three".
  const was =
    THERE.has(one) &&
    (inNumber ||
      isOneOf(one === "been" ? three : two, "it|there|they|that|answer|tally|version|estimate"));
  const makes = one === "it" && isOneOf(two, "makes|made|make|put|puts");
  const of = isOneOf(one, "of|about|on|to") && SAYS_OF.has(two);
  const put =
    isOneOf(one, "at|to") &&
    isOneOf(two, "number|figure|total|it|them|count") &&
    isOneOf(three, "the|put|puts|their|its");
  const between = tokens.slice(Math.max(0, from - NUMBER_WITHIN), from);
  const numbered = between.findLastIndex(({ lower }) => isOneOf(lower, "number|total|tally"));
  if (kind !== null && isDownedNumber(numbered === -1 ? [] : between.slice(numbered), one))
    return made(
      sentence,
      "weapon.intercepted",
      { from: from - NUMBER_WITHIN + numbered, to },
      "downed",
      kind,
      count,
    );
  const ofNumber = one === "of" && isOneOf(two, "number|total") && next?.text === ",";
  const given = ofNumber || (numbered !== -1 && isGiven(between.slice(0, numbered), one));
  const not = one === "but" && tokens[from - 2]?.pos === "NUM" && three === "not";
  // "some of them say two", of the blast that woke them.
  const bang = isOneOf(one, "say|says") && hasLemma(tokens.slice(0, from), BLASTS);
  const counts = COUNTS.has(one) || bang;
  const says = isSaidAfter(tokens, from, to);
  // "The ministry's three rests on one spokesman".
  const owned = isOneOf(one, "['’]s?") && from <= OWNED_WITHIN;
  const asked = scene.just ?? scene.asked;
  const bare = isSaidBare(tokens, from, to) && asked !== null && scene.toll === null;
  if (!(says || was || makes || of || put || not || counts || owned || given || bare)) return null;
  // "talking about three": of weapons that were told of before, where no people were.
  const goesOn =
    (of || put || given || makes || counts || owned || inNumber) &&
    scene.toll === null &&
    !sentence.words.has("people");
  const recent =
    scene.just ??
    (bare ? scene.asked : null) ??
    (goesOn ? scene.weapon : null) ??
    (kind !== null && weaponNamed(sentence) !== null ? kind : null);
  const range = {
    from: says ? from : Math.max(0, was || makes || of ? from - 2 : not ? from - 3 : from - 1),
    to,
  };
  if (recent === null || bang) {
    const bangs = count.min > 0 && (scene.bang || bang) && (was || makes || counts || of);
    return bangs ? made(sentence, "explosion.count", range, "explosion", null, count) : null;
  }
  // "It was one of them."
  if (count.max === 1 && was && two === "it" && next?.text !== "," && next?.text !== ".")
    return null;
  return made(sentence, "weapon.count", range, recent, null, count);
}

/** "The interior ministry says three." */
const isSaidBare = (tokens: ParsedSentence["tokens"], from: number, to: number): boolean =>
  isOneOf(
    tokens[from - 1]?.lower,
    "says?|said|saying|reports|reported|insists|claims|gives|gave",
  ) && (tokens[to]?.pos ?? "PUNCT") === "PUNCT";

/** "Two drones, say the officials; three, says the ministry; one, if you believe the office". */
const isSaidAfter = (tokens: ParsedSentence["tokens"], from: number, to: number): boolean =>
  tokens[to]?.text === "," &&
  isOneOf(
    tokens[to + 1]?.lower,
    "says?|said|according|if|signals?|reports?|answers?|answered|insists?|replies|replied|affirms?",
  ) &&
  isOneOf(tokens[from - 1]?.lower ?? "", "[;:.–—]|and|but|");

/** "put the number of drones shot down at nine", "the number of drones shot down rose to nine", "was nine". */
const isDownedNumber = (said: readonly { readonly lower: string }[], link: string): boolean =>
  isOneOf(link, "at|to|as|is|was|reached|:") &&
  said.some(({ lower }) => isOneOf(lower, "shot|downed|intercepted|destroyed|stopped|jammed"));

/** "gives the number of missiles as nine". */
const isGiven = (before: readonly { readonly lower: string }[], link: string): boolean =>
  link === "as" && isOneOf(before.at(-2)?.lower, "gives?|gave|put|puts|states?|stated|named");

const STOPS = words("bagged downed intercepted destroyed stopped neutralised neutralized");

/** "The frigate claimed three", "the gunners bagged two": who has guns or serves them, and a number alone. */
function claimedBy(
  sentence: ParsedSentence,
  kind: string | null,
  { from, to, count }: Alone,
): Fact | null {
  const { tokens, nouns } = sentence;
  const verb = tokens[from - 1]?.lower ?? "";
  const next = tokens[to];
  const own = kind === null ? null : broughtDown(sentence, kind, { from, to, count });
  if (own !== null) return own;
  if (kind === null || !(STOPS.has(verb) || verb === "claimed" || verb === "got")) return null;
  if (next !== undefined && !isOneOf(next.pos, "PUNCT|CCONJ")) return null;
  const doer = nouns.find((phrase) => phrase.to === from - 1);
  const armed = hasOne(tokens.slice(doer?.from ?? 0, doer?.to ?? 0), DEFENDERS);
  return armed
    ? made(sentence, "weapon.intercepted", { from: from - 1, to }, "downed", kind, count)
    : null;
}

/** "shot down 14", "brought four down", "we shot two down", "blew one of them apart". */
function broughtDown({ tokens, ...rest }: ParsedSentence, kind: string, alone: Alone): Fact | null {
  const sentence = { tokens, ...rest };
  const { from, to, count } = alone;
  const [one, two, next] = [tokens[from - 1]?.lower, tokens[from - 2]?.lower, tokens[to]?.lower];
  // "were able to down only two".
  const able =
    one === "down" && two === "to" && isOneOf(tokens[from - 3]?.lower, "able|managed|succeeded");
  if (able) {
    const whole = { from: from - 3, to };
    return made(sentence, "weapon.intercepted", whole, "downed", kind, count);
  }
  const before = isOneOf(one, "down|out") && isOneOf(two, BRINGS) ? from - 2 : -1;
  const around =
    (isOneOf(one, BRINGS) && isOneOf(next, "down") && to + 1) ||
    (isOneOf(one, "blew|blown|blasted|shot") && isOneOf(next, "apart|up") && to + 1) ||
    -1;
  if (before === -1 && around === -1) return null;
  const at = before === -1 ? from - 1 : before;
  // "failed to bring down three", "could have shot down two".
  const unreal = tokens
    .slice(Math.max(0, at - 3), at)
    .some(({ lower }) =>
      isOneOf(lower, "not|n't|n’t|never|to|would|could|will|can|been|was|were|be"),
    );
  const range = { from: at, to: Math.max(to, around) };
  return unreal ? null : made(sentence, "weapon.intercepted", range, "downed", kind, count);
}

const BRINGS = "shot|brought|took|taken|knocked|gunned|swatted|picked|fetched|dropped";

const DEFENDERS =
  "frigate|destroyer|corvette|battery|batteries|gunners?|guns?|crews?|defen[cs]es?|guards?|soldiers|troops|navy|army|interceptors?|jets?|fighters?|helicopters?|jammers?|units?|cell|brigade|marines|shield|dome|patriots?|ministry|they|we";

function made(
  sentence: ParsedSentence,
  predicate: Predicate,
  range: { readonly from: number; readonly to: number },
  value: string,
  population: string | null,
  count: Count,
): Fact {
  return factOf(sentence, {
    predicate,
    ...range,
    value,
    population,
    count,
    rule: "everyday words: a number alone",
  });
}
