import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import { hasOneOf, type ParsedSentence } from "../../grammar/parsed-sentence.ts";
import { startingAt } from "../../grammar/places.ts";
import { isOneOf } from "../../text/one-of.ts";
import { overlaps } from "../../text/span.ts";
import type { Fact } from "../claim.ts";
import { isUnreal, wordsOf } from "../clause-facts.ts";
import { factOf } from "../fact.ts";
import { weaponIn } from "../weapon-in.ts";

/** What is done to a weapon where it starts. */
const SENDS: ReadonlySet<string> = new Set(
  "launch fire fly send release start loose throw lob shoot discharge steer operate take come hurl unleash let put set".split(
    " ",
  ),
);
const AT = "in|at|on|near|behind|outside|inside|beside|beyond|by|off|above|below|under";
const CARRIERS =
  "aircraft|jets?|bombers?|planes?|warplanes?|helicopters?|ships?|submarines?|boats?";
const BEARINGS =
  "beyond|behind|over|across|inside|within|near|around|under|above|outside|off|along";

/**
 * From where a weapon came, where its verb stands apart from the place: "a birch wood; the salvo was fired from there", "near Essen, from where it was
 * launched", "the missiles, from aircraft over the gulf". No word of the place is asked for.
 */
export function launchElsewhere(sentence: ParsedSentence, told: readonly Fact[]): readonly Fact[] {
  if (!hasOneOf(sentence, "from")) return [];
  const found = [...whence(sentence), ...sentWith(sentence)];
  return found.filter(
    ({ span }) =>
      !told.some((other) => other.predicate === "launch.place" && overlaps(other.span, span)),
  );
}

/** "on Mole Street, from which both are believed to have been flown", "in a quarry; it was fired from there". */
function whence(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, verbs } = sentence;
  return tokens.flatMap(({ lower }, at) => {
    const points = isOneOf(tokens[at + 1]?.lower, "where|which|there");
    if (lower !== "from" || !points) return [];
    const there = tokens[at + 1]?.lower === "there";
    const sent = there
      ? verbs.findLast(({ to }) => to <= at && to >= at - APART_MAX)
      : verbs.find(({ from, lemma }) => from > at && from <= at + SAID_WITHIN && SENDS.has(lemma));
    if (sent === undefined || !SENDS.has(sent.lemma) || sent.negated || isUnreal(sentence, sent))
      return [];
    const weapon = sentence.nouns.some(
      (phrase) =>
        (there ? phrase.to <= sent.from : phrase.from > at) &&
        phrase.to >= sent.from - SAID_WITHIN &&
        phrase.from <= sent.from &&
        isSent(sentence, phrase),
    );
    const place = weapon ? placeBefore(sentence, there ? sent.from : at) : null;
    return place === null ? [] : [fact(sentence, place)];
  });
}

/** Words between what was sent and "from there", at most. */
const APART_MAX = 4;
/** Words between "from where" and its verb, at most: who thinks so may stand between. */
const SAID_WITHIN = 12;

/** A weapon, what it is fired in, or a word for several. */
const isSent = (sentence: ParsedSentence, phrase: NounPhrase): boolean =>
  weaponIn(sentence, phrase) !== null ||
  isOneOf(
    sentence.tokens[phrase.head]?.lower,
    "salvos?|salvoes|volleys?|barrages?|rounds?|shells?|bombs?|machines?|aircraft|projectiles?|both|all|it|they",
  );

/** The last chain of phrases before a token that says where something is: "in an olive press at Maasra". */
function placeBefore(
  { tokens, nouns }: ParsedSentence,
  end: number,
): { readonly from: number; readonly to: number } | null {
  const last = nouns.findLast(
    ({ from, to }) => to <= end && isOneOf(tokens[from - 1]?.lower, AT) && to >= end - FAR_MAX,
  );
  // "Kern Street, from which …": what opens the sentence.
  const first = nouns[0];
  if (last === undefined)
    return first !== undefined && first.to >= end - 1 && tokens[first.head]?.pos === "PROPN"
      ? { from: first.from, to: first.to }
      : null;
  let { from } = last;
  for (;;) {
    const before = nouns.find(({ to }) => to === from - 1);
    if (before === undefined || !isOneOf(tokens[before.from - 1]?.lower, AT)) break;
    ({ from } = before);
  }
  return isOneOf(tokens[last.head]?.pos, "NOUN|PROPN") ? { from, to: last.to } : null;
}

/** Words between a place and what refers to it, at most. */
const FAR_MAX = 14;

/** "attacked with 31 drones from the area of Cape Murn", "the missiles, from aircraft over the Grey Sea", "two bombs released from beyond the border". */
function sentWith(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns } = sentence;
  return nouns.flatMap((phrase) => {
    if (weaponIn(sentence, phrase) === null) return [];
    const comma = tokens[phrase.to]?.text === ",";
    const done = isOneOf(tokens[phrase.to]?.lower, "released|launched|fired|flown|sent|loosed");
    const at = comma || done ? phrase.to + 1 : phrase.to;
    if (tokens[at]?.lower !== "from") return [];
    const led = done || comma || isOneOf(tokens[phrase.from - 1]?.lower, "with|by|using|and|of");
    const bearing = isOneOf(tokens[at + 1]?.lower, BEARINGS) ? 1 : 0;
    const place = startingAt(nouns, at + 1 + bearing);
    if (!led || place === undefined) return [];
    const carried =
      isOneOf(tokens[place.head]?.lower, CARRIERS) && isOneOf(tokens[place.to]?.lower, BEARINGS);
    const over = carried ? startingAt(nouns, place.to + 1) : undefined;
    const area =
      bearing === 1 ||
      over !== undefined ||
      isOneOf(
        tokens[place.head]?.lower,
        "area|direction|territory|peninsula|island|strait|sea|bay|gulf|coast|region|valley|side|bank|hills|heights|north|south|east|west|border|submarine|district|range|airfield|base|plateau|desert|mountains?|forest|wood|shore",
      );
    return area ? [fact(sentence, { from: at + 1, to: (over ?? place).to })] : [];
  });
}

function fact(
  sentence: ParsedSentence,
  { from, to }: { readonly from: number; readonly to: number },
): Fact {
  const article = sentence.tokens[from]?.pos === "DET" && to - from > 1 ? 1 : 0;
  return factOf(sentence, {
    predicate: "launch.place",
    from,
    to,
    value: wordsOf(sentence, from + article, to),
    rule: "everyday words: from where, apart from what was sent",
    hedgesWithin: from,
  });
}
