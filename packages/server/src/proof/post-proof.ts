import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { type ByteSource, type InputConfig, sensorsFedBy, type SiteConfig } from "@tocsin/sdk";
import { identityFolder } from "../identity/identity-database.ts";
import type { IdentityRecord } from "../identity/identity-record.ts";
import { monotonicMs } from "../journal/monotonic-port.ts";
import { EnvelopeGate } from "./envelope-gate.ts";
import { createEnvelopeSource } from "./envelope-source.ts";
import { KeyBook, type KnownKey } from "./key-book.ts";
import { MarkKeeper, readMarks } from "./mark-keeper.ts";

/** What a post asks its devices to show, and judges that by. */
export class PostProof {
  readonly #keys = new KeyBook();
  readonly #gate: EnvelopeGate;
  readonly #keeper: MarkKeeper;
  readonly #isAsked: boolean;
  #worker: Worker | null = null;

  constructor(options: {
    readonly config: SiteConfig;
    readonly dataDir: string;
    readonly failed: (detail: string) => void;
  }) {
    this.#isAsked = options.config.inputs.some(asksForProof);
    const path = join(identityFolder(options.dataDir), "envelope-marks.json");
    this.#gate = new EnvelopeGate({
      audience: options.config.site.id,
      keys: this.#keys,
      nowMs: monotonicMs,
      marks: readMarks(path),
    });
    this.#keeper = new MarkKeeper(
      path,
      () => this.#gate.marks(),
      (detail) => options.failed(`the counters of envelopes cannot be kept: ${detail}`),
    );
  }

  /** Reads the keys in a thread of its own. Until it has, envelopes are refused: an unknown key is no key. */
  loadKeys(places: {
    readonly dataDir: string;
    readonly journalDirectory: string;
    readonly lastSequence: number;
    readonly failed: (detail: string) => void;
  }): void {
    if (!this.#isAsked) return;
    const { failed, ...workerData } = places;
    const worker = new Worker(new URL("./key-worker.ts", import.meta.url), {
      name: "keys",
      workerData,
    });
    worker.unref();
    worker.on("message", (keys: readonly KnownKey[]) => this.#keys.load(keys));
    worker.on("error", (error) =>
      failed(`keys cannot be read: ${error instanceof Error ? error.message : String(error)}`),
    );
    this.#worker = worker;
  }

  /** Takes in what the journal takes. */
  take(record: IdentityRecord): void {
    this.#keys.take(record);
  }

  /** The source of an input, with what its senders have to show. */
  guard(input: InputConfig, source: ByteSource): ByteSource {
    if (!asksForProof(input)) return source;
    return createEnvelopeSource(source, this.#gate, new Set(sensorsFedBy(input)));
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
    await this.#keeper.close();
  }
}

const asksForProof = (input: InputConfig): boolean => "proof" in input && input.proof !== "none";
