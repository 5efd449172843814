import type { Progress } from "./journal-queries.ts";
import type { SiteModel } from "@tocsin/core";
import type { OperatorsConfig, Picture, PlanRequest } from "@tocsin/sdk";
import type { OperatorQuestion, OperatorReply } from "../operators/operator-question.ts";
import type { WhyQuery } from "../run/answer-why.ts";
import type { LivePost } from "./http-state.ts";
import type { RecordReport } from "./identity/reported-journal.ts";
import type { IdentityInput } from "./identity/server-identity.ts";
import type { ObservationRecord } from "../observations/observation-record.ts";
import type {
  ObservationInput,
  ObservationOrder,
  ObservationTaken,
} from "./observations/observation-port.ts";
import type { PostMetrics } from "./post-metrics.ts";
import type { RecordingSource, StoryText } from "./recording-source.ts";

/** What the server's thread is started with. */
export interface HttpWorkerInput {
  readonly host: string;
  readonly port: number;
  /** So many further ports are tried when it is in use. */
  readonly morePorts: number;
  readonly consoleFolder: string;
  readonly version: string;
  readonly startedUs: number;
  readonly live: LivePost | null;
  readonly tls: { readonly key: string; readonly cert: string } | null;
  /** null: nobody signs in. */
  readonly identity: IdentityInput | null;
  /** null: no reports of people are taken. */
  readonly observations: ObservationInput | null;
  /** null: nothing can be commanded here. */
  readonly operators: OperatorsConfig | null;
}

/** What the thread that protects says at least every second. */
export interface Pulse {
  readonly timeUs: number;
  /** null: nothing has changed. */
  readonly picture: Picture | null;
  readonly metrics: PostMetrics;
  /** How far the journal is on the disk; left out where there is none. */
  readonly durableSequence?: number;
}

/** To the server's thread. */
export type HttpWorkerOrder =
  | { readonly kind: "recording"; readonly source: RecordingSource }
  | { readonly kind: "story"; readonly story: StoryText }
  /** The post lives, and what has changed since it last said so. */
  | ({ readonly kind: "pulse" } & Pulse)
  /** What became of a record. */
  | { readonly kind: "recorded"; readonly id: number; readonly sequence: number | null }
  /** What became of a report; null: nothing is known. */
  | { readonly kind: "observed"; readonly id: number; readonly taken: ObservationTaken | null }
  /** What became of a command, or of an answer to a proposal; null: nothing is known. */
  | { readonly kind: "operated"; readonly id: number; readonly reply: OperatorReply | null }
  /** What was found of a report later. */
  | {
      readonly kind: "learnt";
      readonly record: ObservationRecord;
      readonly sequence: number;
    }
  | { readonly kind: "close" };

/** From the server's thread. */
export type HttpWorkerReport =
  | {
      readonly kind: "listening";
      readonly address: string;
      readonly port: number;
      /** Where nobody has an account yet: the rest of the address for the first administrator. */
      readonly claim: string | null;
      /** Only this machine reaches it, though others should: until somebody has an account. */
      readonly heldBack: boolean;
    }
  /** Somebody has an account now: it may be reached from where it should be. */
  | { readonly kind: "claimed" }
  | RecordReport
  | ObservationOrder
  | { readonly kind: "operator"; readonly id: number; readonly question: OperatorQuestion }
  | {
      readonly kind: "refused";
      readonly reason: "port-in-use" | "other";
      readonly detail: string;
    }
  /** The last pulse has been taken in: the next may come. */
  | { readonly kind: "taken" }
  /** `thread`: the one of those it asks that stands still; absent: it is the server itself. */
  | { readonly kind: "failed"; readonly detail: string; readonly thread?: string };

/** To a thread that reads journals, or plans. */
export type QueryOrder =
  | { readonly kind: "official"; readonly id: number; readonly journal: string }
  | {
      readonly kind: "scorecard";
      readonly id: number;
      readonly journal: string;
      /** null: every month. */
      readonly month: string | null;
    }
  | { readonly kind: "drills"; readonly id: number; readonly journal: string }
  | {
      readonly kind: "drill";
      readonly id: number;
      readonly journal: string;
      readonly drill: string;
    }
  | {
      readonly kind: "why";
      readonly id: number;
      readonly journal: string;
      readonly query: WhyQuery;
    }
  | {
      readonly kind: "report";
      readonly id: number;
      readonly journal: string;
      readonly query: WhyQuery;
    }
  | {
      readonly kind: "plan";
      readonly id: number;
      readonly site: SiteModel;
      readonly request: PlanRequest;
      readonly given: { readonly to: string; readonly atUs: number };
    }
  | {
      readonly kind: "timeline";
      readonly id: number;
      readonly journal: string;
      readonly timeZone: string | null;
      /** Only so many seconds before its end; null: all of it. */
      readonly lastS: number | null;
    };
/** From it. An error of the registry travels as its code and fields' text; any other as its message. */
export type QueryReport =
  | { readonly id: number; readonly progress: Progress }
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | {
      readonly id: number;
      readonly ok: false;
      readonly error: {
        readonly code: string | null;
        readonly message: string;
        readonly remedy: string;
      };
    };
