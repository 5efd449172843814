import type { Placed } from "../attribution/attributions-touching.ts";
import { SPEECH_NOUNS } from "../attribution/cue-lexicon.ts";
import type { ParsedSentence } from "../grammar/parsed-sentence.ts";
import { contains } from "../text/span.ts";
import type { Fact } from "./claim.ts";
import { isOneOf } from "../text/one-of.ts";
import { sifted } from "../text/sifted.ts";

/**
 * What stands in a denial ("denied that the bridge had been destroyed", "rumours that it was are false") is denied. Dead and injured who
 * are denied are told as denied; of any other number that is denied nobody says which is right, and it is no claim.
 */
export function asSaid(
  text: string,
  sentence: ParsedSentence,
  near: readonly Placed[],
  fact: Fact,
): Fact | null {
  if (fact.predicate === "attack.occurred" && fact.polarity === "deny") return fact;
  const denied = near.some(({ attribution: { lemma, denies, contents } }) =>
    contents.some(
      (content) =>
        contains(content, fact.span) &&
        // "denied any part in the murder of six": that six were murdered is not what is denied.
        (denies === true ||
          (lemma === "deny" &&
            (/^(?:that|having)\b/i.test(text.slice(content.start, content.end)) ||
              WHAT_IS_TOLD.test(text.slice(content.start, fact.span.start))))),
    ),
  );
  const before = text.slice(sentence.start, fact.span.start);
  if (fact.count !== null && fact.polarity === "affirm" && ASKED.test(before)) return null;
  if (fact.count !== null && NEITHER.test(before)) return null;
  // "denied reports of 40 dead": of a number that is only told of.
  const by = denierOf(near, fact);
  const retold =
    by !== undefined &&
    by.attribution.contents.some(({ start }) =>
      /\b(?:reports?|claims?|rumou?rs?) (?:of|about)\b[^.;]*$/i.test(
        text.slice(start, fact.span.start),
      ),
    );
  if (retold && fact.count !== null) return denialOf(fact);
  const untrue = denied || NOT_SO.test(before);
  if (!untrue && UNCONFIRMED.test(before))
    return fact.count === null ? (denialOf(fact) ?? fact) : null;
  if (!untrue || fact.rule === "casualties by noun") return fact;
  return fact.count === null ? (denialOf(fact) ?? fact) : denialOf(fact);
}

/** "would neither confirm nor deny that six had died". */
const NEITHER = /\b(?:nor|or) deny\b/i;

/** Who denies what a fact stands in. */
export function denierOf(near: readonly Placed[], { span }: Fact): Placed | undefined {
  return near.find(
    ({ attribution: { lemma, contents, source } }) =>
      source !== null &&
      isOneOf(lemma, "deny|reject|dismiss|refute") &&
      contents.some((content) => contains(content, span)),
  );
}

/** What somebody says who denies a fact; null where nobody can say which is right instead. */
export function denialOf(fact: Fact): Fact | null {
  if (fact.count !== null)
    return fact.polarity === "affirm" && fact.predicate.startsWith("casualties.")
      ? { ...fact, polarity: "deny" }
      : null;
  if (!DENIABLE.test(fact.predicate)) return null;
  const polarity = fact.polarity === "deny" ? "affirm" : "deny";
  const yes = fact.value === "yes" || fact.value === "no";
  return { ...fact, polarity, value: yes ? (polarity === "deny" ? "no" : "yes") : fact.value };
}

/** A fact that one side tells and another rejects: "the ministry rejected claims by the rebels that the bridge was destroyed". */
export interface Rejection {
  /** Who rejects it. */
  readonly by: Placed;
  /** Who told it; null where nobody is named. */
  readonly told: Placed | null;
}

/** Whether what a fact stands in is a claim that somebody rejects in the same sentence. */
export function rejectionOf(near: readonly Placed[], { span }: Fact): Rejection | null {
  for (const told of near) {
    const { lemma, contents, cue, source } = told.attribution;
    if (!SPEECH_NOUNS.has(lemma) || !contents.some((content) => contains(content, span))) continue;
    const by = near.find(
      ({ attribution }) =>
        isOneOf(attribution.lemma, REJECTS) &&
        attribution.contents.some((content) => contains(content, cue)),
    );
    if (by !== undefined) return { by, told: source === null ? null : told };
  }
  return null;
}

const REJECTS = "deny|reject|dismiss|refute|dispute|rebut|debunk";

/** "whether drones had been used", "how many were hurt": what is asked, nobody says. */
const ASKED = sifted(
  "whether|how|asked",
  /\b(?:whether\b[^.;,]*|how (?:\w+ )?|asked about (?:(?:an?|the|any|some) )?(?:\w+ )?(?:reports?|rumou?rs?|talk|suggestions?)\b[^.;,]*)$/i,
);

/** "It is not true that …". */
const NOT_SO = sifted(
  "true|untrue|false|lie|nonsense|truth|case",
  /\b(?:not true|untrue|false|a lie|nonsense|no truth (?:in (?:the )?\w+)?|not the case)(?: to say)?(?:, [^,.;]{1,60},)? that\b[^.;]*$/i,
);

/** "cannot confirm that …": of a number it is no claim. */
const UNCONFIRMED = sifted(
  "confirm|verify",
  /\b(?:can(?:no|['’])t|could not|couldn['’]t|unable to|not able to) (?:\w+ )?(?:confirm|verify)\b[^.;,]*\bthat\b[^.;]*$/i,
);

/** "a report by somebody that …", "the rumours that …": what is denied where these are. */
const WHAT_IS_TOLD =
  /\b(?:reports?|claims?|rumou?rs?|allegations?|suggestions?|accusations?|stories|story)\b[^.;]*\b(?:that|of|about)\b[^.;]*$/i;

/** What can be so or not; a day or a place in a denial is told all the same. */
const DENIABLE =
  /^(?:damage|weapon\.type|defence\.activated|evidence\.recovered|responsibility\.(?:accused|claimed)|person\.|attack\.occurred|launch\.)/;
