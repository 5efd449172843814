import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { VerbGroup } from "../../grammar/verb-groups.ts";
import { isUnreal, subjectOf, undergoerOf } from "../clause-facts.ts";
import type { Fact } from "../claim.ts";
import { countOf } from "../count.ts";
import { factOf } from "../fact.ts";
import { interruptedSubject } from "../insertions.ts";
import { peopleOf } from "../people.ts";
import { woundEnd } from "./casualty-parts.ts";
import { isOneOf } from "../../text/one-of.ts";
import { lastUpTo } from "../../grammar/places.ts";

/** Who is told of by where they are and what is done for them: in hospital, in surgery, not to be saved. */
export function casualtiesInHospital(sentence: ParsedSentence): readonly Fact[] {
  return [
    ...sentence.verbs.flatMap((verb) => [
      ...inHospital(sentence, verb),
      ...notSaved(sentence, verb),
      ...survived(sentence, verb),
    ]),
    ...bare(sentence),
  ];
}

const STAFF = "(?:doctor|nurse|surgeon|medic|paramedic|staff|worker|volunteer)s?";

/** "eleven more people are in hospital", "nineteen patients remain on the wards". */
function inHospital(sentence: ParsedSentence, verb: VerbGroup): readonly Fact[] {
  const { tokens } = sentence;
  if (!isOneOf(verb.lemma, "be|remain|lie|stay") || verb.negated || isUnreal(sentence, verb))
    return [];
  let lead = verb.to;
  while (tokens[lead]?.pos === "ADV") lead++;
  if (!isOneOf(tokens[lead]?.lower, "in|on|at")) return [];
  const at = tokens.findIndex(
    ({ lower }, i) =>
      i > lead &&
      i <= lead + PLACE_WITHIN &&
      isOneOf(lower, "hospitals?|wards?|care|surgery|clinics?|coma|ventilators?|condition|state"),
  );
  if (at === -1 || tokens.slice(lead + 1, at).some(({ pos }) => isOneOf(pos, "PUNCT|VERB|ADP")))
    return [];
  if (tokens[at]?.lower === "care" && tokens[at - 1]?.lower !== "intensive") return [];
  const grave = isOneOf(tokens[at - 1]?.lower, "serious|critical|grave|stable");
  if (isOneOf(tokens[at]?.lower, "condition|state") && !grave) return [];
  const subject = subjectOf(sentence, verb);
  if (subject === null || isOneOf(tokens[subject.head]?.lower, STAFF)) return [];
  const people = peopleOf(sentence, subject, "numbered");
  if (people === null || people.count.weak || people.count.max === 0) return [];
  return [injured(sentence, { from: subject.from, to: at + 1 }, people)];
}

/** Words between "in" and where the injured are, at most. */
const PLACE_WITHIN = 6;

/** "eight of them could not be saved". */
function notSaved(sentence: ParsedSentence, verb: VerbGroup): readonly Fact[] {
  if (!isOneOf(verb.lemma, "save|revive|resuscitate") || !verb.passive || !verb.negated) return [];
  if (verb.modal !== null && verb.modal !== "could") return [];
  const found = undergoerOf(sentence, verb, false);
  const people = found === null ? null : peopleOf(sentence, found.phrase, "anyone");
  if (found === null || people === null) return [];
  return [
    factOf(sentence, {
      predicate: "casualties.killed",
      from: found.phrase.from,
      to: verb.to,
      value: people.population ?? "people",
      count: people.count,
      population: people.population,
      rule: "casualties not saved",
      hedgesWithin: 0,
    }),
  ];
}

/** "the driver and a patient survived with burns". */
function survived(sentence: ParsedSentence, verb: VerbGroup): readonly Fact[] {
  const { tokens } = sentence;
  if (!isOneOf(verb.lemma, "survive|escape") || verb.negated || isUnreal(sentence, verb)) return [];
  const end = tokens[verb.to]?.lower === "with" ? woundEnd(sentence, verb.to + 1) : null;
  const subject = interruptedSubject(sentence, verb) ?? lastUpTo(sentence.nouns, verb.from);
  const people =
    end === null || subject === undefined ? null : peopleOf(sentence, subject, "listed");
  return end === null || subject === undefined || people === null
    ? []
    : [injured(sentence, { from: subject.from, to: end }, people)];
}

/** "two workers with burns", where nothing else is said of them. */
function bare(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  return nouns.flatMap((phrase) => {
    // "two drivers admitted with burns".
    const cared = verbs.find(
      ({ from, to, lemma, negated }) =>
        from === phrase.to &&
        to - from === 1 &&
        !negated &&
        isOneOf(lemma, "admit|treat|bring|take"),
    );
    if (cared !== undefined && tokens[cared.to]?.lower === "with") {
      const who = peopleOf(sentence, phrase, "numbered");
      const wound = who === null || who.count.weak ? null : woundEnd(sentence, cared.to + 1);
      return who === null || wound === null
        ? []
        : [injured(sentence, { from: phrase.from, to: wound }, who)];
    }
    if (tokens[phrase.to]?.lower !== "with") return [];
    const counted = countOf(tokens, phrase.from, phrase.to, phrase.head);
    const people = counted === null || counted.weak ? null : peopleOf(sentence, phrase, "numbered");
    const end = people === null ? null : woundEnd(sentence, phrase.to + 1);
    const told = verbs.some(({ from, to }) => from >= phrase.to || to === phrase.from);
    const opens = phrase.from === 0 || isOneOf(tokens[phrase.from - 1]?.text, "[,:;]");
    return people === null || end === null || told || !opens
      ? []
      : [injured(sentence, { from: phrase.from, to: end }, people)];
  });
}

function injured(
  sentence: ParsedSentence,
  range: { readonly from: number; readonly to: number },
  { count, population }: Pick<Fact, "population"> & { readonly count: NonNullable<Fact["count"]> },
): Fact {
  return factOf(sentence, {
    predicate: "casualties.injured",
    ...range,
    value: population ?? "people",
    count,
    population,
    rule: "casualties in hospital",
    hedgesWithin: 4,
  });
}
