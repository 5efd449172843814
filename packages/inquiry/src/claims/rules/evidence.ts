import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { VerbGroup } from "../../grammar/verb-groups.ts";
import type { Fact } from "../claim.ts";
import { isUnreal, partitiveOf, subjectOf, undergoerOf, wordsOf } from "../clause-facts.ts";
import { plainFact } from "../fact.ts";
import { FIND_VERBS, REMAINS, WEAPONS } from "../lexicon.ts";
import { type Scene, weaponNamed } from "../scene.ts";
import { weaponIn } from "../weapon-in.ts";
import { isOneOf } from "../../text/one-of.ts";
import { hasOne, startingAt } from "../../grammar/places.ts";

/** What was found of the weapon, or of what it was launched with. */
export function evidenceFacts(sentence: ParsedSentence, scene: Scene): readonly Fact[] {
  return [
    ...evidence(sentence, scene),
    ...dudLies(sentence, scene),
    ...dudFound(sentence, scene),
    ...launcherFound(sentence),
  ];
}

function subjectStart({ nouns }: ParsedSentence, at: number): number {
  return nouns.findLast(({ to }) => to === at)?.from ?? at;
}

/** Pieces of a weapon by their names. */
const PIECES =
  "engine|motor|wing|rotor|propeller|battery|warhead|tail|fuselage|casing|fin|nose|piece|half|section";

/** "two unfired rockets", "a rocket was found unexploded". */
function isDud(sentence: ParsedSentence, phrase: NounPhrase, verb: VerbGroup): boolean {
  const { tokens } = sentence;
  const dud = /^(?:unexploded|unfired|intact|dud|undetonated)$/;
  const words = [...tokens.slice(phrase.from, phrase.to), ...tokens.slice(verb.to, verb.to + 1)];
  return weaponIn(sentence, phrase) !== null && words.some(({ lower }) => dud.test(lower));
}

/** What is left, in a word: pieces keep their name, all else is remains. */
export function remainsOf(
  { tokens }: ParsedSentence,
  { head }: NounPhrase,
  weapon: string,
): string {
  const [lower, lemma] = [tokens[head]?.lower ?? "", tokens[head]?.lemma ?? ""];
  const before = tokens[head - 1]?.lemma ?? "";
  const piece = isOneOf(lemma, "section|piece|half|casing|motor|fin");
  const seeks = lemma === "head" && isOneOf(before, "seeker|homing");
  if (seeks || (piece && isOneOf(before, PIECES)))
    return `remains of ${weapon}: ${before} ${lemma}`;
  return isOneOf(
    lower,
    "tail|warhead|engine|motor|casing|fins?|wings?|fragments?|propeller|rotor|booster|board|battery|camera|antenna|pieces?|cone|fuselage|detonator|fu[sz]e|airframe|tailfins?|tube|cylinder|wreckage|debris|shrapnel|nose|blade|plate|seeker|section",
  )
    ? `remains of ${weapon}: ${lower}`
    : `remains of ${weapon}`;
}

/** "retrieved the remains of a drone", "fragments were recovered", "the wreckage found at the site". */
function evidence(sentence: ParsedSentence, scene: Scene): readonly Fact[] {
  const { tokens, verbs } = sentence;
  return verbs.flatMap((verb) => {
    const away = verb.lemma === "take" && isOneOf(tokens[verb.to]?.lower, "away|in");
    if ((!FIND_VERBS.has(verb.lemma) && !away) || verb.negated || isUnreal(sentence, verb))
      return [];
    const found = undergoerOf(sentence, verb, false);
    if (found === null) return [];
    const remains = [
      found.phrase,
      ...sentence.nouns.filter(({ to }) => to === found.phrase.from - 1),
    ].find((each) => {
      const words = tokens.slice(each.from, each.to);
      const of = partitiveOf(sentence, each);
      // "the engine of a drone".
      const piece =
        of !== null && weaponIn(sentence, of) !== null && isOneOf(tokens[each.head]?.lemma, PIECES);
      // "a rocket motor".
      const made =
        isOneOf(tokens[each.head]?.lemma, PIECES) &&
        tokens[each.head - 1] !== undefined &&
        WEAPONS.has(tokens[each.head - 1]?.lemma ?? "");
      const owned =
        isOneOf(tokens[each.head]?.lemma, PIECES) &&
        words.some(({ lemma }) => WEAPONS.has(lemma)) &&
        words.some(({ text }) => isOneOf(text, "['’]s"));
      // "the wing found on the beach".
      const lies =
        isOneOf(
          tokens[each.head]?.lemma,
          "wing|rotor|propeller|warhead|fuselage|casing|fin|nose cone|tailfin",
        ) && scene.about;
      return (
        lies ||
        made ||
        piece ||
        owned ||
        isDud(sentence, each, verb) ||
        words.some(({ lemma, lower }) => REMAINS.has(lemma) || REMAINS.has(lower))
      );
    });
    if (remains === undefined || tokens[remains.from]?.lower === "no") return [];
    const part = partitiveOf(sentence, remains);
    const weapon =
      weaponIn(sentence, remains) ??
      (part === null ? null : weaponIn(sentence, part)) ??
      weaponNamed(sentence)?.kind ??
      scene.weapon ??
      (scene.about ? scene.kinds.at(-1) : undefined) ??
      (scene.attack ? "weapon" : null);
    if (weapon === null) return [];
    const from = found.side === "before" ? remains.from : subjectStart(sentence, verb.from);
    const to = Math.max(verb.to, part?.to ?? remains.to);
    return [
      plainFact(
        sentence,
        "evidence.recovered",
        { from, to },
        remainsOf(sentence, remains, weapon),
        "remains recovered",
      ),
    ];
  });
}

const DUD = "unexploded|unfired|intact|dud|undetonated|live|unlaunched";

/** "three unfired rockets were still on it", "an unexploded shell lay in the yard", "there was a dud rocket by the gate". */
function dudLies(sentence: ParsedSentence, scene: Scene): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  if (!scene.about && !scene.attack) return [];
  return nouns.flatMap((phrase) => {
    const kind = weaponIn(sentence, phrase);
    const dud = hasOne(tokens.slice(phrase.from, phrase.head), DUD);
    if (kind === null || !dud || tokens[phrase.from]?.lower === "no") return [];
    const verb = startingAt(verbs, phrase.to);
    const lies =
      verb !== undefined &&
      !verb.negated &&
      !isUnreal(sentence, verb) &&
      (isOneOf(verb.lemma, "be|lie|remain|sit|stick") ||
        (verb.passive && isOneOf(verb.lemma, "leave|defuse|remove|make|dispose|neutrali[sz]e")));
    const there = verbs.some(
      ({ to, lemma, from }) =>
        to === phrase.from && lemma === "be" && tokens[from - 1]?.lower === "there",
    );
    if (!lies && !there) return [];
    const range = { from: phrase.from, to: lies ? verb.to : phrase.to };
    return [
      plainFact(sentence, "evidence.recovered", range, `unexploded ${kind}`, "dud that lies there"),
    ];
  });
}

/** "the third failed to launch and has been recovered", "one did not explode and was taken away by sappers". */
function dudFound(sentence: ParsedSentence, scene: Scene): readonly Fact[] {
  const { tokens, verbs } = sentence;
  const dud = verbs.find(
    (verb) =>
      isOneOf(verb.lemma, "explode|detonate|launch|fire|go|ignite") &&
      (verb.negated ||
        tokens[verb.from - 1]?.lemma === "fail" ||
        tokens[verb.from - 1]?.lower === "without") &&
      (verb.lemma !== "go" || tokens[verb.to]?.lower === "off"),
  );
  if (dud === undefined) return [];
  const found = verbs.find(
    (verb) =>
      verb.from >= dud.to &&
      verb.passive &&
      !verb.negated &&
      verb.modal === null &&
      (FIND_VERBS.has(verb.lemma) ||
        isOneOf(verb.lemma, "defuse|remove|take|make|destroy|dig|lift|haul|pull|carry|blow")),
  );
  const first = verbs[0];
  const subject = first === undefined ? null : subjectOf(sentence, first);
  if (found === undefined || subject === null) return [];
  const named = weaponIn(sentence, subject);
  const one =
    /^(?:bomb|shell|round|munition|grenade|it|one|other|another|first|second|third|fourth|fifth|two|three)$/;
  const kind = named ?? (one.test(tokens[subject.head]?.lower ?? "") ? scene.weapon : null);
  return kind === null
    ? []
    : [
        plainFact(
          sentence,
          "evidence.recovered",
          { from: subject.from, to: found.to },
          `unexploded ${kind}`,
          "dud recovered",
        ),
      ];
}

const LAUNCHERS = "(?:launcher|launchpad|tripod)s?";
const LAUNCH_GEAR = "(?:rail|pad|ramp|tube|platform|frame|rack|stand|pod|base-?plate)s?";

/** Where the words for what a weapon is launched with end in a stretch of tokens; -1 where there are none. */
export function launcherEnd(tokens: ParsedSentence["tokens"], from: number, to: number): number {
  const at = tokens.findIndex(
    ({ lower }, i) =>
      i >= from &&
      i < to &&
      (isOneOf(lower, LAUNCHERS) ||
        (isOneOf(lower, LAUNCH_GEAR) &&
          (isOneOf(tokens[i - 1]?.lower, "launch|launching|firing|mortar") ||
            WEAPONS.has(tokens[i - 1]?.lemma ?? "")))),
  );
  return at === -1 ? -1 : at + 1;
}

/** "found a lorry fitted with launch rails", "an abandoned launcher was discovered". */
function launcherFound(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, verbs } = sentence;
  return verbs.flatMap((verb) => {
    if (!FIND_VERBS.has(verb.lemma) || verb.negated || isUnreal(sentence, verb)) return [];
    const subject = verb.passive ? subjectOf(sentence, verb) : null;
    if (verb.passive && subject === null) return [];
    const from = subject?.from ?? verb.to;
    const end =
      subject === null
        ? Math.max(launcherEnd(tokens, from, verb.to + GEAR_WITHIN), fittedEnd(tokens, from))
        : launcherEnd(tokens, from, verb.from);
    const apart =
      end === -1 ||
      tokens.slice(from, end).some(({ text }) => isOneOf(text, "[.;:]")) ||
      verbs.some(
        (other) =>
          other !== verb && other.from >= from && other.from < end && other.form === "finite",
      );
    if (apart) return [];
    const value = `launcher: ${wordsOf(sentence, from, end)}`;
    const range = { from: Math.min(from, verb.from), to: Math.max(end, verb.to) };
    return [plainFact(sentence, "evidence.recovered", range, value, "launcher found")];
  });
}

/** "a burned-out truck there fitted with eight launch tubes": the token after the vehicle; -1 where none is. */
function fittedEnd(tokens: ParsedSentence["tokens"], from: number): number {
  const within = tokens.slice(from, from + FITTED_WITHIN);
  const vehicle = within.findIndex(({ lemma }) =>
    isOneOf(lemma, "truck|lorry|van|pickup|trailer|car|tractor|boat|barge|minibus"),
  );
  const gear = within.findIndex(({ lower }) =>
    isOneOf(lower, "tubes?|rails?|launchers?|racks?|ramps?"),
  );
  const fitted = hasOne(within, "fitted|equipped|mounted|loaded|rigged|carrying|with");
  return vehicle !== -1 && gear > vehicle && fitted ? from + vehicle + 1 : -1;
}

/** Words in which a vehicle is found and what it is fitted with, at most. */
const FITTED_WITHIN = 16;

/** Words between "found" and what was launched from, at most. */
const GEAR_WITHIN = 9;
