import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { Fact, Polarity, Predicate } from "../claim.ts";
import { hasAttack, objectOf } from "../clause-facts.ts";
import { factOf } from "../fact.ts";

/** Who is said to have done it: claimed, accused, denied, known or not. */
export function responsibilityFacts(sentence: ParsedSentence): readonly Fact[] {
  return [
    ...claimed(sentence),
    ...accused(sentence),
    ...involved(sentence),
    ...byGroup(sentence),
    ...known(sentence),
    ...plotted(sentence),
  ];
}

/** "No group has claimed responsibility": none; with another subject that one. */
function claimed(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  return verbs.flatMap((verb) => {
    if (verb.lemma !== "claim" && verb.lemma !== "take") return [];
    const responsibility = tokens.findIndex(
      ({ lower }, i) => i >= verb.to && i <= verb.to + 3 && lower === "responsibility",
    );
    if (responsibility === -1) return [];
    const subject = nouns.findLast(({ to }) => to <= verb.from);
    const from = subject?.from ?? verb.from;
    const nobody =
      /^(?:no|nobody|none|nor)$/.test(tokens[from]?.lower ?? "") ||
      verb.negated ||
      tokens.slice(0, verb.from).some(({ lower }) => lower === "nor");
    const start = tokens.findLastIndex(
      ({ lower }, i) => i < verb.from && (lower === "nor" || lower === "no"),
    );
    const name = nobody
      ? "none"
      : tokens
          .slice(from, subject?.to ?? verb.from)
          .map(({ text }) => text)
          .join(" ");
    return [
      fact(
        sentence,
        "responsibility.claimed",
        {
          from: nobody && start !== -1 ? start : from,
          to: sentenceTail(sentence, responsibility + 1),
        },
        name,
        "responsibility claimed",
      ),
    ];
  });
}

/** Up to the end of "for the attack". */
function sentenceTail({ tokens, nouns }: ParsedSentence, at: number): number {
  if (tokens[at]?.lower !== "for") return at;
  return nouns.find(({ from }) => from === at + 1)?.to ?? at;
}

/** "accused X of …", "blamed X for …". */
function accused(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, verbs } = sentence;
  if (tokens.some(({ lemma }) => /^(?:protest|election|clash|crackdown|interfer)/.test(lemma)))
    return [];
  return verbs.flatMap((verb) => {
    if (!/^(?:accuse|blame)$/.test(verb.lemma) || verb.form === "infinitive" || verb.passive)
      return [];
    const object = objectOf(sentence, verb);
    if (object === null) return [];
    const link = tokens[quoteEnd(sentence, object.to)]?.lower;
    if (link !== "of" && link !== "for") return [];
    return [
      fact(
        sentence,
        "responsibility.accused",
        { from: verb.from, to: sentence.tokens.length },
        nameOf(sentence, object.from, object.to),
        "accused of",
      ),
    ];
  });
}

function quoteEnd({ tokens }: ParsedSentence, at: number): number {
  return /^["”»]$/.test(tokens[at]?.text ?? "") ? at + 1 : at;
}

/** "the Embassy is involved in the incident", "X was behind the attack". */
function involved(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns } = sentence;
  return tokens.flatMap(({ lower }, at) => {
    const is = /^(?:is|was|are|were)$/.test(tokens[at - 1]?.lower ?? "");
    if (!is || !(lower === "involved" || lower === "behind" || lower === "responsible")) return [];
    const subject = nouns.find(({ to }) => to === at - 1);
    if (subject === undefined || /^(?:who|which|that)$/.test(tokens[subject.head]?.lower ?? ""))
      return [];
    if (!hasAttack(sentence) || tokens.slice(0, at).some(({ lower: word }) => word === "if"))
      return [];
    return [
      fact(
        sentence,
        "responsibility.accused",
        { from: subject.from, to: at + 1 },
        nameOf(sentence, subject.from, subject.to),
        "is involved",
      ),
    ];
  });
}

/** "a serious targeting of the state by criminal armed groups". */
function byGroup(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns } = sentence;
  return nouns.flatMap((phrase) => {
    const head = tokens[phrase.head]?.lemma ?? "";
    if (
      tokens[phrase.from - 1]?.lower !== "by" ||
      !/^(?:group|militia|faction|force|gang|element)$/.test(head)
    )
      return [];
    const words = tokens.slice(phrase.from, phrase.to).map(({ lower }) => lower);
    if (
      !words.some((word) => /^(?:criminal|terrorist|outlaw|armed|militant|enemy)$/.test(word)) ||
      !/target|attack/.test(
        tokens
          .slice(0, phrase.from)
          .map(({ lower }) => lower)
          .join(" "),
      )
    )
      return [];
    if (words.includes("enemy")) return [];
    return [
      fact(
        sentence,
        "responsibility.accused",
        { from: phrase.from - 1, to: phrase.to },
        nameOf(sentence, phrase.from, phrase.to),
        "attack by",
      ),
    ];
  });
}

/** "false flag", "attempts by enemy forces", "the Americans were trying to …". */
function plotted(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  const flag = tokens.findIndex(
    ({ lower }, i) => lower === "false" && tokens[i + 1]?.lower === "flag",
  );
  if (flag !== -1)
    return [
      fact(
        sentence,
        "responsibility.accused",
        { from: flag - 1, to: flag + 3 },
        "false flag operation",
        "false flag",
      ),
    ];
  const enemy = nouns.find(
    ({ from, to }) =>
      tokens[from - 1]?.lower === "by" &&
      tokens.slice(from, to).some(({ lower }) => lower === "enemy"),
  );
  if (enemy !== undefined)
    return [fact(sentence, "responsibility.accused", enemy, "enemy forces", "attempts by")];
  return verbs.flatMap((verb) => {
    const next = verbs.find(({ from }) => from === verb.to);
    if (verb.lemma !== "try" || !/^(?:unleash|sow|create|destabili[sz]e)$/.test(next?.lemma ?? ""))
      return [];
    const subject = nouns.find(({ to }) => to === verb.from);
    return subject === undefined
      ? []
      : [
          fact(
            sentence,
            "responsibility.accused",
            { from: subject.from, to: sentence.tokens.length },
            nameOf(sentence, subject.from, subject.to),
            "trying to",
          ),
        ];
  });
}

/** "It was not clear who was behind the attack", "too early to tell who", "know[s] them very well". */
function known(sentence: ParsedSentence): readonly Fact[] {
  const { tokens } = sentence;
  const lower = tokens.map((token) => token.lower);
  const who = lower.findIndex(
    (word, i) =>
      word === "who" &&
      /^(?:was|is|were|did|carried|had|launched|ordered)$/.test(lower[i + 1] ?? ""),
  );
  const before = lower.slice(0, Math.max(0, who)).join(" ");
  if (
    who !== -1 &&
    /(?:not (?:clear|known|yet clear)|unclear|unknown|too (?:early|soon) to (?:tell|say|know)|do not know|don ?['’]t know)$/.test(
      before,
    )
  )
    return [
      fact(
        sentence,
        "responsibility.known",
        { from: 0, to: tokens.length },
        "no",
        "not known who",
        "unknown",
      ),
    ];
  const knows = lower.findIndex(
    (word, i) =>
      word.startsWith("know") &&
      lower.slice(i, i + 6).some((each) => each === "them") &&
      lower.slice(i, i + 8).includes("well"),
  );
  return knows === -1
    ? []
    : [
        fact(
          sentence,
          "responsibility.known",
          { from: knows, to: tokens.length },
          "yes",
          "knows them",
        ),
      ];
}

/** A name in normal form: articles and adjectives of abuse dropped, the common names of states made one. */
function nameOf({ tokens }: ParsedSentence, from: number, to: number): string {
  const words = tokens
    .slice(from, to)
    .filter(({ lower, pos }) => pos !== "DET" && !/^(?:evil|["“”])$/.test(lower))
    .map(({ text }) => text)
    .join(" ");
  if (/^(?:americans?|us|u\.s\.?|usa|united states|u\.s\. occupation)$/i.test(words))
    return "United States";
  if (/american embassy|us embassy|u\.s\. embassy/i.test(words)) return "American Embassy";
  return words.replace(/\bgroup$/, "groups");
}

function fact(
  sentence: ParsedSentence,
  predicate: Predicate,
  { from, to }: { readonly from: number; readonly to: number },
  value: string,
  rule: string,
  polarity: Polarity = "affirm",
): Fact {
  return factOf(sentence, { predicate, from, to, value, rule, polarity, hedgesWithin: 8 });
}
