import { hasOneOf, type ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { Fact } from "../claim.ts";
import { SAYING } from "../../attribution/cue-lexicon.ts";
import { subjectOf } from "../clause-facts.ts";
import { factOf } from "../fact.ts";
import { isOneOf } from "../../text/one-of.ts";
import { endingAt, hasOne, lastUpTo, startingAt } from "../../grammar/places.ts";

/** What warns people: the words for it, and what is done with it. */
const WARNING = "(?:warning|alarm|alert|siren|tannoy)s?";
const GIVEN =
  "give|raise|sound|issue|send|trigger|activate|receive|get|hear|work|go|come|wail|ring|fire|follow";

/** "no warning had been given", "nobody inside had been warned", "not one siren", "the sirens worked": whether people were warned. */
export function warningFacts(sentence: ParsedSentence): readonly Fact[] {
  return [
    ...given(sentence),
    ...warned(sentence),
    ...none(sentence),
    ...silent(sentence),
    ...ringing(sentence),
    ...kept(sentence),
    ...alerted(sentence),
    ...idle(sentence),
    ...unheard(sentence),
    ...unfired(sentence),
    ...reached(sentence),
  ];
}

/** Whether a sentence speaks of people being warned. */
export function isWarned({ tokens }: ParsedSentence): boolean {
  return tokens.some(({ lower, lemma }) => isOneOf(lower, WARNING) || lemma === "warn");
}

/** "no alarm was raised", "there was no warning", "we got no alert". */
function given(sentence: ParsedSentence): readonly Fact[] {
  if (!hasOneOf(sentence, "no|neither|any")) return [];
  const { tokens, nouns, verbs } = sentence;
  return nouns.flatMap((phrase) => {
    const [first, head] = [tokens[phrase.from], tokens[phrase.head]];
    if (head === undefined || !isOneOf(head.lower, WARNING)) return [];
    if (!isOneOf(first?.lower, "no|neither|any")) return [];
    const after = startingAt(verbs, phrase.to);
    const before = endingAt(verbs, phrase.from);
    const verb = after ?? before;
    if (
      verb === undefined ||
      !(isOneOf(verb.lemma, GIVEN) || verb.lemma === "be" || verb.lemma === "have")
    )
      return [];
    const denied = first?.lower !== "any" || verb.negated;
    if (!denied) return [];
    const from = Math.min(phrase.from, verb.from);
    const to = Math.max(phrase.to, verb.to);
    return [fact(sentence, { from, to }, "no")];
  });
}

/** "nobody inside had been warned", "residents were not warned". */
function warned(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  return verbs.flatMap((verb) => {
    if (!isOneOf(verb.lemma, "warn|alert") || !verb.passive || verb.modal !== null) return [];
    const subject = lastUpTo(nouns, verb.from);
    const nobody =
      subject !== undefined &&
      hasOne(tokens.slice(Math.max(0, subject.from - 2), verb.from), "nobody|none|no");
    if (!nobody && !verb.negated) return [];
    const first = tokens.findLastIndex(
      ({ lower }, i) => i < verb.from && isOneOf(lower, "nobody|none|no"),
    );
    return [fact(sentence, { from: first === -1 ? verb.from : first, to: verb.to }, "no")];
  });
}

/** "Sirens across the city.": a heading or a line of a live page. */
function ringing(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  const [first] = nouns;
  const alone =
    verbs.length === 0 &&
    first?.from === 0 &&
    isOneOf(tokens[first.head]?.lower, "sirens?") &&
    isOneOf(tokens[first.to]?.lower, "across|over|throughout|in|all") &&
    !hasOne(tokens, "no|not|silent|quiet|silence|mute|off|test|drill|nor|without");
  return alone ? [fact(sentence, first, "yes")] : [];
}

/** "the sirens stayed silent", "no siren, no message". */
function silent(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  return nouns.flatMap((phrase) => {
    const head = tokens[phrase.head];
    if (head === undefined || !isOneOf(head.lower, WARNING)) return [];
    const opens = tokens
      .slice(0, phrase.from)
      .every(({ pos, text }) => pos === "PUNCT" || /^[@\d]/.test(text));
    const no =
      tokens[phrase.from]?.lower === "no" &&
      (verbs.length === 0 || (opens && !verbs.some(({ from }) => from === phrase.to)));
    const verb = verbs.find(
      ({ from, lemma }) => from === phrase.to && isOneOf(lemma, "stay|remain|be|keep|fall"),
    );
    const quiet =
      verb !== undefined &&
      !verb.negated &&
      isOneOf(tokens[verb.to]?.lower, "silent|quiet|mute|dead");
    if (!no && !quiet) return [];
    return [
      fact(sentence, { from: phrase.from, to: verb === undefined ? phrase.to : verb.to + 1 }, "no"),
    ];
  });
}

/** "Not one siren." */
function none(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  return nouns.flatMap((phrase) => {
    const head = tokens[phrase.head];
    const not = tokens[phrase.from - 1]?.lower === "not" || tokens[phrase.from]?.lower === "not";
    const one = hasOne(tokens.slice(phrase.from, phrase.to), "one|single|any");
    if (!not || !one || head === undefined || !isOneOf(head.lower, WARNING)) return [];
    if (verbs.some(({ lemma }) => !SAYING.has(lemma))) return [];
    return [fact(sentence, { from: Math.max(0, phrase.from - 1), to: phrase.to }, "no")];
  });
}

/** "the alarm was never passed on", "the sirens did not go off". */
function kept(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  return nouns.flatMap((phrase) => {
    const head = tokens[phrase.head];
    if (head === undefined || !isOneOf(head.lower, WARNING)) return [];
    const verb = verbs.find(
      ({ from }) =>
        from === phrase.to || (from === phrase.to + 1 && tokens[phrase.to]?.pos === "ADV"),
    );
    const passes =
      verb !== undefined && (isOneOf(verb.lemma, PASSED) || isOneOf(verb.lemma, GIVEN));
    if (!passes || !verb.negated || verb.modal !== null) return [];
    return [fact(sentence, { from: phrase.from, to: verb.to }, "no")];
  });
}

/** "they had heard no siren", "not one of them heard a siren": that none sounded, as far as those know who were there. */
function unheard(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  return verbs.flatMap((verb) => {
    if (verb.lemma !== "hear" || verb.modal !== null) return [];
    const object = startingAt(nouns, verb.to);
    if (object === undefined || !isOneOf(tokens[object.head]?.lower, WARNING)) return [];
    const no = isOneOf(tokens[object.from]?.lower, "no|any|neither");
    const nobody = tokens.findLastIndex(
      ({ lower }, i) =>
        i < verb.from &&
        i >= verb.from - UNHEARD_WITHIN &&
        (isOneOf(lower, "nobody|none") ||
          (lower === "no" && tokens[i + 1]?.lower === "one") ||
          (lower === "not" && isOneOf(tokens[i + 1]?.lower, "one|a"))),
    );
    if (!no && nobody === -1 && !verb.negated) return [];
    return [fact(sentence, { from: nobody === -1 ? verb.from : nobody, to: object.to }, "no")];
  });
}

/** "the alert reached phones four minutes later", "a warning was sent out". */
function reached(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  return nouns.flatMap((phrase) => {
    if (!isOneOf(tokens[phrase.head]?.lower, "(?:alert|alarm|warning)s?")) return [];
    if (isOneOf(tokens[phrase.from]?.lower, "no|any|neither|every|each")) return [];
    const verb = startingAt(verbs, phrase.to);
    if (verb === undefined || verb.negated || verb.modal !== null) return [];
    const came = !verb.passive && verb.lemma === "reach";
    const sent =
      verb.passive &&
      isOneOf(verb.lemma, "send|issue|give|broadcast|raise|trigger|declare|sound|announce");
    return came || sent ? [fact(sentence, { from: phrase.from, to: verb.to }, "yes")] : [];
  });
}

/** Words between "nobody" and "heard", at most. */
const UNHEARD_WITHIN = 5;

/** "Not a single interceptor left its tube", "no interceptor was launched". */
function unfired(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  return nouns.flatMap((phrase) => {
    if (!isOneOf(tokens[phrase.head]?.lower, "interceptors?")) return [];
    const denied = tokens[phrase.from]?.lower === "no" || tokens[phrase.from - 1]?.lower === "not";
    const verb = startingAt(verbs, phrase.to);
    const leaves = verb !== undefined && isOneOf(verb.lemma, "leave|launch|fire|fly|rise|take|go");
    if (!leaves || !(denied || verb.negated)) return [];
    return [
      fact(
        sentence,
        { from: denied ? Math.max(0, phrase.from - 1) : phrase.from, to: verb.to },
        "no",
      ),
    ];
  });
}

const PASSED = "pass|relay|forward|transmit|reach|arrive";

/** What watches or warns by itself. */
const DEVICE =
  "systems?|sirens?|alarms?|radars?|sensors?|app|network|battery|batteries|detectors?|jammers?|launchers?|speakers?|loudspeakers?";

/** "the system alerted personnel". */
function alerted(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  return verbs.flatMap((verb) => {
    if (
      !isOneOf(verb.lemma, "alert|warn") ||
      verb.passive ||
      verb.negated ||
      verb.form !== "finite" ||
      verb.modal !== null
    )
      return [];
    const subject = endingAt(nouns, verb.from);
    const object = startingAt(nouns, verb.to) !== undefined;
    if (subject === undefined || !object || !isOneOf(tokens[subject.head]?.lower, DEVICE))
      return [];
    return [fact(sentence, { from: subject.from, to: verb.to + 1 }, "yes")];
  });
}

/** "the siren has been out of order since spring", "the radar had been switched off". */
function idle(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, verbs } = sentence;
  return verbs.flatMap((verb) => {
    if (verb.form !== "finite" || verb.modal !== null) return [];
    // "the systems weren't active".
    const not = verb.negated || /n['’]t$/.test(tokens[verb.to]?.lower ?? "");
    const word = tokens[verb.to + (not && !verb.negated ? 1 : 0)]?.lower ?? "";
    const dead =
      not &&
      verb.lemma === "be" &&
      (isOneOf(word, "active|operational|working|functional|online|on|running|manned|armed") ||
        (word === "in" && isOneOf(tokens[verb.to + 1]?.lower, "use|operation|service")));
    // "was not switched on".
    const unlit =
      not &&
      verb.passive &&
      isOneOf(verb.lemma, "switch|turn|power") &&
      tokens[verb.to]?.lower === "on";
    if (not && !dead && !unlit) return [];
    const end = dead || unlit ? verb.to + 1 : idleEnd(tokens, verb);
    const subject = end === null ? null : subjectOf(sentence, verb);
    if (end === null || subject === null || !isOneOf(tokens[subject.head]?.lower, DEVICE))
      return [];
    // "the system" alone may be any.
    const head = tokens[subject.head]?.lower ?? "";
    const named = hasOne(tokens.slice(subject.from, subject.to), DEFENCES);
    if (isOneOf(head, "systems?|app|network|speakers?|launchers?") && !named && !dead && !unlit)
      return [];
    return [fact(sentence, { from: subject.from, to: end }, "no")];
  });
}

const DEFENCES =
  "warning|alarm|early-warning|detection|radar|defen[cs]e|protection|air-raid|jamming|c-ram";

/** The token after the words that say that something does not work; null where none say so. */
function idleEnd(
  tokens: ParsedSentence["tokens"],
  verb: ParsedSentence["verbs"][number],
): number | null {
  const off = tokens[verb.to]?.lower === "off" || tokens[verb.to]?.lower === "down";
  if (verb.passive && off && isOneOf(verb.lemma, "switch|shut|turn|power|take")) return verb.to + 1;
  if (verb.passive && isOneOf(verb.lemma, "disable|deactivate|disconnect|unplug|decommission"))
    return verb.to;
  if (!isOneOf(verb.lemma, "be|remain|stand")) return null;
  const words = tokens
    .slice(verb.to, verb.to + 3)
    .map(({ lower }) => lower)
    .join(" ");
  const [whole] =
    /^(?:out of (?:order|service|action|use)|off(?:line|[- ]line)?\b|broken|defective|inoperative|unserviceable|(?:in|under|down for) (?:repair|maintenance))/.exec(
      words,
    ) ?? [];
  return whole === undefined ? null : verb.to + whole.split(" ").length;
}

function fact(
  sentence: ParsedSentence,
  { from, to }: { readonly from: number; readonly to: number },
  value: "no" | "yes",
): Fact {
  return factOf(sentence, {
    predicate: "defence.activated",
    from,
    to,
    value,
    rule: "people warned",
    polarity: value === "no" ? "deny" : "affirm",
    hedgesWithin: from,
  });
}
