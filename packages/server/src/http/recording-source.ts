import type { SourceDetail, Story } from "@tocsin/sdk";

/** A recording as the server keeps it: what is said of it, and where its journal and its timeline are. */
export interface RecordingSource {
  readonly detail: SourceDetail;
  /** Directory of the journal. */
  readonly journal: string;
  /** A file that holds the timeline as gzipped JSON; null: it is made from the journal when somebody asks. */
  readonly timelineFile: string | null;
}

/** A story without its variants: those are the recordings that name it. */
export type StoryText = Omit<Story, "variants">;

/** Most recordings and stories that one server offers. */
export const SOURCES_MAX = 1_000;
