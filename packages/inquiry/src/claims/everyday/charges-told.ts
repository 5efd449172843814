import { SAYING } from "../../attribution/cue-lexicon.ts";
import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import { hasWord, type ParsedSentence } from "../../grammar/parsed-sentence.ts";
import { hasOne, startingAt } from "../../grammar/places.ts";
import type { VerbGroup } from "../../grammar/verb-groups.ts";
import { isOneOf, listOf } from "../../text/one-of.ts";
import type { Fact } from "../claim.ts";
import { hasAttack, isUnreal, subjectOf } from "../clause-facts.ts";
import { clearOf, factOf } from "../fact.ts";
import { type Scene, weaponNamed } from "../scene.ts";
import { weaponIn } from "../weapon-in.ts";
import { FORCES, partyName } from "./own-deeds.ts";
import { party } from "./party-arguments.ts";

const HELD = "held|controlled|occupied|manned|dominated|overrun";
/** Without one of these nothing is found. */
const WORDS: ReadonlySet<string> = listOf(`only|alone|else|our|we|${HELD}`);

/** Who did it, told without a word of blame: by what he alone has, by whose ground it came from, or by himself before “said”. */
export function chargesTold(
  sentence: ParsedSentence,
  scene: Scene,
  told: readonly Fact[],
): readonly Fact[] {
  if (!hasWord(sentence, WORDS)) return [];
  const known = told.filter(({ predicate }) => predicate.startsWith("responsibility."));
  const found = [
    ...sentence.verbs.flatMap((verb) => aloneHas(sentence, scene, verb)),
    ...fromGroundOf(sentence, scene),
    ...sentence.verbs.flatMap((verb) => oursDid(sentence, scene, verb)),
  ];
  return clearOf(found, known);
}

function charge(
  sentence: ParsedSentence,
  range: { readonly from: number; readonly to: number },
  value: string,
): Fact {
  return factOf(sentence, {
    predicate: "responsibility.accused",
    ...range,
    value,
    rule: "everyday words: who did it without a word of blame",
  });
}

const nameOf = (sentence: ParsedSentence, scene: Scene, phrase: NounPhrase): string | undefined =>
  party(sentence, scene, { phrase, side: "before", negated: false })[0]?.value ??
  (isOneOf(sentence.tokens[phrase.head]?.lower, "government|state|regime")
    ? sentence.tokens[phrase.head]?.text
    : undefined);

/** "Only the government operates jets in the area", "nobody else but Delmar has missiles of this range". */
function aloneHas(sentence: ParsedSentence, scene: Scene, verb: VerbGroup): readonly Fact[] {
  const { tokens, nouns } = sentence;
  if (!isOneOf(verb.lemma, "have|possess|own|operate|fly|field|use|hold|deploy|build|make"))
    return [];
  if (verb.negated || verb.passive || verb.form !== "finite" || isUnreal(sentence, verb)) return [];
  const doer = subjectOf(sentence, verb);
  const object = nouns.find(({ from }) => from >= verb.to && from <= verb.to + 2);
  if (doer === null || object === undefined) return [];
  const before = tokens.slice(Math.max(0, doer.from - 1), doer.head);
  const alone = hasOne(before, "only") || tokens[doer.to]?.lower === "alone";
  const arms = weaponIn(sentence, object) !== null || isOneOf(tokens[object.head]?.lower, ARMS);
  const name = alone && arms ? nameOf(sentence, scene, doer) : undefined;
  return name === undefined ? [] : [charge(sentence, { from: doer.from, to: object.to }, name)];
}

const ARMS =
  "jets|aircraft|planes|warplanes|helicopters|artillery|howitzers|launchers|mortars|guns|bombers|submarines|warheads|weapons|ammunition";

const GROUND =
  "positions?|area|areas|territory|ground|hills?|heights|ridge|village|villages|town|base|bases|land|valley|side|bank|quarter|district|sector|zone";

/** "the shelling came from positions held by the rebels". */
function fromGroundOf(sentence: ParsedSentence, scene: Scene): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  if (!scene.about && !hasAttack(sentence) && weaponNamed(sentence) === null) return [];
  return tokens.flatMap(({ lower }, at) => {
    if (!isOneOf(lower, HELD) || tokens[at + 1]?.lower !== "by") return [];
    const ground = nouns.find(({ to }) => to === at);
    const owner = startingAt(nouns, at + 2);
    if (ground === undefined || owner === undefined) return [];
    const start = tokens[ground.from - 1]?.lower === "in" ? ground.from - 3 : ground.from - 1;
    const sent = verbs.find(
      ({ to, lemma, negated }) =>
        to <= start + 1 &&
        to >= start - SENT_WITHIN &&
        !negated &&
        isOneOf(lemma, "come|fire|launch|send|originate|release|lob|start"),
    );
    if (!isOneOf(tokens[ground.head]?.lower, GROUND) || tokens[start]?.lower !== "from") return [];
    const name = sent === undefined ? undefined : nameOf(sentence, scene, owner);
    return name === undefined ? [] : [charge(sentence, { from: ground.from, to: owner.to }, name)];
  });
}
/** Words between what was sent and "from", at most. */
const SENT_WITHIN = 5;

const DEEDS = "hit|strike|attack|shell|bomb|bombard|target|raid|fire|launch|destroy|sink";

/** "Our aircraft hit a fuel dump, Delmar's defence ministry said": whoever says it stands behind. */
function oursDid(sentence: ParsedSentence, scene: Scene, verb: VerbGroup): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  if (!isOneOf(verb.lemma, DEEDS) || verb.passive || verb.form !== "finite") return [];
  if (isUnreal(sentence, verb)) return [];
  const doer = subjectOf(sentence, verb);
  if (doer === null || doer.to > verb.from) return [];
  const we = doer.to - doer.from === 1 && tokens[doer.from]?.lower === "we";
  const ours = tokens[doer.from]?.lower === "our" && isOneOf(tokens[doer.head]?.lower, FORCES);
  const object = nouns.find(({ from }) => from >= verb.to && from <= verb.to + 2);
  // "we fired at the drone", "our guns hit two of them": a defence.
  const defends =
    object === undefined ||
    weaponIn(sentence, object) !== null ||
    tokens[object.head]?.pos === "NUM" ||
    hasOne(tokens.slice(verb.to, verb.to + 3), "back|it|them|on|at");
  if (!(we || ours) || defends) return [];
  const says = verbs.find(
    ({ from, lemma, passive }) => from >= object.to && SAYING.has(lemma) && !passive,
  );
  const teller =
    says === undefined
      ? undefined
      : nouns.find(
          (each) => each.from >= object.to && (each.to === says.from || each.from === says.to),
        );
  const name = teller === undefined ? null : partyName(sentence, scene, teller);
  if (name === null) return [];
  return [
    factOf(sentence, {
      predicate: verb.negated ? "responsibility.accused" : "responsibility.claimed",
      from: doer.from,
      to: object.to,
      value: name,
      polarity: verb.negated ? "deny" : "affirm",
      rule: "everyday words: who says of his own what they did",
    }),
  ];
}
