import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { MICROS_PER_SECOND, type TimeUs } from "@tocsin/core";
import type { Clock } from "@tocsin/sdk";
import {
  FEED_ENTRIES_MAX,
  FEED_FILE,
  FeedEntries,
  type FeedEntry,
  type FeedHead,
  readFeedEntries,
  renderFeed,
} from "./feed-index.ts";
import { writeFileAtomically } from "./write-file-atomically.ts";

/** The index is written again so long after it could not be. */
const RETRY_US = 5 * MICROS_PER_SECOND;
const LOOK_AGAIN_US = 3_600 * MICROS_PER_SECOND;

export interface FeedWriterOptions extends Omit<FeedHead, "updatedUs"> {
  readonly directory: string;
  readonly clock: Clock;
  readonly failed: (detail: string, lasts?: boolean) => void;
}

/** Keeps the index of a folder: written at each change and as alerts expire, apart from the warnings, which never wait for it. */
export class FeedWriter {
  readonly #options: FeedWriterOptions;
  readonly #entries = new FeedEntries();
  readonly #ended: Promise<void>;
  #wake = new AbortController();
  #changed = true;
  #closed = false;
  #wrong = "";

  constructor(options: FeedWriterOptions) {
    this.#options = options;
    this.#ended = this.#run();
  }

  /** Lists an alert whose file is there; `replaced` says which it takes the place of. */
  take(entry: FeedEntry, replaced: (earlier: FeedEntry) => boolean = () => false): void {
    this.#entries.drop(replaced);
    this.#put(entry);
    this.#changed = true;
    this.#wake.abort();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#wake.abort();
    await this.#ended;
  }

  async #run(): Promise<void> {
    const { clock } = this.#options;
    await this.#readOn();
    for (;;) {
      const nowUs = clock.nowUs();
      if (this.#entries.drop(({ expiresUs }) => expiresUs <= nowUs)) this.#changed = true;
      const isWritten = !this.#changed || (await this.#write(nowUs));
      if (this.#closed && (!this.#changed || !isWritten)) return;
      if (isWritten && this.#changed) continue;
      this.#wake = new AbortController();
      const nextUs = isWritten ? this.#entries.nextExpiryUs() : nowUs + RETRY_US;
      await clock.waitUntil(Math.min(nextUs, nowUs + LOOK_AGAIN_US), this.#wake.signal);
    }
  }

  /** What was listed before a restart. */
  async #readOn(): Promise<void> {
    const listed = await readFile(join(this.#options.directory, FEED_FILE), "utf8").catch(() => "");
    for (const entry of readFeedEntries(listed)) this.#put(entry);
  }

  #put(entry: FeedEntry): void {
    if (!this.#entries.put(entry))
      this.#options.failed(`the index lists ${FEED_ENTRIES_MAX} alerts, and no more`);
  }

  async #write(updatedUs: TimeUs): Promise<boolean> {
    const { directory, failed } = this.#options;
    this.#changed = false;
    try {
      await mkdir(directory, { recursive: true });
      const xml = renderFeed({ ...this.#options, updatedUs }, this.#entries.all());
      await writeFileAtomically(directory, FEED_FILE, xml);
      if (this.#wrong !== "") failed("over: the index is written again");
      this.#wrong = "";
      return true;
    } catch (error) {
      this.#changed = true;
      const words = error instanceof Error ? error.message : String(error);
      if (this.#wrong !== words) failed(`the index cannot be written: ${words}`, true);
      this.#wrong = words;
      return false;
    }
  }
}
