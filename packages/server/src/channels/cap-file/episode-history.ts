import { readdir } from "node:fs/promises";
import { MICROS_PER_SECOND, type Warning } from "@tocsin/core";
import { type CapReference, episodePrefix } from "./cap-alert.ts";
import { parseCompactTime } from "./cap-time.ts";

/** Episodes whose messages are remembered; older ones are read from the folder again. */
export const EPISODES_MAX = 2_000;
/** Most messages that one message refers to; the latest count. */
export const REFERENCES_MAX = 100;
/** A message older than this is of another episode with the same number, from before a journal began anew. */
const EPISODE_SPAN_MAX_US = 86_400 * MICROS_PER_SECOND;

/** Which messages of an episode went out before: remembered, and after a restart found in the folder. */
export interface EpisodeHistory {
  earlier(warning: Warning): Promise<readonly CapReference[]>;
  add(warning: Warning, reference: CapReference): void;
}

export function createEpisodeHistory(folder: string): EpisodeHistory {
  const episodes = new Map<string, readonly CapReference[]>();
  const keep = (prefix: string, references: readonly CapReference[]): void => {
    episodes.delete(prefix);
    episodes.set(prefix, references.slice(-REFERENCES_MAX));
    if (episodes.size <= EPISODES_MAX) return;
    for (const oldest of episodes.keys()) {
      episodes.delete(oldest);
      break;
    }
  };
  return {
    async earlier(warning) {
      if (warning.replaces === null) return [];
      const prefix = episodePrefix(warning);
      const known = episodes.get(prefix);
      if (known !== undefined) return known;
      const found = await findInFolder(folder, prefix, warning);
      keep(prefix, found);
      return episodes.get(prefix) ?? [];
    },
    add(warning, reference) {
      const prefix = episodePrefix(warning);
      const before = warning.replaces === null ? [] : (episodes.get(prefix) ?? []);
      keep(prefix, [...before, reference]);
    },
  };
}

async function findInFolder(
  folder: string,
  prefix: string,
  warning: Warning,
): Promise<readonly CapReference[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .flatMap((name) => {
      if (!name.startsWith(prefix) || !name.endsWith(".xml")) return [];
      const identifier = name.slice(0, -".xml".length);
      const [version, sent] = identifier.slice(prefix.length).split(".");
      const sentUs = parseCompactTime(sent ?? "");
      if (sentUs === null || !(Number(version) < warning.version)) return [];
      const ageUs = warning.issuedUs - sentUs;
      return ageUs >= 0 && ageUs <= EPISODE_SPAN_MAX_US ? [{ identifier, sentUs }] : [];
    })
    .toSorted((a, b) => a.sentUs - b.sentUs || (a.identifier < b.identifier ? -1 : 1));
}
