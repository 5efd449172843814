import { hasOneOf, hasWord, type ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { VerbGroup } from "../../grammar/verb-groups.ts";
import type { Fact } from "../claim.ts";
import { partitiveOf, subjectOf } from "../clause-facts.ts";
import { weaponIn } from "../weapon-in.ts";
import { plainFact } from "../fact.ts";
import { ACTIVATE_VERBS, DEFENCE_NOUNS } from "../lexicon.ts";
import { type Scene, weaponNamed } from "../scene.ts";
import { reasonFrom } from "../everyday/reason-range.ts";
import { answerFacts } from "./answers.ts";
import { mechanisms } from "./inactive-mechanisms.ts";
import { stateFacts } from "./inactive-states.ts";
import { evidenceFacts } from "./evidence.ts";
import { launchFacts } from "./launch.ts";
import { isWarned, warningFacts } from "./warnings.ts";
import { isOneOf } from "../../text/one-of.ts";
import { endingAt, hasLemma } from "../../grammar/places.ts";

/** Whether a defence acted, why it did not, from where the weapon came, and what was found of it. */
export function defenceFacts(sentence: ParsedSentence, scene: Scene): readonly Fact[] {
  return [
    ...activated(sentence, scene),
    ...warningFacts(sentence),
    ...answerFacts(sentence, scene),
    ...reasons(sentence),
    ...mechanisms(sentence, scene),
    ...stateFacts(sentence, scene),
    ...launchFacts(sentence, scene),
    ...evidenceFacts(sentence, scene),
  ];
}

function mentionsDefence(sentence: ParsedSentence): boolean {
  const { tokens } = sentence;
  if (!hasWord(sentence, DEFENCE_NOUNS) && !hasOneOf(sentence, "c")) return false;
  return tokens.some(
    ({ lower, lemma }, i) =>
      ((DEFENCE_NOUNS.has(lower) || DEFENCE_NOUNS.has(lemma)) && !isOffice(tokens, i)) ||
      (lower === "c" && /^ram/i.test(tokens[i + 2]?.text ?? "")),
  );
}

/** "the defence ministry", "the Ministry of Defence", "civil defence": an office and no defence. */
function isOffice(tokens: ParsedSentence["tokens"], at: number): boolean {
  const after = tokens[at + 1]?.lower ?? "";
  if (
    /^(?:minist|secretar|official|department|attach|correspondent|analyst|staff|clock)/.test(after)
  )
    return true;
  return tokens[at - 1]?.lower === "of" || tokens[at - 1]?.lower === "civil";
}

/** "no siren was sounded", "not a siren went off", "by the time the siren sounded it was over": it did not do what the verb says, or too late. */
function isNot({ tokens, nouns }: ParsedSentence, verb: VerbGroup): boolean {
  const subject = endingAt(nouns, verb.from);
  const nothing =
    subject !== undefined &&
    (isOneOf(tokens[subject.from]?.lower, "no|neither|not|nobody|none|no-one") ||
      isOneOf(tokens[subject.from - 1]?.lower, "not|hardly"));
  const late = tokens.some(
    ({ lower }, i) =>
      lower === "time" &&
      i < verb.from &&
      i >= verb.from - LATE_WITHIN &&
      tokens[i - 2]?.lower === "by",
  );
  return (
    verb.negated ||
    nothing ||
    late ||
    isOneOf(tokens[verb.from - 1]?.lemma, "weren|wasn|didn|don|doesn|not") ||
    tokens.slice(verb.from, verb.to).some(({ lower }) => /n['’]t$/.test(lower))
  );
}

/** Words between "by the time" and what comes too late, at most. */
const LATE_WITHIN = 5;

/** "although it is usually sounded", "neither owns nor operates": what is so as a rule, or not at all. */
const isHabit = ({ tokens }: ParsedSentence, verb: VerbGroup): boolean =>
  (tokens[verb.from - 1]?.lower === "nor" && !verb.passive) ||
  tokens.slice(verb.from, verb.to + 1).some(({ lower }) => isOneOf(lower, "usually|always|often"));

/** "had not been activated", "weren't working", "failing to activate the system". */
function activated(sentence: ParsedSentence, scene: Scene): readonly Fact[] {
  const { tokens, verbs, nouns } = sentence;
  // "the system works" is said of many: of a defence where an attack is spoken of.
  const armed =
    scene.attack || scene.about || scene.weapon !== null || weaponNamed(sentence) !== null;
  const systems =
    mentionsDefence(sentence) ||
    (armed && hasLemma(tokens, "system")) ||
    tokens.some(
      ({ lemma }, i) =>
        lemma === "system" &&
        isOneOf(
          tokens[i - 1]?.lower,
          "warning|detection|radar|alarm|defence|defense|early-warning",
        ),
    );
  if (!systems) return [];
  return verbs.flatMap((verb) => {
    if (!ACTIVATE_VERBS.has(verb.lemma)) return [];
    if (verb.lemma === "go" && tokens[verb.to]?.lower !== "off") return [];
    if (verb.lemma === "work" && isOneOf(tokens[verb.to]?.lower, "on|with|at|for|as")) return [];
    if (verb.lemma === "open" && tokens[verb.to]?.lower !== "fire") return [];
    if (verb.lemma === "fire" && !verb.passive && isByOthers(sentence, verb)) return [];
    const none = isOfNone(sentence, verb);
    // "does not say whether its guns fired".
    const open = tokens.slice(0, verb.from).findLastIndex(({ lower }) => lower === "whether");
    if (open !== -1 && !verbs.some(({ from }) => from > open && from < verb.from)) return [];
    if (isRule(sentence, verb)) return [];
    // "the rounds had been fired": by whoever attacked.
    const fired = verb.passive && verb.lemma === "fire" ? subjectOf(sentence, verb) : null;
    const rounds =
      fired !== null &&
      (weaponIn(sentence, fired) !== null ||
        isOneOf(tokens[fired.head]?.lower, "(?:round|shot|bullet|salvo|volley)s?"));
    if (rounds) return [];
    const failing =
      verb.form === "infinitive" &&
      verbs.some(({ to, lemma }) => to === verb.from && lemma === "fail");
    if (isHabit(sentence, verb)) return [];
    const negated = none || failing || isNot(sentence, verb);
    if (verb.form === "infinitive" && !failing) return [];
    if (!negated && !verb.passive && verb.form !== "finite") return [];
    // "would have sounded", "a siren that works": what did not happen, and how it is built.
    const main = tokens[verb.main]?.lower ?? "";
    if (!negated && isOneOf(verb.modal, "would|might|should|will|shall")) return [];
    if (!negated && verb.from === verb.main && isOneOf(main, "works?|functions?|operates?"))
      return [];
    if (!negated && tokens.some(({ lower }) => lower === "installed" || lower === "repeatedly"))
      return [];
    const system = nouns.find(({ from, to }) =>
      tokens
        .slice(from, to)
        .some(
          ({ lower, lemma }, i) =>
            (DEFENCE_NOUNS.has(lower) && !isOffice(tokens, from + i)) || lemma === "system",
        ),
    );
    const from = failing
      ? startOfVolley(sentence, verb.from)
      : Math.min(system?.from ?? verb.from, verb.from);
    return [
      plainFact(
        sentence,
        "defence.activated",
        { from, to: Math.max(verb.to, system !== undefined && failing ? system.to : verb.to) },
        negated ? "no" : "yes",
        "defence acted",
      ),
    ];
  });
}

/** "none of the three systems had fired", "not one of the sirens worked". */
function isOfNone({ tokens }: ParsedSentence, verb: VerbGroup): boolean {
  return tokens
    .slice(0, verb.from)
    .some(
      ({ lower }, i) =>
        tokens[i + 1]?.lower === "of" &&
        (isOneOf(lower, "none|neither") ||
          (isOneOf(lower, "one|any") && tokens[i - 1]?.lower === "not")),
    );
}

/** "those who fired", "it had fired dozens of rockets at the battery": by whoever attacked. */
function isByOthers(sentence: ParsedSentence, verb: VerbGroup): boolean {
  const { tokens, nouns } = sentence;
  const those =
    tokens[verb.from - 1]?.lower === "who" &&
    isOneOf(tokens[verb.from - 2]?.lower, "those|people|anyone|men|ones?");
  if (those) return true;
  const subject = subjectOf(sentence, verb);
  const object = nouns.find(({ from }) => from >= verb.to && from <= verb.to + 3);
  const armed =
    object !== undefined &&
    [object, partitiveOf(sentence, object)].some(
      (each) =>
        each !== null &&
        weaponIn(sentence, each) !== null &&
        !tokens.slice(each.from, each.to).some(({ lower }) => lower.startsWith("intercept")),
    );
  const defends = tokens
    .slice(subject?.from ?? 0, subject?.to ?? 0)
    .some(
      ({ lower, lemma }) =>
        DEFENCE_NOUNS.has(lower) || DEFENCE_NOUNS.has(lemma) || lemma === "system",
    );
  return !defends && armed;
}

/** "are triggered only if two sensors agree": how it works, and not what happened. */
function isRule({ tokens }: ParsedSentence, verb: VerbGroup): boolean {
  const now = isOneOf(tokens[verb.from]?.lower, "is|are|isn|aren");
  const after = tokens.slice(verb.to, verb.to + CONDITION_WITHIN).map(({ lower }) => lower);
  // "which sounded only in drills".
  if (isOneOf(after.at(-1), "drills?|tests?|exercises?")) return true;
  return now && after.some((word) => isOneOf(word, "if|when|once|unless|only"));
}

/** Words after a verb within which its condition stands. */
const CONDITION_WITHIN = 3;

function startOfVolley({ nouns, tokens }: ParsedSentence, at: number): number {
  return (
    nouns.find(
      ({ from, to }) => to <= at && hasLemma(tokens.slice(from, to), "volley|barrage|salvo"),
    )?.from ?? at - 1
  );
}

/** "too far for the sensor to see", "worked out that the shells would miss the camp". */
function reasons(sentence: ParsedSentence): readonly Fact[] {
  const { tokens } = sentence;
  const lower = tokens.map((token) => token.lower).join(" ");
  const range =
    lower.includes("radar") &&
    /(?:not within|outside|beyond|below|out of) (?:of )?(?:the )?range of .*radar|outside (?:the |its )?radar range|beyond the radar/.exec(
      lower,
    );
  if (range !== false && range !== null) {
    const from = tokens.findIndex(({ lower: word }) =>
      isOneOf(word, "not|outside|beyond|below|out"),
    );
    return [
      plainFact(
        sentence,
        "defence.inactive-reason",
        { from, to: tokens.length },
        "launch outside the radar's range",
        "outside the range",
      ),
    ];
  }
  const horizon = belowHorizon(sentence);
  if (horizon !== null) return [horizon];
  const because = becauseOf(sentence);
  if (because !== null) return [because];
  const foresees = hasWord(sentence, FORESEES);
  const miss = foresees ? tokens.findIndex(({ lemma }) => FORESEES.has(lemma)) : -1;
  if (miss !== -1 && /would not (?:land|hit|fall|strike)/.test(lower))
    return [
      plainFact(
        sentence,
        "defence.inactive-reason",
        { from: miss, to: tokens.length },
        "predicted impact outside the protected area",
        "projected miss",
      ),
    ];
  return [];
}

const FORESEES: ReadonlySet<string> = new Set(
  "project predict calculate assess determine".split(" "),
);
const BENEATH: ReadonlySet<string> = new Set(["below", "under", "beneath"]);

/** "flew in below the horizon of the radar", "too low for the radar to see". */
function belowHorizon(sentence: ParsedSentence): Fact | null {
  const { tokens } = sentence;
  if (!hasOneOf(sentence, "radars?|sensors?")) return null;
  const at = tokens.findIndex(
    ({ lower }, i) =>
      (BENEATH.has(lower) &&
        tokens
          .slice(i + 1, i + 4)
          .some(({ lower: word }) => isOneOf(word, "horizon|radar|coverage"))) ||
      (lower === "too" && tokens[i + 1]?.lower === "low" && tokens[i + 2]?.lower === "for"),
  );
  if (at === -1 || !tokens.some(({ lower }) => isOneOf(lower, "radars?|sensors?"))) return null;
  const value = "flight below the radar's horizon";
  return plainFact(
    sentence,
    "defence.inactive-reason",
    { from: at, to: tokens.length },
    value,
    "below the horizon",
  );
}

/** "the radar did not detect them because they flew too low": a defence, what it did not do, and why. */
function becauseOf(sentence: ParsedSentence): Fact | null {
  const { tokens, verbs } = sentence;
  if (!hasOneOf(sentence, "because|due|as|since|:")) return null;
  const at = tokens.findIndex(
    ({ lower }, i) =>
      lower === "because" ||
      (lower === "due" && tokens[i + 1]?.lower === "to") ||
      (tokens[i - 1]?.text === "," && isOneOf(lower, "as|since")) ||
      (tokens[i - 1]?.text === ":" && i > 4 && verbs.some(({ from }) => from > i)),
  );
  const system = tokens.some(({ lemma }) => lemma === "system");
  if (at === -1 || (!mentionsDefence(sentence) && !system && !isWarned(sentence))) return null;
  const silent = warningFacts(sentence).some(({ value }) => value === "no");
  const idle =
    silent ||
    // "was not in use, since its licence had expired".
    warningFacts(sentence).some(({ value }) => value === "no") ||
    verbs.some(
      ({ lemma, negated, from, to }) =>
        to <= at &&
        ((negated &&
          isOneOf(
            lemma,
            "activate|engage|respond|work|function|operate|sound|trigger|fire|react|intercept|detect|see|track|spot|pick|register|notice|warn|go|stop",
          )) ||
          (lemma === "fail" && from < at)),
    );
  if (!idle) return null;
  const range = reasonFrom(sentence, at);
  if (range === null) return null;
  const value = tokens
    .slice(range.from, range.to)
    .map(({ text }) => text)
    .join(" ")
    .replace(/[.,;]$/, "")
    .trim();
  return plainFact(sentence, "defence.inactive-reason", range, value, "because");
}
