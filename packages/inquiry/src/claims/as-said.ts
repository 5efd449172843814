import type { Placed } from "../attribution/attributions-touching.ts";
import type { ParsedSentence } from "../grammar/parsed-sentence.ts";
import { contains } from "../text/span.ts";
import type { Fact } from "./claim.ts";

/**
 * What stands in a denial ("denied that the bridge had been destroyed", "rumours that it was are false") is denied. Of a number that is denied
 * nobody says which is right: it is no claim.
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
  if ((!denied && !NOT_SO.test(before)) || fact.rule === "casualties by noun") return fact;
  if (fact.count !== null) return null;
  if (!DENIABLE.test(fact.predicate)) return fact;
  const polarity = fact.polarity === "deny" ? "affirm" : "deny";
  const yes = fact.value === "yes" || fact.value === "no";
  return { ...fact, polarity, value: yes ? (polarity === "deny" ? "no" : "yes") : fact.value };
}

/** "whether drones had been used", "how many were hurt": what is asked, nobody says. */
const ASKED = /\b(?:whether\b[^.;,]*|how (?:\w+ )?)$/i;

/** "It is not true that …". */
const NOT_SO =
  /\b(?:can(?:no|['’])t|could not|couldn['’]t|unable to|not able to) (?:\w+ )?(?:confirm|verify)\b[^.;,]*\bthat\b[^.;]*$|\b(?:not true|untrue|false|a lie|nonsense|no truth (?:in (?:the )?\w+)?|not the case)(?: to say)?(?:, [^,.;]{1,60},)? that\b[^.;]*$/i;

/** "a report by somebody that …", "the rumours that …": what is denied where these are. */
const WHAT_IS_TOLD =
  /\b(?:reports?|claims?|rumou?rs?|allegations?|suggestions?|accusations?|stories|story)\b[^.;]*\bthat\b[^.;]*$/i;

/** What can be so or not; a day or a place in a denial is told all the same. */
const DENIABLE =
  /^(?:damage|defence\.activated|evidence\.recovered|responsibility\.(?:accused|claimed)|person\.|attack\.occurred|launch\.)/;
