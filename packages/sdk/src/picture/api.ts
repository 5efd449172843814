import type { Mode, OfficialScore, OfficialTotal, TimeUs, WhyReport } from "@tocsin/core";
import type { Picture, PictureSite } from "./picture.ts";

/** Something the console can show: the live post, or a recording (a scenario's run, or a journal). */
export interface SourceSummary {
  /** `live`, or a scenario's id such as `baghdad-2021-11/out-of-range`. Goes into paths percent-encoded. */
  readonly id: string;
  readonly kind: "live" | "recording";
  /** Recordings that belong together are listed under one story: `baghdad-2021-11`. */
  readonly story: string | null;
  readonly title: string;
  readonly summary: string;
  readonly mode: Mode;
  /** What is notional must say so wherever it is shown. */
  readonly notional: boolean;
}

/** `GET /api/sources/{id}`. */
export interface SourceDetail extends SourceSummary {
  readonly site: PictureSite;
  readonly facts: readonly { readonly statement: string; readonly source: string }[];
  readonly questions: readonly SourceQuestion[];
  /** Of the whole recording; null for a live source. */
  readonly outcome: SourceOutcome | null;
  /** What an exercise beside the post is told over; left out where no post is. */
  readonly drillChannels?: DrillChannelsInfo | undefined;
}
export interface DrillChannelsInfo {
  /** Ids of channels that are for exercises alone. */
  readonly carries: readonly string[];
  /** Those of them that an exercise does without, each with its reason. */
  readonly leftOut: readonly string[];
}
export interface SourceQuestion {
  readonly ask: string;
  readonly answer: WhyReport | null;
}
export interface SourceOutcome {
  readonly decisionsSha256: string;
  readonly decisions: number;
  readonly warned: readonly {
    readonly areaId: string;
    readonly stage: string;
    readonly atUs: TimeUs;
    readonly leadS: number | null;
  }[];
  readonly notWarned: readonly { readonly areaId: string; readonly reasons: readonly string[] }[];
}

/** `GET /api/sources/{id}/official`: official warnings of threats from the air, held against our own. */
export interface OfficialReport extends OfficialTotal {
  /** When the first and the last of the alarms began; null where there are none. */
  readonly firstUs: TimeUs | null;
  readonly lastUs: TimeUs | null;
  /** Exercises were compared. */
  readonly isDrill: boolean;
  /** The latest, newest first. */
  readonly scores: readonly OfficialScore[];
}

/** `GET /api/stories/{story}`: outside accounts of an event, and which variants each fits. */
export interface Story {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly variants: readonly SourceSummary[];
  readonly accounts: readonly AccountRow[];
}
/** One point that the accounts tell differently. */
export interface AccountRow {
  readonly topic: string;
  readonly statements: readonly {
    readonly says: string;
    /** Who said it: named, an office, anonymous officials, residents … */
    readonly speaker: string;
    /** Which report carries it. */
    readonly source: string;
    /** Ids of the variants that it is compatible with. */
    readonly fits: readonly string[];
  }[];
}

/** `GET /api/sources/{id}/timeline`: a recording as a row of pictures, a fixed step apart. */
export interface Timeline {
  readonly stepS: number;
  readonly startUs: TimeUs;
  readonly endUs: TimeUs;
  readonly pictures: readonly Picture[];
  /** What to mark on the scrub bar. */
  readonly marks: readonly {
    readonly timeUs: TimeUs;
    readonly kind: "warning" | "impact" | "fault" | "engagement" | "sensor" | "official";
    readonly text: string;
  }[];
}

/** Messages of the live stream, `GET /api/live` upgraded to a WebSocket. The first is always a picture: backfill. */
export type LiveMessage =
  | { readonly type: "picture"; readonly picture: Picture }
  /** The picture that takes its place, without trails: each goes on from its object's place in the one before. */
  | { readonly type: "change"; readonly picture: Picture }
  /** Every second, though nothing changes: a screen that misses two says that the connection is lost. */
  | { readonly type: "heartbeat"; readonly timeUs: TimeUs; readonly sequence: number };

/** `GET /api/status`. */
export interface StatusReport {
  readonly version: string;
  readonly mode: Mode | null;
  readonly siteName: string | null;
  readonly live: boolean;
  readonly startedUs: TimeUs;
  readonly nowUs: TimeUs;
}
