import type { Worker } from "node:worker_threads";
import { type Picture, TocsinError } from "@tocsin/sdk";
import { readVersion } from "../cli/version.ts";
import { monotonicMs } from "../journal/monotonic-port.ts";
import { CONSOLE_FOLDER } from "./console-routes.ts";
import type { LivePost } from "./http-state.ts";
import type { IdentityInput } from "./identity/server-identity.ts";
import type { RecordReport } from "./identity/reported-journal.ts";
import { Stillness } from "../run/stillness.ts";
import type { PostObservers } from "../run/post-observers.ts";
import type { PostOperators } from "../run/post-operators.ts";
import type { ObservationOrder } from "./observations/observation-port.ts";
import type { RecordingSource, StoryText } from "./recording-source.ts";
import type {
  HttpWorkerInput,
  HttpWorkerOrder,
  HttpWorkerReport,
  Pulse,
} from "./worker-messages.ts";
import { startThread } from "../run/start-thread.ts";

type OperatorOrder = Extract<HttpWorkerReport, { readonly kind: "operator" }>;

export interface HttpFrontOptions {
  readonly host: string;
  readonly port: number;
  /** So many further ports are tried when it is in use. */
  readonly morePorts: number;
  readonly startedUs: number;
  readonly live?: LivePost;
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Who may use it; absent: everybody, and it shows recordings only. */
  readonly identity?: PostIdentity;
  /** What becomes of reports of people; absent: none are taken. */
  readonly observers?: PostObservers;
  /** What takes commands of people; absent: nothing can be commanded. */
  readonly operators?: PostOperators;
  /** Where the console was built to, if not where it usually is. */
  readonly consoleFolder?: string;
  /** Called when the server's thread ended by itself, or does not answer any more (it is being started again), and when what it asked failed. `thread`: one of those that it asks, where it is that. */
  readonly failed?: (detail: string, thread?: string) => void;
}

/** What a post lends its server, so that people can sign in. */
export interface PostIdentity {
  readonly input: () => IdentityInput;
  /** Takes a record of identity into the journal. */
  readonly record: (record: RecordReport) => Promise<number | null>;
  /** Called when it listens: with the rest of the address for the first administrator, where nobody has an account. */
  readonly listening: (address: string, claim: string | null, heldBack: boolean) => void;
}

/** A thread that does not come back is tried again after a growing pause. */
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 30_000;
/** A server that takes nothing for so long shows nobody anything. */
const SERVED_WITHIN_MS = 3_000;
/** A thread that has not taken a picture for so long hangs. */
export const HUNG_AFTER_MS = 20_000;

/**
 * The HTTP server as the thread that protects sees it: never waited for, and bounded. A pulse is handed over only
 * when the last one was taken. A server that dies or hangs is started again, and finds the port and picture it had.
 */
export class HttpFront {
  readonly #options: HttpFrontOptions;
  #worker: Worker | null = null;
  #port: number;
  #morePorts: number;
  readonly #stillness = new Stillness((detail) => this.#options.failed?.(detail));
  readonly #recordings = new Map<string, RecordingSource>();
  readonly #stories = new Map<string, StoryText>();
  #picture: Picture | null = null;
  #fresh = true;
  #handedOverMs: number | null = null;
  #pauseMs = FIRST_PAUSE_MS;
  #restart: NodeJS.Timeout | null = null;
  #closed = false;
  /** It is being started again on purpose. */
  #reopening = false;

  /** Resolves with the front and its address once it listens; rejects when it cannot. */
  static async start(
    options: HttpFrontOptions,
  ): Promise<{ readonly front: HttpFront; readonly address: string }> {
    const front = new HttpFront(options);
    try {
      return { front, address: await front.#startWorker() };
    } catch (error) {
      await front.close();
      throw error;
    }
  }

  private constructor(options: HttpFrontOptions) {
    this.#options = options;
    const { observers } = options;
    if (observers !== undefined)
      observers.learnt = (record, sequence) => this.#send({ kind: "learnt", record, sequence });
    this.#port = options.port;
    this.#morePorts = options.morePorts;
  }

  addRecording(source: RecordingSource): void {
    this.#recordings.set(source.detail.id, source);
    this.#send({ kind: "recording", source });
  }

  addStory(story: StoryText): void {
    this.#stories.set(story.id, story);
    this.#send({ kind: "story", story });
  }

  /** Whether there is a server, and it took a pulse lately. */
  get served(): boolean {
    const since = this.#handedOverMs;
    return this.#worker !== null && (since === null || monotonicMs() - since < SERVED_WITHIN_MS);
  }

  /** Whether a pulse could be handed over now: there is a server, and it has taken the last one. */
  get ready(): boolean {
    return this.#worker !== null && this.#handedOverMs === null;
  }

  /** To be called only when {@link ready}, and then at least every second. */
  pulse(pulse: Pulse): void {
    this.#picture = pulse.picture ?? this.#picture;
    // A server that was started again has no picture yet.
    const picture = this.#fresh ? this.#picture : pulse.picture;
    this.#fresh = false;
    this.#handedOverMs = monotonicMs();
    this.#send({ kind: "pulse", ...pulse, picture });
  }

  /** To be called several times a second: tells of a server that stands still, and ends a server that hangs, so that it is started again. */
  watch(): void {
    const since = this.#handedOverMs;
    this.#stillness.look(since);
    if (since === null || monotonicMs() - since < HUNG_AFTER_MS) return;
    this.#handedOverMs = null;
    void this.#worker?.terminate();
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#restart !== null) clearTimeout(this.#restart);
    const worker = this.#worker;
    if (worker === null) return;
    const ended = new Promise<void>((resolve) => worker.once("exit", () => resolve()));
    this.#send({ kind: "close" });
    const patience = setTimeout(() => void worker.terminate(), 2_000);
    await ended;
    clearTimeout(patience);
  }

  #startWorker(): Promise<string> {
    const { host, startedUs, live, tls, consoleFolder, identity, observers, operators } =
      this.#options;
    const workerData: HttpWorkerInput = {
      host,
      port: this.#port,
      morePorts: this.#morePorts,
      startedUs,
      consoleFolder: consoleFolder ?? CONSOLE_FOLDER,
      version: readVersion(),
      live: live ?? null,
      tls: tls ?? null,
      identity: identity?.input() ?? null,
      observations: observers?.input() ?? null,
      operators: operators?.config ?? null,
    };
    const worker = startThread(new URL("./http-worker.ts", import.meta.url), {
      workerData,
      name: "http",
    });
    this.#worker = worker;
    this.#handedOverMs = null;
    for (const source of this.#recordings.values()) this.#send({ kind: "recording", source });
    for (const story of this.#stories.values()) this.#send({ kind: "story", story });
    this.#fresh = true;
    return new Promise((resolve, reject) => {
      let failure = "its thread ended";
      worker.on("message", (report: HttpWorkerReport) => {
        if (report.kind === "listening") {
          // Started again, it is to be found where it was.
          [this.#port, this.#morePorts, this.#pauseMs] = [report.port, 0, FIRST_PAUSE_MS];
          resolve(report.address);
          identity?.listening(report.address, report.claim, report.heldBack);
        } else if (report.kind === "refused") {
          failure = report.detail;
          reject(this.#refusal(report));
          void worker.terminate();
        } else if (report.kind === "taken") {
          this.#handedOverMs = null;
        } else if (report.kind === "record") {
          void this.#record(report);
        } else if (report.kind === "observation") {
          void this.#observation(report);
        } else if (report.kind === "operator") {
          void this.#operator(report);
        } else if (report.kind === "claimed") {
          this.#reopening = true;
          this.#send({ kind: "close" });
        } else this.#options.failed?.(report.detail, report.thread);
      });
      worker.on("error", (error) => {
        failure = error instanceof Error ? error.message : String(error);
      });
      worker.on("exit", () => {
        reject(new Error(`The web server did not start: ${failure}`));
        if (this.#worker === worker) this.#ended(failure);
      });
    });
  }

  #refusal({ reason, detail }: Extract<HttpWorkerReport, { kind: "refused" }>): TocsinError {
    const { host } = this.#options;
    return reason === "port-in-use"
      ? new TocsinError("PORT_IN_USE", { host, port: this.#port })
      : new TocsinError("ADDRESS_UNUSABLE", { host, port: this.#port, detail });
  }

  async #observation({ id, question }: ObservationOrder): Promise<void> {
    const taken = await this.#answerOf(() => this.#options.observers?.answer(question));
    this.#send({ kind: "observed", id, taken });
  }

  async #operator({ id, question }: OperatorOrder): Promise<void> {
    const reply = await this.#answerOf(() => this.#options.operators?.answer(question));
    this.#send({ kind: "operated", id, reply });
  }

  async #record(report: RecordReport): Promise<void> {
    const sequence = await this.#answerOf(() => this.#options.identity?.record(report));
    if (sequence !== null) this.#options.operators?.learn(report.type, report.payload);
    this.#send({ kind: "recorded", id: report.id, sequence });
  }

  /** null where nothing answers, or it fails: a question of the server's is a fault at most, and never the end of what protects. */
  async #answerOf<T>(ask: () => Promise<T> | undefined): Promise<T | null> {
    try {
      return (await ask()) ?? null;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.#options.failed?.(`it asked what could not be answered: ${why}`);
      return null;
    }
  }

  #ended(detail: string): void {
    this.#worker = null;
    if (this.#closed) return;
    if (this.#reopening) {
      this.#reopening = false;
      this.#startWorker().catch(() => undefined);
      return;
    }
    this.#options.failed?.(`${detail}; starting it again in ${this.#pauseMs} ms`);
    this.#restart = setTimeout(() => {
      this.#startWorker().catch(() => undefined);
    }, this.#pauseMs);
    this.#pauseMs = Math.min(2 * this.#pauseMs, LONGEST_PAUSE_MS);
  }

  #send(order: HttpWorkerOrder): void {
    this.#worker?.postMessage(order);
  }
}
