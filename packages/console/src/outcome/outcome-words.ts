import type { ListedStatement, PictureSite, WhoAmI } from "@tocsin/sdk";
import { clockText, dateText, zoneName } from "../format/time.ts";
import { durationText } from "../format/quantity.ts";

/** What can be said of what happened, in the words of whoever says it. */
export const OUTCOME_WORDS = {
  struck: "Something came down",
  averted: "Something was brought down or kept away",
  quiet: "Nothing threatened anybody",
} as const;

/** A statement as a sentence, with the hour of the site. */
export function statementText(
  statement: ListedStatement["statement"],
  site: Pick<PictureSite, "areas">,
  timeZone: string,
): string {
  switch (statement.kind) {
    case "struck":
    case "averted": {
      const { atUs, withinS } = statement;
      const give = withinS === 0 ? "" : `, give or take ${durationText(withinS)}`;
      return `${OUTCOME_WORDS[statement.kind]}${whereText(statement, site)}, ${momentOf(atUs, timeZone)}${give}.`;
    }
    case "quiet": {
      const { fromUs, toUs, areas } = statement;
      const where = areas === null ? "" : ` at ${namesOf(areas, site)}`;
      return `${OUTCOME_WORDS.quiet}${where} from ${momentOf(fromUs, timeZone)} to ${momentOf(toUs, timeZone)}, but for what is said beside.`;
    }
    case "withdrawn":
      return `Statement ${statement.statement} is taken back.`;
    case "simulated":
      return `All ${statement.objects} objects of a simulation.`;
  }
}

/** Who said it, as far as whoever looks may know. */
export function statedByText({ by }: Pick<ListedStatement, "by">, who: WhoAmI | null): string {
  switch (by.kind) {
    case "account":
      return by.id === who?.account?.id ? "you" : "somebody with an account";
    case "command-line":
      return `${by.user}, at the post's terminal`;
    case "scenario":
      return `the scenario ${by.name}`;
  }
}

type ObjectStatement = Extract<ListedStatement["statement"], { kind: "struck" | "averted" }>;

function whereText(
  { areas, place, tracks }: ObjectStatement,
  site: Pick<PictureSite, "areas">,
): string {
  if (areas.length > 0) return ` at ${namesOf(areas, site)}`;
  if (place !== null)
    return ` at ${place.latitudeDeg.toFixed(4)}, ${place.longitudeDeg.toFixed(4)}`;
  return tracks.length === 0 ? "" : ", an object that the screen showed";
}

const namesOf = (ids: readonly string[], { areas }: Pick<PictureSite, "areas">): string =>
  ids.map((id) => areas.find((area) => area.id === id)?.name ?? id).join(" and ");

const momentOf = (timeUs: number, timeZone: string): string =>
  `${dateText(timeUs, timeZone)} ${clockText(timeUs, timeZone)} (${zoneName(timeZone)})`;
