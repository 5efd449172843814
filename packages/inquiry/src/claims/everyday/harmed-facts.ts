import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { VerbGroup } from "../../grammar/verb-groups.ts";
import { overlaps } from "../../text/span.ts";
import type { Fact } from "../claim.ts";
import { isUnreal, objectOf, rangeOf, subjectOf } from "../clause-facts.ts";
import { factOf } from "../fact.ts";
import type { Scene } from "../scene.ts";
import { singularOf, thingOf } from "../rules/thing-name.ts";
import { weaponIn } from "../weapon-in.ts";
import { concreteIn, listMates, type Named } from "./object-arguments.ts";
import { FRAIL_THINGS } from "./tables/concrete-things.ts";
import { isOneOf } from "../../text/one-of.ts";
import { startingAt } from "../../grammar/places.ts";

/** What a blast, a fire or a weapon did to a thing, whatever the verb; and a thing of which something bad is said, whatever the words. */
export function harmedFacts(
  sentence: ParsedSentence,
  scene: Scene,
  told: readonly Fact[],
): readonly Fact[] {
  const found: Fact[] = [];
  const add = (things: readonly Named[], from: number, to: number, rule: string): void => {
    for (const [i, thing] of things.entries()) {
      const own = rangeOf(sentence, thing.from, thing.to);
      const known = [...told, ...found].some(
        ({ predicate, span }) => predicate === "damage" && overlaps(span, own),
      );
      if (known) continue;
      const range =
        i === 0 ? { from: Math.min(from, thing.from), to: Math.max(to, thing.to) } : thing;
      found.push(
        factOf(sentence, {
          predicate: "damage",
          from: range.from,
          to: range.to,
          value: thingOf(sentence, thing.head),
          rule,
        }),
      );
    }
  };
  const again = scene.harmed ? asMuch(sentence) : null;
  if (again !== null) add([again], 0, again.to, "everyday words: a thing that fared as the last");
  for (const verb of sentence.verbs) {
    if (verb.modal !== null && !isOneOf(verb.modal, "can|could")) continue;
    const done = doneByForce(sentence, scene, verb);
    if (done !== null)
      add(
        withMates(sentence, done, verb.passive ? "before" : "after"),
        verb.from,
        verb.to,
        "everyday words: what a force did to a thing",
      );
    for (const thing of leftSo(sentence, verb))
      add([thing], thing.from, thing.to, "everyday words: things left so");
    const bad = badPredicate(sentence, verb);
    if (bad !== null)
      add(
        withMates(sentence, bad.thing, "before"),
        bad.thing.from,
        bad.to,
        "everyday words: a thing that fares badly",
      );
  }
  return found;
}

/** "So was the town library.", after a sentence that tells of damage. */
function asMuch(sentence: ParsedSentence): Named | null {
  const { tokens, nouns } = sentence;
  const echoes =
    tokens[0]?.lower === "so" && isOneOf(tokens[1]?.lower, "was|were|is|are|did|has|have");
  const phrase = echoes ? startingAt(nouns, 2) : undefined;
  return phrase === undefined ? null : concreteIn(sentence, phrase);
}

function withMates(
  sentence: ParsedSentence,
  thing: Named,
  side: "before" | "after",
): readonly Named[] {
  return [
    thing,
    ...listMates(sentence, thing, side).map(({ from, to }) => ({
      from,
      to,
      head: headOf(sentence, from, to),
    })),
  ];
}

function headOf({ nouns }: ParsedSentence, from: number, to: number): number {
  return nouns.find((each) => each.from <= from && from < each.to)?.head ?? to - 1;
}

/** "left parts of the building and a parked SUV damaged": every thing up to how it was left. */
function leftSo(sentence: ParsedSentence, verb: VerbGroup): readonly Named[] {
  const { tokens, nouns } = sentence;
  if (!isOneOf(verb.lemma, "leave|find|see|show") || verb.passive || verb.negated) return [];
  const state = tokens.findIndex(
    ({ lower }, at) =>
      at > verb.to + 1 &&
      at < verb.to + LEFT_WITHIN &&
      BAD.has(lower) &&
      /ed$|en$/.test(lower) &&
      isOneOf(tokens[at + 1]?.pos ?? "PUNCT", "PUNCT|ADP|CCONJ"),
  );
  const first = startingAt(nouns, verb.to);
  if (state === -1 || first === undefined) return [];
  if (tokens.slice(verb.to, state).some(({ text }) => isOneOf(text, '[.;:!?”"]'))) return [];
  const between = sentence.verbs.some(
    ({ from, form }) => from >= verb.to && from < state && form === "finite",
  );
  const led = (at: number): boolean => isOneOf(tokens[at]?.lower, "in|on|at|near|by|with");
  return between
    ? []
    : nouns
        .filter(
          ({ from, head }) =>
            from >= verb.to && head < state && !led(from - 1) && tokens[from - 1]?.lower !== "of",
        )
        .map((phrase) => concreteIn(sentence, { ...phrase, to: Math.min(phrase.to, state) }))
        .filter((thing) => thing !== null);
}

/** Words between "left" and how a thing was left, at most. */
const LEFT_WITHIN = 14;

const FORCES: ReadonlySet<string> = new Set(
  "blast explosion shell rocket missile drone bomb munition warhead fire flame blaze inferno shelling bombardment salvo impact shockwave shrapnel splinter fragment debris wave fireball".split(
    " ",
  ),
);
/** What a weapon or a fire does to nothing, or to nothing that can break. */
const HARMLESS: ReadonlySet<string> = new Set(
  "hit strike attack bomb shell pound raid batter hammer bombard miss spare avoid pass approach near reach target aim cross wake shake rock jolt frighten follow overfly circle carry resemble enter leave come go fly head have be see hear light illuminate cause start spark trigger prompt force send kill injure wound threaten endanger close halt stop block disrupt delay face surround use find need overlook narrowly bring bear look say tell show hold contain evade escape clear".split(
    " ",
  ),
);
/** Where somebody who rules lives: told as where it was, and no thing that was harmed. */
const SEATS = "residence|home|palace";

/** "the blast jammed the lifts", "the rocket did for the clinic". */
function doneByForce(
  sentence: ParsedSentence,
  { lead, weapon }: Scene,
  verb: VerbGroup,
): Named | null {
  const { tokens, nouns } = sentence;
  const hits = verb.lemma === "hit" || verb.lemma === "strike";
  if (hits && verb.passive) return hitByForce(sentence, lead, verb);
  if (verb.passive || verb.negated || isUnreal(sentence, verb)) return null;
  if (HARMLESS.has(verb.lemma) && !hits) return null;
  if (tokens[verb.main]?.pos !== "VERB") return null;
  const subject = subjectOf(sentence, verb);
  if (subject === null || subject.to > verb.from) return null;
  const alone = hits && weapon !== null && isAlone(sentence, subject);
  if (!alone && !isForce(sentence, subject)) return null;
  // "shells fell, according to a nun who runs a shelter": of its own clause.
  const between = sentence.verbs.some(({ from }) => from >= subject.to && from < verb.from);
  if (
    tokens[verb.from - 1]?.lower === "who" ||
    (between && !isOneOf(tokens[verb.from - 1]?.lower, "and|,"))
  )
    return null;
  const next = tokens[verb.to]?.lower ?? "";
  const particle =
    isOneOf(next, "out|off|down|up|away|open|apart") || (verb.lemma === "do" && next === "for");
  const phrase = particle ? startingAt(nouns, verb.to + 1) : objectOf(sentence, verb);
  const thing =
    phrase === undefined || phrase === null || phrase.from < verb.to
      ? null
      : concreteIn(sentence, phrase);
  if (thing === null) return null;
  // "a drone struck a minibus": what hardly any weapon only touches. What an account begins with is what was attacked.
  if (hits && isOneOf(tokens[thing.head]?.lemma, SEATS)) return null;
  if (hits && !isFrail(sentence, thing) && (lead || !isApart(sentence.tokens, subject)))
    return null;
  if (verb.lemma === "do" && next !== "for") return null;
  return thing;
}

/** "one hit a grain elevator, the other a school": a number alone, of weapons that were told of before. */
const isAlone = ({ tokens }: ParsedSentence, phrase: NounPhrase): boolean =>
  isOneOf(
    tokens[phrase.head]?.lower,
    "one|two|three|four|five|six|other|others|first|second|third|last|another",
  ) && isApart(tokens, phrase);

/** "one missile hit the depot", "the third struck a silo": what one of several did. */
function isApart(tokens: ParsedSentence["tokens"], { from }: NounPhrase): boolean {
  const first = tokens[from];
  return (
    first?.pos === "NUM" ||
    first?.lower === "another" ||
    isOneOf(tokens[from + 1]?.lower, "first|second|third|fourth|fifth|last|other|others")
  );
}

/** "a minibus carrying workers was hit by a drone". */
function hitByForce(sentence: ParsedSentence, lead: boolean, verb: VerbGroup): Named | null {
  const { tokens, nouns } = sentence;
  const by =
    tokens[verb.to]?.lower === "by" ? nouns.find(({ from }) => from === verb.to + 1) : undefined;
  if (verb.negated || isUnreal(sentence, verb)) return null;
  // "The barracks and the weighbridge were hit.": and nothing else is said of it.
  const plain = !lead && by === undefined && isOneOf(tokens[verb.to]?.text ?? ".", "[.;]");
  if (by === undefined ? !plain : !isForce(sentence, by)) return null;
  const subject = subjectOf(sentence, verb);
  const thing = subject === null || subject.to > verb.from ? null : concreteIn(sentence, subject);
  const none = isOneOf(tokens[subject?.from ?? -1]?.lower, "no|none|neither");
  if (thing === null || none || isOneOf(tokens[thing.head]?.lemma, SEATS)) return null;
  return plain || isFrail(sentence, thing) ? thing : null;
}

function isFrail({ tokens }: ParsedSentence, { head }: Named): boolean {
  const noun = tokens[head];
  return noun !== undefined && FRAIL_THINGS.has(singularOf(noun));
}

function isForce(sentence: ParsedSentence, phrase: NounPhrase): boolean {
  const head = sentence.tokens[phrase.head];
  if (isOneOf(sentence.tokens[phrase.from]?.lower, "no|none|neither")) return false;
  return head !== undefined && (FORCES.has(head.lemma) || weaponIn(sentence, phrase) !== null);
}

/** What is bad to be, to become or to lie in, said of a thing. */
const BAD: ReadonlySet<string> = new Set(
  "sieve matchsticks matchstick matchwood kindling tangle wreck wreckage ruin ruins rubble ashes ash cinders shell skeleton hulk scrap write-off write loss heap shreds tatters pieces bits splinters dust crater hole halved torn shredded shattered wrecked destroyed gutted flattened burnt burned charred blackened collapsed crushed mangled twisted smashed broken cracked breached severed punctured riddled parted sunk holed derailed capsized overturned toppled uprooted unroofed roofless windowless uninhabitable unusable unsafe unsound impassable irreparable inoperable beyond ablaze alight aflame damaged ruined demolished razed disconnected disabled crippled sucked peeled ripped sheared".split(
    " ",
  ),
);
/** What a thing does where it breaks. */
const BREAKS: ReadonlySet<string> = new Set(
  "lean tilt sag fold buckle crumple crumble collapse shatter splinter sink founder capsize topple disintegrate implode part jam melt".split(
    " ",
  ),
);
/** What a thing that is whole does: denied, it is not. */
const WHOLE: ReadonlySet<string> = new Set("survive close hang exist shut function".split(" "));

/** "the minibus is a sieve", "the water tower leans", "the gate no longer closes". */
function badPredicate(
  sentence: ParsedSentence,
  verb: VerbGroup,
): { readonly thing: Named; readonly to: number } | null {
  const { tokens } = sentence;
  if (verb.form === "infinitive" || isUnreal(sentence, verb)) return null;
  const subject = subjectOf(sentence, verb);
  if (subject === null || subject.to > verb.from) return null;
  const to = badEnd(sentence, verb);
  const thing = to === -1 ? null : concreteIn(sentence, subject);
  if (thing === null) return null;
  return isOneOf(tokens[thing.from]?.lower, "no|none|neither") ? null : { thing, to };
}

/** The token after what is bad; -1 where nothing is. */
function badEnd({ tokens, nouns }: ParsedSentence, verb: VerbGroup): number {
  const last = tokens[verb.to - 1]?.lower ?? "";
  const longer =
    tokens[verb.from - 1]?.lower === "longer" ||
    tokens.slice(verb.from, verb.to).some(({ lower }) => lower === "longer");
  const denied = verb.negated || longer;
  if (WHOLE.has(verb.lemma) && !verb.passive) return denied ? verb.to : -1;
  if (denied) return -1;
  if (verb.passive && BAD.has(last)) return verb.to;
  const object = startingAt(nouns, verb.to) !== undefined;
  if (BREAKS.has(verb.lemma) && !verb.passive && !object) return verb.to;
  if (!isOneOf(verb.lemma, "be|lie|stand|become|remain|look|leave|get")) return -1;
  // "is now a sieve", "lies in ruins": past little words.
  let at = verb.to;
  while (
    at < verb.to + 4 &&
    isOneOf(
      tokens[at]?.lower,
      "now|just|only|all|still|already|a|an|the|in|to|like|little|mere|complete|total|one|partly|badly|completely|largely|half|totally",
    )
  )
    at++;
  if (!BAD.has(tokens[at]?.lower ?? "")) return -1;
  // "was a broken promise", "is a shell company": what it stands before is meant.
  return isOneOf(tokens[at + 1]?.pos, "NOUN|PROPN") ? -1 : at + 1;
}
