import { comparePolicies, type ProtectionChange } from "@tocsin/sdk";
import type { SiteFile } from "../config/load-site-file.ts";
import { type AcceptedHow, type AcceptedSite, siteFileOf } from "./accepted-copy.ts";
import { findAccepted } from "./find-accepted.ts";

/** What becomes of a site file that a post is started with. */
export interface SiteVerdict {
  /**
   * `accepted`: the post protects with it. `refused`: it lowers protection, and the post protects with the one that was accepted
   * last. `unknown`: something was accepted and cannot be told any more; the post protects with what it was given, and two people
   * have to agree to that too.
   */
  readonly kind: "accepted" | "refused" | "unknown";
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
    return { ...accepted, how: before.how };
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

const unknown = (asked: SiteFile, damage: string | null, why: string): SiteVerdict => ({
  kind: "unknown",
  how: "first",
  asked,
  run: asked,
  before: null,
  changes: [],
  damage,
  unknownWhy: why,
});

/** Of a site file that cannot be used, as far as that can be read; without a mode it is in shadow. */
export const isLive = (written: unknown): boolean =>
  typeof written === "object" && written !== null && Reflect.get(written, "mode") === "live";

/** What of it lowers protection, one plain sentence each. */
export const loweringsOf = ({ changes, unknownWhy }: SiteVerdict): readonly string[] =>
  unknownWhy === null
    ? changes.filter(({ direction }) => direction === "lowered").map(({ statement }) => statement)
    : [`Nothing could be compared: ${unknownWhy}.`];
