import type { Token } from "../text/tokens.ts";
import type { NounPhrase } from "./noun-phrases.ts";
import type { VerbGroup } from "./verb-groups.ts";
import { isOneOf } from "../text/one-of.ts";

/** Words that begin a clause with a verb and subject of its own. */
export const SUBORDINATES: ReadonlySet<string> = new Set(
  "when while because although though whereas if unless where whether once so how why".split(" "),
);
/** Words that do so, or govern a phrase of time. */
export const EITHER: ReadonlySet<string> = new Set(
  "after before since until till as than like".split(" "),
);
export const WHO: ReadonlySet<string> = new Set(["who", "whom", "which", "that", "whose", "what"]);
/** Verbs whose past form is no participle that describes a noun. */
export const INTRANSITIVE: ReadonlySet<string> = new Set(
  "die collapse explode arrive escape survive remain happen occur land crash appear return continue follow stay flee burn succumb perish erupt detonate slam plunge rain dive hover".split(
    " ",
  ),
);
/** Verbs that take a clause without "that". */
export const CLAUSAL: ReadonlySet<string> = new Set(
  "say tell state claim announce report confirm declare add note insist believe think hope know learn find hear see fear show understand suppose suspect mean deny write warn admit reveal".split(
    " ",
  ),
);

/** What governs a phrase: null: nothing; "of" a part's whole; "after" what may begin a clause; "at" any other preposition. */
export function ledBy(
  tokens: readonly Token[],
  { from }: NounPhrase,
): "of" | "after" | "at" | null {
  let at = from - 1;
  while (isOneOf(tokens[at]?.pos, "ADV|ADJ") && at > 0) at--;
  const word = tokens[at];
  if (word === undefined) return null;
  const next = tokens[at + 1];
  const clock = /^(?:\d{1,2}[:.]\d\d|[012]\d[0-5]\d)$/.test(next?.lower ?? "");
  const counted = (next?.pos === "NUM" && !clock) || isOneOf(next?.lower, "least|most|an?|half");
  // "at least four", "between 15 and 20", "up to ten".
  if (word.lower === "at" && isOneOf(next?.lower, "least|most")) return ledByBound(tokens, at);
  if (counted && isOneOf(word.lower, "than|between|about|around|over|nearly"))
    return ledByBound(tokens, at);
  if (counted && word.lower === "to" && tokens[at - 1]?.lower === "up")
    return ledByBound(tokens, at - 1);
  // "upwards of twenty were hurt".
  if (word.lower === "of" && tokens[at - 1]?.lower === "upwards") return ledByBound(tokens, at - 1);
  if (word.lower === "of") return "of";
  // "three of them children".
  if (word.lower === "them" && tokens[at - 1]?.lower === "of") return "of";
  // "since then ten people".
  // "as a result of".
  const phrase = /^(?:result|consequence|part|precaution|matter)$/;
  if (word.lower === "as" && phrase.test(tokens[from + 1]?.lower ?? "")) return "at";
  if (EITHER.has(word.lower)) return at === from - 1 || next?.pos !== "ADV" ? "after" : null;
  return word.pos === "ADP" && !SUBORDINATES.has(word.lower) ? "at" : null;
}

const ledByBound = (tokens: readonly Token[], at: number): "of" | "at" | null => {
  const word = tokens[at - 1];
  if (word?.lower === "of") return "of";
  return word?.pos === "ADP" ? "at" : null;
};

/** One word that may be a past tense or a participle. */
export function isBareParticiple(tokens: readonly Token[], verb: VerbGroup): boolean {
  const word = tokens[verb.main]?.lower ?? "";
  return (
    verb.from === verb.main &&
    verb.form === "finite" &&
    /(?:ed|hurt|hit|shot|slain|torn|blown|struck|found|held|taken|brought|put|cut|known|seen|made|left|sent|built|lost|given|caught|led|told|thrown)$/.test(
      word,
    )
  );
}

/** "so well short": nobody and nothing. */
export const isNobody = (tokens: readonly Token[], { from, to }: NounPhrase): boolean =>
  isOneOf(tokens[from]?.lower, "itself|himself|herself|themselves") ||
  isDistance(tokens, { from, to, head: to - 1 }) ||
  (tokens[to]?.lower !== "of" &&
    tokens.slice(from, to).every(({ pos }) => pos === "ADV" || pos === "ADJ" || pos === "X"));

/** "no fewer than five guards": the guards. */
export const isBoundOf = (
  tokens: readonly Token[],
  bound: NounPhrase,
  phrase: NounPhrase,
): boolean =>
  isOneOf(tokens[bound.to - 1]?.lower, "fewer|less|more|many") &&
  isOneOf(tokens[bound.to]?.lower, "than|as") &&
  phrase.from === bound.to + 1;

export const isTime = (tokens: readonly Token[], { head }: NounPhrase): boolean =>
  /(?:day|night|morning|evening|afternoon|week|month|year|time|moment|hour|dawn|noon)s?$/.test(
    tokens[head]?.lower ?? "",
  );

export const isCounted = (tokens: readonly Token[], { from, to }: NounPhrase): boolean =>
  tokens
    .slice(from, to)
    .some(
      ({ pos, lower }) => pos === "NUM" || isOneOf(lower, "dozens|scores|several|hundreds|many"),
    );

export const isPlural = (tokens: readonly Token[], { head }: NounPhrase): boolean => {
  const noun = tokens[head];
  return (
    noun !== undefined &&
    (noun.lower !== noun.lemma ||
      isOneOf(noun.lower, "people|dead|wounded|injured|police|personnel"))
  );
};

/** "since 2022". */
export const isYear = (tokens: readonly Token[], { from, to }: NounPhrase): boolean =>
  to - from === 1 && /^(?:19|20)\d\d$/.test(tokens[from]?.lower ?? "");

/** "up to 200 metres away": how far. */
const isDistance = (tokens: readonly Token[], { to, head }: NounPhrase): boolean =>
  isOneOf(tokens[head]?.lemma, "met(?:er|re)|kilomet(?:er|re)|mile|yard|km|foot") &&
  isOneOf(
    tokens[to]?.lower,
    "away|off|from|north|south|east|west|of|further|apart|inland|upstream|downstream",
  );
