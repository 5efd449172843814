import { SAYING, TELLING_NOUNS } from "../attribution/cue-lexicon.ts";
import type { Attribution } from "../attribution/attribution.ts";
import type { Placed } from "../attribution/attributions-touching.ts";
import { isOneOf } from "../text/one-of.ts";
import { contains, overlaps } from "../text/span.ts";
import type { Fact } from "./claim.ts";

/** What people do by saying it, or tell as their own: who does it is who claims it. */
const DONE_BY_SAYING =
  "accuse|blame|attribute|hear|condemn|denounce|slam|decry|deplore|deny|raise|put|suggest|reject|dismiss|rebuff|repudiate|disavow|disclaim|refute|rebut|dispute";

/** Cues that take a stand and report nothing: whoever orders or attacks something does not say it. */
const REPORTS =
  /^(?:accord|speak|count|show|hear|see(?!k)|find|point|raise|put|give|release|issue|publish|call|describe|deny|verif|document|reveal|attribute|estimate|suspect|assume|guess|fear|suppose|speculate|record|register|log|corroborat|inform|note|reportedly|allegedly|promise|express|mention|agree|recount|report|claim|statement|allegation|remember|have it|quoted|disclos|cit|assess|judge|attest|certif|clarif|calculat|underlin|underscor|proclaim|pronounce|relay|communicate|posit$|swear|concur|elaborate)/;

/** Verbs with which a fact's words may begin, though they only tell it. */
const BEGINS_FACT =
  "show|reveal|depict|count|mention|speak|put|describe|give|record|log|register|list|cite|estimate|call";

/** Facts whose words may have the verb of saying among them. */
const TOLD_WITH_CUE =
  /^(?:responsibility\.known|launch\.determined|explosion\.count|witness\.sound|attack\.motive|weapon\.count|person\.hospitalised)$/;

/** The attribution that a claim stands in: the act of saying that it is itself, else the innermost whose content holds it. */
export function attributionAt(near: readonly Placed[], { span, predicate, rule }: Fact): number {
  const act = near.find(
    ({ attribution: { cue, lemma, source } }) =>
      source !== null &&
      (isOneOf(lemma, DONE_BY_SAYING) ||
        (predicate === "reaction.condemned" && isOneOf(lemma, "call|describe|brand|label")) ||
        (/^(?:witness\.sound|explosion\.count)$/.test(predicate) &&
          isOneOf(lemma, "report|speak|tell of|describe|count"))) &&
      overlaps(span, cue),
  );
  // "Council head Eli Tabor blamed a faulty loudspeaker": why it was silent, as he has it.
  const why =
    predicate === "defence.inactive-reason"
      ? near.find(
          ({ attribution: { cue, lemma, source } }) =>
            source !== null &&
            isOneOf(lemma, "blame|attribute|explain|cite") &&
            overlaps(span, cue),
        )
      : undefined;
  if (why !== undefined) return why.at;
  if (
    act !== undefined &&
    /^(?:responsibility\.accused|witness\.sound|explosion\.count|reaction\.condemned)$/.test(
      predicate,
    )
  )
    return act.at;
  if (predicate === "responsibility.claimed" && rule === "responsibility claimed") return -1;
  let best = -1;
  let least = Infinity;
  for (const { at, attribution } of near) {
    if (isWithinAnothers(near, attribution)) continue;
    for (const content of attribution.contents) {
      const { lemma } = attribution;
      // "accused them of having targeted civilians": what they are said to have done.
      const charges =
        lemma === "accuse" &&
        /^(?:attack\.intent|attack\.target|launch\.place|weapon\.type)$/.test(predicate);
      if (!SAYING.has(lemma) && !TELLING_NOUNS.has(lemma) && !REPORTS.test(lemma) && !charges)
        continue;
      // "said it was premature to say who had fired", "counts three", "show a hole": the fact's words begin before what is said, or with the verb.
      const wider =
        (TOLD_WITH_CUE.test(predicate) ||
          (span.start >= attribution.cue.start &&
            (SAYING.has(lemma) || isOneOf(lemma, BEGINS_FACT)))) &&
        overlaps(content, span) &&
        overlaps(attribution.cue, span) &&
        content.end >= span.end;
      const holds =
        wider ||
        contains(content, span) ||
        (overlaps(content, span) && content.start <= span.start + 2);
      const length = content.end - content.start;
      if (holds && length < least) [best, least] = [at, length];
    }
  }
  return best;
}

/** "The colonel said they held fire for fear that rounds would fall on houses": nobody's fear by name, in somebody's words, is part of these. */
const isWithinAnothers = (near: readonly Placed[], { source, cue }: Attribution): boolean =>
  source === null &&
  near.some(
    ({ attribution }) =>
      attribution.source !== null &&
      !isOneOf(
        attribution.lemma,
        "deny|reject|dismiss|refute|dispute|rebut|debunk|question|doubt",
      ) &&
      attribution.contents.some((content) => contains(content, cue)),
  );
