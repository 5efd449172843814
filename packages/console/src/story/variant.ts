import type { WhyReport } from "@tocsin/core";
import type { SourceDetail } from "@tocsin/sdk";
import { sentenceCase } from "../format/words.ts";

/** One explanation of an event: a recording of how it would have gone, with a letter to point at it. */
export interface Variant {
  readonly id: string;
  readonly letter: string;
  /** What this variant assumes, beginning with "If": what sets its title apart from the others'. */
  readonly name: string;
  readonly detail: SourceDetail;
  /** The answer to the question that the recording was made for; null where none was found. */
  readonly report: WhyReport | null;
  /** The area that the question is about. */
  readonly askedAreaId: string | null;
}

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

export function makeVariants(details: readonly SourceDetail[]): readonly Variant[] {
  const names = distinctNames(details.map(({ title }) => title));
  return details.map((detail, index) => {
    const report = detail.questions.find(({ answer }) => answer !== null)?.answer ?? null;
    return {
      id: detail.id,
      letter: LETTERS[index] ?? String(index + 1),
      name: names[index] ?? detail.title,
      detail,
      report,
      askedAreaId: report?.links.find(({ stage }) => stage === "area")?.subject ?? null,
    };
  });
}

/** Titles without the words that they all begin with, up to the last comma of those: "If the defence was inhibited". */
export function distinctNames(titles: readonly string[]): readonly string[] {
  const [first = "", ...rest] = titles;
  if (rest.length === 0) return titles;
  let shared = 0;
  while (shared < first.length && rest.every((title) => title[shared] === first[shared])) {
    shared += 1;
  }
  const comma = first.slice(0, shared).lastIndexOf(", ");
  return comma < 0 ? titles : titles.map((title) => sentenceCase(title.slice(comma + 2)));
}

/** Name of an area, or its id where the site has none such. */
export const areaName = ({ site }: SourceDetail, id: string): string =>
  site.areas.find((area) => area.id === id)?.name ?? id;
