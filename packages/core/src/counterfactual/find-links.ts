import { type Change, namesOf } from "./change.ts";
import { areaAt } from "../explain/explain-place.ts";
import type { WhyLink } from "../explain/why-report.ts";
import type { Area } from "../policy/area.ts";
import type { IncidentRecord } from "../explain/incident-record.ts";
import { endOfFlight } from "./place-of.ts";
import type { Answer, Question, Runs } from "./question.ts";
import { type Repair, repairsOf } from "./repairs-of.ts";

/** A broken link with the ways to mend it, best first. */
export interface FoundLink {
  readonly link: WhyLink;
  readonly recorded: boolean;
  readonly repairs: readonly Repair[];
}

/** So many layers of links may stand behind one another. */
const LAYERS_MAX = 12;
/** Chains end in what was, or was not, detected: that is said of the sensors already. */
const SUMMED_UP: ReadonlySet<string> = new Set(["detection"]);

/**
 * Every link that was broken: first those that the record shows, then, with those mended and the record run again, those that
 * stood behind them, until people would have been warned or nothing is left to mend. Sensors stand in for one another, so all that could not see
 * are mended together.
 */
export function findLinks(runs: Runs, recorded: Answer): readonly FoundLink[] {
  const found = new Map<string, FoundLink>();
  let answer = recorded;
  for (let layer = 0; layer < LAYERS_MAX && !answer.acted && answer.report !== null; layer++) {
    const before = found.size;
    for (const link of answer.report.links) {
      if (!link.prevented || link.code === null || SUMMED_UP.has(link.stage)) continue;
      const key = `${link.stage} ${link.subject} ${link.code}`;
      if (found.has(key)) continue;
      const { record } = answer;
      const area = areaOf(record, runs.question);
      const repairs = repairsOf(link, { record, question: runs.question, area });
      found.set(key, { link, recorded: layer === 0, repairs });
    }
    if (found.size === before) break;
    answer = runs.ask(firstRepairs([...found.values()]));
  }
  return [...found.values()];
}

/** The best way of each link that can be mended, each change once. */
export function firstRepairs(links: readonly FoundLink[]): readonly Change[] {
  const changes = new Map<string, Change>();
  for (const { repairs } of links)
    if (repairs.length > 0) changes.set(namesOf([repairs[0].change]), repairs[0].change);
  return [...changes.values()];
}

/** The best way to mend a link, as after `--set`: links of one name are mended together. */
export const repairName = ({ repairs }: FoundLink): string => repairs[0]?.change.name ?? "";

/** The area asked about, as `why` has it: named, or the one that the place lies in. */
export const areaOf = (record: IncidentRecord, question: Question): Area | null =>
  question.of === "track"
    ? (record.site.value.areas.find(({ id }) => id === question.areaId) ?? null)
    : areaAt(record, endOfFlight(record, question.object).enuM);
