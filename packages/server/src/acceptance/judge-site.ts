import { comparePolicies, type ProtectionChange } from "@tocsin/sdk";
import type { SiteFile } from "../config/load-site-file.ts";
import { type AcceptedHow, type AcceptedSite, siteFileOf } from "./accepted-copy.ts";
import { journalDirectory } from "../run/data-directory.ts";
import { latestMessages } from "../pipeline/recover-engine.ts";
import { findAccepted, lastInForce } from "./find-accepted.ts";

/** What becomes of a site file that a post is started with. */
export interface SiteVerdict {
  /**
   * `accepted`: the post protects with it. `refused`: it lowers protection, and the post protects with the one that was accepted
   * last. `unknown`: something was accepted and cannot be told any more; the post protects with what it was given, and two people
   * have to agree to that too. `held`: two people agreed to it, and by it people who are warned now would not be told the end: the post
   * protects with the one before until that is over.
   */
  readonly kind: "accepted" | "refused" | "unknown" | "held";
  readonly how: AcceptedHow;
  readonly asked: SiteFile;
  /** What the post protects with. */
  readonly run: SiteFile;
  /** What was accepted before; null where nothing was, or it cannot be told. */
  readonly before: AcceptedSite | null;
  /** What is otherwise than in that. */
  readonly changes: readonly ProtectionChange[];
  /** What was wrong with the signed copy, in words; null: nothing. */
  readonly damage: string | null;
  /** Why it could not be compared; null where it could. */
  readonly unknownWhy: string | null;
  /** Of one that is `held`: areas in which people are warned. Otherwise empty. */
  readonly warned: readonly string[];
}

/**
 * Judges the site file of a start against the one that was accepted last in the same data directory. What was accepted for
 * another mode than `live` warned nobody, so nothing can be lowered. See ADR 0025.
 */
export function judgeSite(dataDir: string, asked: SiteFile): SiteVerdict {
  const { site: before, damage } = findAccepted(dataDir);
  const accepted = {
    kind: "accepted",
    asked,
    run: asked,
    before,
    damage,
    changes: [],
    unknownWhy: null,
    warned: [],
  } as const;
  if (before === null)
    return damage === null
      ? { ...accepted, how: "first" }
      : unknown(
          asked,
          damage,
          `the copy of what was accepted is of no use (${damage}), and the journal holds none`,
        );
  if (before.sha256 === asked.sha256 && before.path === asked.path)
    return held(dataDir, asked, before) ?? { ...accepted, how: before.how };
  const earlier = siteFileOf(before);
  if (earlier === null)
    return isLive(before.written)
      ? unknown(asked, damage, "this version cannot read what was accepted before")
      : { ...accepted, how: "no-less" };
  const changes = comparePolicies(earlier.config, asked.config);
  const lowers =
    earlier.config.mode === "live" && changes.some(({ direction }) => direction === "lowered");
  if (!lowers) return { ...accepted, changes, how: "no-less" };
  return { ...accepted, kind: "refused", how: before.how, run: earlier, changes };
}

/**
 * What lowers protection does not come into force in the middle of a warning: who was warned has to hear that it is over, by the channels
 * that warned them, and a post knows neither areas nor channels that its site file does not have.
 */
function held(dataDir: string, asked: SiteFile, before: AcceptedSite): SiteVerdict | null {
  const protects = before.how === "two-people" ? lastInForce(dataDir) : null;
  if (protects === null || protects.sha256 === asked.sha256) return null;
  const run = siteFileOf(protects);
  if (run === null || run.config.mode !== "live") return null;
  const changes = comparePolicies(run.config, asked.config);
  if (!changes.some(({ direction }) => direction === "lowered")) return null;
  const warned = latestMessages(journalDirectory(dataDir)).flatMap(
    ({ siteId, areaId, mode, action }) => {
      const isOfIt = siteId === run.config.site.id && mode === "live";
      const isKnown = run.config.areas.some(({ id }) => id === areaId);
      return isOfIt && isKnown && action !== "end" ? [areaId] : [];
    },
  );
  if (warned.length === 0) return null;
  const { how } = before;
  return {
    kind: "held",
    how,
    asked,
    run,
    before,
    changes,
    damage: null,
    unknownWhy: null,
    warned,
  };
}

const unknown = (asked: SiteFile, damage: string | null, why: string): SiteVerdict => ({
  kind: "unknown",
  how: "first",
  asked,
  run: asked,
  before: null,
  changes: [],
  damage,
  unknownWhy: why,
  warned: [],
});

/** Of a site file that cannot be used, as far as that can be read; without a mode it is in shadow. */
export const isLive = (written: unknown): boolean =>
  typeof written === "object" && written !== null && Reflect.get(written, "mode") === "live";

/** What of it lowers protection, one plain sentence each. */
export const loweringsOf = ({ changes, unknownWhy }: SiteVerdict): readonly string[] =>
  unknownWhy === null
    ? changes.filter(({ direction }) => direction === "lowered").map(({ statement }) => statement)
    : [`Nothing could be compared: ${unknownWhy}.`];
