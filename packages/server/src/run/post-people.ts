import type { Mode, SiteModel } from "@tocsin/core";
import type { PeopleSiteInfo } from "@tocsin/sdk";
import { CONSOLE_FOLDER } from "../http/console-routes.ts";
import type { Journal } from "../journal/journal.ts";
import { RECORD_TYPES } from "../journal/record-type.ts";
import type { PeopleHost } from "../people/people-channel.ts";
import type { PeopleCounts, SafeCount } from "../people/people-messages.ts";
import { ringsDeg } from "../pipeline/warning-dispatcher.ts";

/** Names in one record; how many there are is in its count. */
const NAMES_RECORDED_MAX = 100;

/** What the journal holds of people who said that they are safe: counts, and names where somebody gave one. */
export interface SafeRecord extends SafeCount {
  readonly mode: Mode;
  readonly timeUs: number;
}

/** What a post lends its people's page. */
export interface PostPeople extends PeopleHost {
  /** What the page counts; null where none is served. */
  readonly pageCounts: () => PeopleCounts | null;
  readonly safeCounts: () => readonly SafeCount[];
}

export function postPeople(parts: {
  readonly site: SiteModel;
  readonly dataDir: string;
  readonly journal: Pick<Journal, "append">;
  readonly nowUs: () => number;
  readonly say: (address: string) => void;
  /** Of a drill: where the post that it is beside warns people. */
  readonly livePages?: PeopleSiteInfo["live"];
}): PostPeople {
  const { site, journal, nowUs } = parts;
  let counts: (() => PeopleCounts) | null = null;
  const safe = new Map<string, SafeCount>();
  const record = (count: SafeCount): void => {
    const kept: SafeRecord = {
      mode: site.mode,
      timeUs: nowUs(),
      ...count,
      names: count.names.slice(0, NAMES_RECORDED_MAX),
    };
    journal.append(RECORD_TYPES.safe, Buffer.from(JSON.stringify(kept), "utf8"));
  };
  return {
    dataDir: parts.dataDir,
    consoleFolder: CONSOLE_FOLDER,
    site: {
      id: site.id,
      name: site.name,
      mode: site.mode,
      ...(parts.livePages === undefined ? {} : { live: parts.livePages }),
      areas: site.areas
        .filter(({ protection }) => protection !== "none")
        .map((area) => ({ id: area.id, name: area.name, ringsDeg: ringsDeg(site, area) })),
    },
    nowUs,
    listening: parts.say,
    counts: (ask) => (counts = ask),
    pageCounts: () => counts?.() ?? null,
    safeCounts: () => [...safe.values()],
    safe: (heard) => {
      for (const count of heard) {
        const before = safe.get(count.area);
        if (before?.key === count.key && before.count === count.count) continue;
        safe.set(count.area, count);
        record(count);
      }
    },
  };
}
