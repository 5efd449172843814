import type { WhyReport } from "@tocsin/core";
import type { Picture } from "@tocsin/sdk";

/** Names that the screen has for objects, by their ids in the record. */
export function trackNames({ tracks, decisions }: Picture): ReadonlyMap<string, string> {
  const names = new Map(decisions.map(({ trackId, trackLabel }) => [trackId, trackLabel]));
  for (const { id, label } of tracks) names.set(id, label);
  return names;
}

/** The same answer in the screen's words: `T4` where the record says `track radar-south/1777885233800006/4`. */
export function nameTracks(report: WhyReport, names: ReadonlyMap<string, string>): WhyReport {
  const named = (text: string): string => {
    let result = text;
    for (const [id, name] of names)
      if (result.includes(id)) result = result.replaceAll(`track ${id}`, name).replaceAll(id, name);
    return result;
  };
  return {
    ...report,
    question: named(report.question),
    answer: named(report.answer),
    links: report.links.map((link) => ({
      ...link,
      subject: named(link.subject),
      statement: named(link.statement),
    })),
    defences: report.defences.map((defence) => ({
      ...defence,
      statement: named(defence.statement),
    })),
  };
}
