import type { TimeUs } from "@tocsin/core";
import { type DrillRequest, type ErrorCode, type SiteConfig, TocsinError } from "@tocsin/sdk";
import { askThread } from "../run/ask-thread.ts";

/** What is asked of the thread that plans drills. */
export interface PlanQuestion {
  readonly config: SiteConfig;
  readonly request: Pick<DrillRequest, "scenario" | "areaId">;
}

/** What a screen shows of a drill before it has begun. */
export interface PlannedDrill {
  readonly title: string;
  /** From its first look to its last, at most. */
  readonly lastsUs: TimeUs;
}

/** A refusal travels as its code and fields. */
export type PlanReply =
  | { readonly ok: true; readonly planned: PlannedDrill }
  | {
      readonly ok: false;
      readonly code: ErrorCode;
      readonly fields: TocsinError["fields"];
    };

/**
 * Whether a drill can be flown, and how long; throws why not. In a thread of its own: a flight takes tenths of a second to work out,
 * and a scenario is read from wherever an operator says, which nothing that protects may wait for.
 */
export async function planDrill(
  question: PlanQuestion,
  still: (detail: string) => void,
): Promise<PlannedDrill> {
  const module = new URL("./plan-worker.ts", import.meta.url);
  const reply = await askThread<PlanReply>({
    name: "drill-plan",
    module,
    workerData: question,
    still,
  });
  if (reply.ok) return reply.planned;
  throw new TocsinError(reply.code, reply.fields);
}
