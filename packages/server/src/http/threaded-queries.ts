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
import type { JournalQueries, Waited } from "./journal-queries.ts";
import { type QueryBounds, QueryThread } from "./query-thread.ts";

/** What is answered in a moment. */
export const QUERY_BOUNDS: QueryBounds = { waiting: 16, timeoutMs: 60_000, memoryMb: 2_048 };
/** What runs a record or a site through the engine many times. */
export const LONG_QUERY_BOUNDS: QueryBounds = {
  waiting: 2,
  timeoutMs: 300_000,
  memoryMb: 2_048,
};

/** Journal queries in threads of their own, so that a long one delays no heartbeat of the live stream, and no short one. */
export class ThreadedQueries implements JournalQueries {
  readonly #short: QueryThread;
  readonly #long: QueryThread;

  /** `still`: told when one of its threads stands still, by its name, and that this is over. */
  constructor(still: (thread: string, detail: string) => void = () => undefined) {
    const open = (name: string, bounds: QueryBounds): QueryThread =>
      new QueryThread(name, bounds, (detail) => still(name, detail));
    this.#short = open("queries", QUERY_BOUNDS);
    this.#long = open("long-queries", LONG_QUERY_BOUNDS);
  }

  why(journal: string, query: WhyQuery): Promise<WhyReport> {
    return this.#short.ask({ kind: "why", journal, query }) as Promise<WhyReport>;
  }

  timeline(
    journal: string,
    options: { readonly timeZone: string | null; readonly lastS: number | null },
  ): Promise<Uint8Array> {
    return this.#short.ask({ kind: "timeline", journal, ...options }) as Promise<Uint8Array>;
  }

  official(journal: string): Promise<OfficialReport> {
    return this.#short.ask({ kind: "official", journal }) as Promise<OfficialReport>;
  }

  scorecard(journal: string, month: string | null): Promise<ScorecardReport> {
    return this.#short.ask({ kind: "scorecard", journal, month }) as Promise<ScorecardReport>;
  }

  drills(journal: string): Promise<readonly DrillSummary[]> {
    return this.#short.ask({ kind: "drills", journal }) as Promise<readonly DrillSummary[]>;
  }

  drill(journal: string, drill: string): Promise<DrillScore> {
    return this.#short.ask({ kind: "drill", journal, drill }) as Promise<DrillScore>;
  }

  report(journal: string, query: WhyQuery, signal: AbortSignal): Promise<string> {
    return this.#long.ask({ kind: "report", journal, query }, signal) as Promise<string>;
  }

  plan(
    site: SiteModel,
    request: PlanRequest,
    given: { readonly to: string; readonly atUs: number },
    { signal, progress }: Waited,
  ): Promise<SitePlan> {
    const order = { kind: "plan", site, request, given } as const;
    return this.#long.ask(order, signal, progress) as Promise<SitePlan>;
  }

  async close(): Promise<void> {
    await Promise.all([this.#short.close(), this.#long.close()]);
  }
}
