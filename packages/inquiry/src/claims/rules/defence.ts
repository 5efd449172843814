import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { Fact, Predicate } from "../claim.ts";
import { isUnreal, partitiveOf, undergoerOf, weaponIn } from "../clause-facts.ts";
import { factOf } from "../fact.ts";
import { ACTIVATE_VERBS, DEFENCE_NOUNS, FIND_VERBS, REMAINS, WEAPONS } from "../lexicon.ts";
import type { Scene } from "../scene.ts";

/** Whether a defence acted, why it did not, from where the weapon came, and what was found of it. */
export function defenceFacts(sentence: ParsedSentence, scene: Scene): readonly Fact[] {
  return [
    ...activated(sentence),
    ...reasons(sentence),
    ...launch(sentence),
    ...evidence(sentence, scene),
  ];
}

function mentionsDefence({ tokens }: ParsedSentence): boolean {
  return tokens.some(
    ({ lower, lemma }, i) =>
      DEFENCE_NOUNS.has(lower) ||
      DEFENCE_NOUNS.has(lemma) ||
      (lower === "c" && /^ram/i.test(tokens[i + 2]?.text ?? "")),
  );
}

/** "had not been activated", "weren't working", "failing to activate the system". */
function activated(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, verbs, nouns } = sentence;
  const systems = mentionsDefence(sentence) || tokens.some(({ lemma }) => lemma === "system");
  if (!systems) return [];
  return verbs.flatMap((verb) => {
    if (!ACTIVATE_VERBS.has(verb.lemma)) return [];
    if (verb.lemma === "go" && tokens[verb.to]?.lower !== "off") return [];
    const lead = tokens[verb.from - 1]?.lemma ?? "";
    const failing =
      verb.form === "infinitive" &&
      verbs.some(({ to, lemma }) => to === verb.from && lemma === "fail");
    const negated =
      verb.negated ||
      failing ||
      /^(?:weren|wasn|didn|don|doesn|not)$/.test(lead) ||
      tokens.slice(verb.from, verb.to).some(({ lower }) => /n['’]t$/.test(lower));
    if (verb.form === "infinitive" && !failing) return [];
    if (!negated && !verb.passive && verb.form !== "finite") return [];
    if (!negated && tokens.some(({ lower }) => lower === "installed" || lower === "repeatedly"))
      return [];
    const system = nouns.find(({ from, to }) =>
      tokens
        .slice(from, to)
        .some(({ lower, lemma }) => DEFENCE_NOUNS.has(lower) || lemma === "system"),
    );
    const from = failing
      ? startOfVolley(sentence, verb.from)
      : Math.min(system?.from ?? verb.from, verb.from);
    return [
      fact(
        sentence,
        "defence.activated",
        { from, to: Math.max(verb.to, system !== undefined && failing ? system.to : verb.to) },
        negated ? "no" : "yes",
        "defence acted",
      ),
    ];
  });
}

function startOfVolley({ nouns, tokens }: ParsedSentence, at: number): number {
  return (
    nouns.find(
      ({ from, to }) =>
        to <= at &&
        tokens.slice(from, to).some(({ lemma }) => /^(?:volley|barrage|salvo)$/.test(lemma)),
    )?.from ?? at - 1
  );
}

/** "too far for the sensor to see", "worked out that the shells would miss the camp". */
function reasons(sentence: ParsedSentence): readonly Fact[] {
  const { tokens } = sentence;
  const lower = tokens.map((token) => token.lower).join(" ");
  const range =
    /(?:not within|outside|beyond|below|out of) (?:of )?(?:the )?range of .*radar|outside (?:the |its )?radar range|beyond the radar/.exec(
      lower,
    );
  if (range !== null) {
    const from = tokens.findIndex(({ lower: word }) =>
      /^(?:not|outside|beyond|below|out)$/.test(word),
    );
    return [
      fact(
        sentence,
        "defence.inactive-reason",
        { from, to: tokens.length },
        "launch outside the radar's range",
        "outside the range",
      ),
    ];
  }
  const because = becauseOf(sentence);
  if (because !== null) return [because];
  const miss = tokens.findIndex(({ lemma }) =>
    /^(?:project|predict|calculate|assess|determine)$/.test(lemma),
  );
  if (miss !== -1 && /would not (?:land|hit|fall|strike)/.test(lower))
    return [
      fact(
        sentence,
        "defence.inactive-reason",
        { from: miss, to: tokens.length },
        "predicted impact outside the protected area",
        "projected miss",
      ),
    ];
  return [];
}

/** "the radar did not detect them because they flew too low": a defence, what it did not do, and why. */
function becauseOf(sentence: ParsedSentence): Fact | null {
  const { tokens, verbs } = sentence;
  const at = tokens.findIndex(
    ({ lower }, i) =>
      lower === "because" ||
      (lower === "due" && tokens[i + 1]?.lower === "to") ||
      (lower === "as" && tokens[i - 1]?.text === ","),
  );
  if (at === -1 || !mentionsDefence(sentence)) return null;
  const idle = verbs.some(
    ({ lemma, negated, from, to }) =>
      to <= at &&
      ((negated &&
        /^(?:activate|engage|respond|work|function|operate|sound|trigger|fire|react|intercept|detect|see|track|spot|go|stop)$/.test(
          lemma,
        )) ||
        (lemma === "fail" && from < at)),
  );
  if (!idle) return null;
  const value = tokens
    .slice(at)
    .map(({ text }) => text)
    .join(" ")
    .replace(/[.,;]$/, "")
    .trim();
  return fact(
    sentence,
    "defence.inactive-reason",
    { from: at, to: tokens.length },
    value,
    "because",
  );
}

/** "started south of the river", "know where the shells were fired from". */
function launch(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, verbs } = sentence;
  const found: Fact[] = [];
  for (const verb of verbs) {
    const off = verb.lemma === "take" && tokens[verb.to]?.lower === "off" ? verb.to + 1 : verb.to;
    const launches =
      (verb.lemma === "take" && off !== verb.to) || /^(?:launch|fire)$/.test(verb.lemma);
    if (launches && tokens[off]?.lower === "from") {
      const to = endOfPlace(sentence, off + 1);
      const value = tokens
        .slice(off + 1, to)
        .map(({ text }) => text)
        .join(" ");
      const subject = sentence.nouns.findLast(
        (phrase) =>
          phrase.to <= verb.from &&
          tokens
            .slice(phrase.from, phrase.to)
            .some(({ lemma, lower }) => WEAPONS.has(lemma) || WEAPONS.has(lower)),
      );
      if (to > off + 1)
        found.push(
          fact(
            sentence,
            "launch.place",
            { from: subject?.from ?? verb.from, to },
            value,
            "launched from",
          ),
        );
    }
    if (
      /^(?:determine|identify|locate|find|establish)$/.test(verb.lemma) &&
      verb.form === "finite"
    ) {
      const point = tokens.findIndex(
        ({ lower }, i) => i >= verb.to && i <= verb.to + 4 && lower.startsWith("launch"),
      );
      if (point !== -1)
        found.push(
          fact(
            sentence,
            "launch.determined",
            { from: subjectStart(sentence, verb.from), to: pointEnd(sentence, point) },
            verb.negated ? "no" : "yes",
            "launching point",
          ),
        );
    }
  }
  return found;
}

function subjectStart({ nouns }: ParsedSentence, at: number): number {
  return nouns.findLast(({ to }) => to === at)?.from ?? at;
}

function pointEnd({ nouns, tokens }: ParsedSentence, at: number): number {
  const phrase = nouns.find(({ from, to }) => from <= at && at < to);
  const end = phrase?.to ?? at + 1;
  return tokens[end]?.lower === "of"
    ? (nouns.find(({ from }) => from === end + 1)?.to ?? end)
    : end;
}

function endOfPlace({ tokens }: ParsedSentence, from: number): number {
  let at = from;
  while (
    at < tokens.length &&
    !/^[,.;:]$/.test(tokens[at]?.text ?? "") &&
    tokens[at]?.pos !== "SCONJ" &&
    tokens[at]?.pos !== "CCONJ" &&
    at < from + 7
  )
    at++;
  return at;
}

/** "retrieved the remains of a drone", "fragments were recovered", "the wreckage found at the site". */
function evidence(sentence: ParsedSentence, scene: Scene): readonly Fact[] {
  const { tokens, verbs } = sentence;
  return verbs.flatMap((verb) => {
    if (!FIND_VERBS.has(verb.lemma) || verb.negated || isUnreal(sentence, verb)) return [];
    const found = undergoerOf(sentence, verb, false);
    if (found === null) return [];
    const remains = [
      found.phrase,
      ...sentence.nouns.filter(({ to }) => to === found.phrase.from - 1),
    ].find(({ from, to }) =>
      tokens.slice(from, to).some(({ lemma, lower }) => REMAINS.has(lemma) || REMAINS.has(lower)),
    );
    if (remains === undefined) return [];
    const part = partitiveOf(sentence, remains);
    const weapon =
      weaponIn(sentence, remains) ??
      (part === null ? null : weaponIn(sentence, part)) ??
      scene.weapon;
    if (weapon === null) return [];
    const from = found.side === "before" ? remains.from : subjectStart(sentence, verb.from);
    const to = Math.max(verb.to, part?.to ?? remains.to);
    return [
      fact(
        sentence,
        "evidence.recovered",
        { from, to },
        `remains of ${weapon}`,
        "remains recovered",
      ),
    ];
  });
}

function fact(
  sentence: ParsedSentence,
  predicate: Predicate,
  { from, to }: { readonly from: number; readonly to: number },
  value: string,
  rule: string,
): Fact {
  const polarity = value === "no" ? "deny" : "affirm";
  // What is said of a defence is weakened by a word anywhere before it in its sentence.
  return factOf(sentence, { predicate, from, to, value, rule, polarity, hedgesWithin: from });
}
