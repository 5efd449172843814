import { hasWord, type ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { VerbGroup } from "../../grammar/verb-groups.ts";
import { isOneOf } from "../../text/one-of.ts";
import { overlaps } from "../../text/span.ts";
import type { Fact } from "../claim.ts";
import { isUnreal, partitiveOf, subjectOf } from "../clause-facts.ts";
import { plainFact } from "../fact.ts";
import type { Scene } from "../scene.ts";
import { device } from "./defence-arguments.ts";

/** Without one of these nothing is found. */
const DENIED: ReadonlySet<string> = new Set(
  "not n't n’t never no none neither cannot nothing".split(" "),
);

/** What is no deed of a defence, or would have it act: "did not stop sounding", "was not damaged". */
const NO_DEED =
  "detect|see|spot|notice|be|have|stop|cease|fail|suffer|survive|exist|want|need|belong|mean|cost|know|explain|prevent|save|protect|help|matter|hesitate|delay|damage|hit|destroy|lose|kill|injure|wound|hurt|strike|sustain|say|tell|seem|appear|look|last|come|make|find|get|give";

/**
 * What a defence did not do, whatever it is: "the battery, which did not even try", "not a single gun answered", "none of the sirens so much as crackled".
 * `told`: the sentence's facts.
 */
export function idleDevices(
  sentence: ParsedSentence,
  scene: Scene,
  told: readonly Fact[],
): readonly Fact[] {
  if (!hasWord(sentence, DENIED) || DRILLS.some((word) => sentence.words.has(word))) return [];
  const found: Fact[] = [];
  for (const verb of sentence.verbs) {
    const fact = idleAt(sentence, scene, verb);
    const known = [...told, ...found].some(
      ({ predicate, span }) =>
        predicate === "defence.activated" && fact !== null && overlaps(span, fact.span),
    );
    if (fact !== null && !known) found.push(fact);
  }
  return found.slice(0, 1);
}

const DRILLS = ["drill", "exercise", "test", "rehearsal"];

function idleAt(sentence: ParsedSentence, scene: Scene, verb: VerbGroup): Fact | null {
  const { tokens, nouns } = sentence;
  if (verb.form !== "finite" || isOneOf(verb.lemma, NO_DEED)) return null;
  if (verb.modal !== null && verb.modal !== "could") return null;
  // "do not reach": how it is, and not what happened.
  const perfect = tokens[verb.from]?.lower === "has" && verb.main > verb.from;
  if (!perfect && isOneOf(tokens[verb.from]?.lower, "do|does|is|are|will|has|can|may")) return null;
  const subject =
    nouns.find(({ to }) => to === verb.from || (to === verb.from - 1 && isComma(tokens, to))) ??
    subjectOf(sentence, verb);
  if (subject === null || subject.to > verb.from) return null;
  const which = isOneOf(tokens[subject.head]?.lower, "which|that");
  const meant = which
    ? nouns.find(({ to }) => to === subject.from || to === subject.from - 1)
    : subject;
  if (meant === undefined) return null;
  const part = partitiveOf(sentence, meant) ?? meant;
  const named = device(
    sentence,
    { ...scene, defence: false },
    {
      phrase: part,
      side: "before",
      negated: false,
    },
  );
  if (named.length === 0) return null;
  const words = tokens.slice(Math.max(0, meant.from - 1), meant.to).map(({ lower }) => lower);
  const none =
    words.some((word) => isOneOf(word, "no|none|neither")) ||
    (words.includes("not") && words.some((word) => isOneOf(word, "a|one|any|single")));
  const denied = verb.negated && !verb.passive && !isUnreal(sentence, { ...verb, modal: null });
  if (!none && !denied) return null;
  const from = none && tokens[meant.from - 1]?.lower === "not" ? meant.from - 1 : meant.from;
  return plainFact(sentence, "defence.activated", { from, to: verb.to }, "no", RULE);
}

const isComma = (tokens: ParsedSentence["tokens"], at: number): boolean => tokens[at]?.text === ",";
const RULE = "everyday words: what a defence did not do";
