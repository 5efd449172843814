import { SAYING } from "../../attribution/cue-lexicon.ts";
import { hasWord, type ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { Fact, Polarity } from "../claim.ts";
import { hasAttack } from "../clause-facts.ts";
import { factOf } from "../fact.ts";
import { isOneOf } from "../../text/one-of.ts";

const UNKNOWN = "unclear|unknown|uncertain|mystery";
const KNOWING =
  "clear|known|knows?|knew|know|say|tell|certain|sure|establish|established|determine|determined|identify|identified|confirm|confirmed";
const NOT_YET = "not|n['’]t|never|cannot|nobody|early|soon|yet|difficult|impossible|no";
/** Words before "who" in which it is said that nobody knows. */
const KNOWN_WITHIN = 9;

/** Without one of these the rule below finds nothing. */
const WHO: ReadonlySet<string> = new Set("who which know identify".split(" "));

/** "not yet known who was behind it", "too early to tell who", "we know them": a word for knowing, denied or not, and who did it. */
export function knownFacts(sentence: ParsedSentence, armed = false): readonly Fact[] {
  if (!hasWord(sentence, WHO)) return [];
  const { tokens, verbs } = sentence;
  // "who fired", "which party fired", "who they are".
  const who = tokens.findIndex(
    ({ lower }, i) =>
      (lower === "who" && isOneOf(tokens[i + 1]?.pos, "AUX|VERB")) ||
      (lower === "who" &&
        isOneOf(tokens[i + 1]?.lower, "they|it|that|this") &&
        tokens[i + 2]?.lemma === "be" &&
        armed) ||
      (lower === "which" &&
        isOneOf(tokens[i + 1]?.lower, "party|side|group|faction|army") &&
        isOneOf(tokens[i + 2]?.pos, "AUX|VERB")),
  );
  const before = tokens.slice(Math.max(0, who - KNOWN_WITHIN), Math.max(0, who));
  const last = before.at(-1);
  const asks = ({ lower }: { readonly lower: string }): boolean =>
    isOneOf(lower, UNKNOWN) || isOneOf(lower, KNOWING);
  // "we cannot say yet who".
  const yet = isOneOf(last?.lower, "yet|now|exactly|precisely");
  const asked = (last !== undefined && asks(last)) || (yet && before.slice(-3).some(asks));
  // "no word of who sent the drones", "who fired them remains unclear".
  const word =
    last?.lower === "of" && before.at(-2)?.lower === "word" && before.at(-3)?.lower === "no";
  const after = tokens.findIndex(
    ({ lower }, i) =>
      i > who + 1 && isOneOf(lower, UNKNOWN) && isOneOf(tokens[i - 1]?.lemma, "remain|be|stay"),
  );
  if (who !== -1 && (word || (who === 0 && after !== -1)))
    return [
      knownFact(
        sentence,
        { from: word ? who - 3 : who, to: tokens.length },
        "no",
        "not known who",
        "unknown",
      ),
    ];
  const denied = before.some(({ lower }) => isOneOf(lower, UNKNOWN) || isOneOf(lower, NOT_YET));
  if (who !== -1 && asked && denied)
    return [
      knownFact(
        sentence,
        { from: pastTeller(sentence, who), to: tokens.length },
        "no",
        "not known who",
        "unknown",
      ),
    ];
  return verbs.flatMap((verb) => {
    if (!isOneOf(verb.lemma, "know|identify") || verb.passive || verb.form === "infinitive")
      return [];
    if (verb.negated || (verb.modal !== null && verb.modal !== "can")) return [];
    const object = tokens.slice(verb.to, verb.to + 5);
    const them = object.some(
      ({ lower, lemma }) =>
        lower === "them" || isOneOf(lemma, "perpetrator|culprit|attacker|assailant"),
    );
    const whoDid = object[0]?.lower === "who" || object[1]?.lower === "who";
    const didThis = whoDid && object.some(({ lower }) => isOneOf(lower, "did|behind"));
    return them || didThis || (whoDid && hasAttack(sentence))
      ? [knownFact(sentence, { from: verb.from, to: tokens.length }, "yes", "knows them")]
      : [];
  });
}

/** Where what is told begins: after "the mayor said that". */
function pastTeller({ tokens, verbs }: ParsedSentence, before: number): number {
  const comma = tokens.findIndex(({ text }) => text === ",");
  if (tokens[0]?.lower === "according" && comma !== -1 && comma < before) return comma + 1;
  const said = verbs.findLast(
    ({ lemma, form, to }) => SAYING.has(lemma) && form === "finite" && to < before - 2,
  );
  if (said === undefined) return 0;
  return tokens[said.to]?.lower === "that" ? said.to + 1 : said.to;
}

function knownFact(
  sentence: ParsedSentence,
  { from, to }: { readonly from: number; readonly to: number },
  value: string,
  rule: string,
  polarity: Polarity = "affirm",
): Fact {
  const predicate = "responsibility.known";
  return factOf(sentence, { predicate, from, to, value, rule, polarity, hedgesWithin: 8 });
}
