import type { SiteModel, WhyReport } from "@tocsin/core";
import type {
  DrillScore,
  DrillSummary,
  OfficialReport,
  PlanRequest,
  ScorecardReport,
  SitePlan,
} from "@tocsin/sdk";
import type { WhyQuery } from "../run/answer-why.ts";

/** Who waits for an answer that takes long. */
export interface Waited {
  /** Nobody waits any more. */
  readonly signal: AbortSignal;
  readonly progress: (done: Progress) => void;
}
export interface Progress {
  readonly done: number;
  readonly of: number;
}

/** What is read from journals for somebody who asks: it may take long, and must hold up nothing else. */
export interface JournalQueries {
  why(journal: string, query: WhyQuery): Promise<WhyReport>;
  /** The timeline as gzipped JSON: the whole of it, or its last `lastS` seconds. */
  timeline(
    journal: string,
    options: { readonly timeZone: string | null; readonly lastS: number | null },
  ): Promise<Uint8Array>;
  /** Official warnings held against our own, over the whole record. */
  official(journal: string): Promise<OfficialReport>;
  /** Warnings held against what is known to have happened; null: in every month. */
  scorecard(journal: string, month: string | null): Promise<ScorecardReport>;
  /** Drills beside the post, the latest first. */
  drills(journal: string): Promise<readonly DrillSummary[]>;
  /** How one of them went. */
  drill(journal: string, drill: string): Promise<DrillScore>;
  /** The report of an incident, as a page that stands alone. */
  report(journal: string, query: WhyQuery, signal: AbortSignal): Promise<string>;
  /** What `tocsin plan` works out, of a site as it is configured. */
  plan(
    site: SiteModel,
    request: PlanRequest,
    given: { readonly to: string; readonly atUs: number },
    waited: Waited,
  ): Promise<SitePlan>;
  close(): Promise<void>;
}
