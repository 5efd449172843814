import type { SiteModel } from "@tocsin/core";
import {
  type Picture,
  type SourceDetail,
  type SourceSummary,
  type StatusReport,
  type Story,
  TocsinError,
} from "@tocsin/sdk";
import { monotonicMs } from "../journal/monotonic-port.ts";
import { type RecordingSource, SOURCES_MAX, type StoryText } from "./recording-source.ts";

/** The post that this server belongs to. */
export interface LivePost {
  readonly detail: SourceDetail;
  readonly journal: string;
  /** As it was compiled when the post started, with its ground. */
  readonly model: SiteModel;
}

/** What the server knows and answers from; fed by the thread that it serves. */
export class HttpState {
  readonly #sources = new Map<string, RecordingSource>();
  readonly #stories = new Map<string, StoryText>();
  readonly #status: Pick<StatusReport, "version" | "startedUs">;
  readonly #nowUs: () => number;
  live: LivePost | null = null;
  #picture: Picture | null = null;
  #pulseMs = Number.NEGATIVE_INFINITY;

  constructor(options: {
    readonly version: string;
    readonly startedUs: number;
    readonly nowUs: () => number;
  }) {
    this.#status = { version: options.version, startedUs: options.startedUs };
    this.#nowUs = options.nowUs;
  }

  /** The latest picture of the post; null before the first. */
  get picture(): Picture | null {
    return this.#picture;
  }

  /** The post lives; `picture` where something changed. */
  pulse(picture: Picture | null): void {
    this.#pulseMs = monotonicMs();
    if (picture !== null) this.#picture = picture;
  }

  /** For how long the post has said nothing. */
  silentMs(): number {
    return monotonicMs() - this.#pulseMs;
  }

  addRecording(source: RecordingSource): void {
    if (this.#sources.size < SOURCES_MAX) this.#sources.set(source.detail.id, source);
  }

  addStory(story: StoryText): void {
    if (this.#stories.size < SOURCES_MAX) this.#stories.set(story.id, story);
  }

  status(): StatusReport {
    return {
      ...this.#status,
      mode: this.live?.detail.mode ?? null,
      siteName: this.live?.detail.site.name ?? null,
      live: this.live !== null,
      nowUs: this.#nowUs(),
    };
  }

  sources(): readonly SourceSummary[] {
    const recordings = [...this.#sources.values()].map(({ detail }) => summaryOf(detail));
    return this.live === null ? recordings : [summaryOf(this.live.detail), ...recordings];
  }

  detail(id: string): SourceDetail {
    return this.live?.detail.id === id ? this.live.detail : this.recording(id).detail;
  }

  /** Where the record of a source is. */
  journal(id: string): string {
    return this.source(id).journal;
  }

  /** The live post's record is one like any other, and grows while it is read. */
  source(id: string): RecordingSource {
    return this.live?.detail.id === id ? { ...this.live, timelineFile: null } : this.recording(id);
  }

  recording(id: string): RecordingSource {
    const source = this.#sources.get(id);
    if (source === undefined) throw new TocsinError("SOURCE_NOT_FOUND", { name: id });
    return source;
  }

  stories(): readonly Story[] {
    return [...this.#stories.values()].map((story) => this.#whole(story));
  }

  story(id: string): Story {
    const story = this.#stories.get(id);
    if (story === undefined) throw new TocsinError("STORY_NOT_FOUND", { name: id });
    return this.#whole(story);
  }

  #whole({ id, title, summary, accounts }: StoryText): Story {
    const variants = [...this.#sources.values()]
      .map(({ detail }) => summaryOf(detail))
      .filter(({ story }) => story === id);
    return { id, title, summary, variants, accounts };
  }
}

function summaryOf(detail: SourceDetail): SourceSummary {
  const { id, kind, story, title, summary, mode, notional } = detail;
  return { id, kind, story, title, summary, mode, notional };
}
