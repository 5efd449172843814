import type { Mode } from "@tocsin/core";
import type { OidcConfig } from "@tocsin/sdk";
import { monotonicMs } from "../../journal/monotonic-port.ts";
import { openIdentityDatabase } from "../../identity/identity-database.ts";
import type { IdentityJournal } from "../../identity/identity-core.ts";
import { Identity } from "../../identity/identity.ts";
import type { SessionTimes } from "../../identity/session-store.ts";

/** What a server has to know to let people sign in. */
export interface IdentityInput {
  readonly dataDir: string;
  readonly journalDirectory: string;
  /** The last record that is on the disk. */
  readonly lastSequence: number;
  readonly siteId: string;
  readonly siteName: string;
  readonly mode: Mode;
  readonly times: SessionTimes;
  /** The site's own sign-in service; null: there is none. */
  readonly oidc: OidcConfig | null;
}

/** A store that cannot be opened is tried again so often, and what is over is swept away. */
const SWEEP_MS = 30_000;

/**
 * Identity while the server runs. It may fail to open, on a full disk for one: then nobody gets in, it is said, and it
 * is tried again. Protection knows nothing of it.
 */
export class ServerIdentity {
  readonly #input: IdentityInput;
  readonly #journal: IdentityJournal;
  readonly #nowUs: () => number;
  readonly #failed: (detail: string) => void;
  readonly #timer: NodeJS.Timeout;
  #durableSequence = 0;
  #state: Identity | string = "not opened yet";

  constructor(options: {
    readonly input: IdentityInput;
    readonly journal: IdentityJournal;
    readonly nowUs: () => number;
    readonly failed: (detail: string) => void;
  }) {
    this.#input = options.input;
    this.#journal = options.journal;
    this.#nowUs = options.nowUs;
    this.#failed = options.failed;
    this.#open();
    this.#timer = setInterval(() => void this.sweep(), SWEEP_MS);
    this.#timer.unref();
  }

  /** What there is: identity, or why there is none. */
  get state(): Identity | string {
    return this.#state;
  }

  /** How far the journal is on the disk. */
  durable(sequence: number): void {
    this.#durableSequence = sequence;
  }

  /** Tries again to open what could not be; drops what is over. What fails is said, and ends nothing. */
  async sweep(): Promise<void> {
    if (typeof this.#state === "string") return this.#open();
    try {
      await this.#state.sweep(this.#durableSequence);
    } catch (error) {
      this.#failed(
        `the accounts' store: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #open(): void {
    const { dataDir, journalDirectory, lastSequence, siteId, siteName, times, oidc } = this.#input;
    try {
      const { database, setAside } = openIdentityDatabase(dataDir);
      if (setAside !== null)
        this.#failed(
          `the accounts' store was damaged and is set aside as ${setAside}: each account needs a new link`,
        );
      const identity = new Identity({
        database,
        dataDir,
        journal: this.#journal,
        nowUs: this.#nowUs,
        nowMs: monotonicMs,
        times,
        siteId,
        siteName,
        oidc,
        failed: (detail) => this.#failed(`sign-in by a provider: ${detail}`),
      });
      identity.catchUp(journalDirectory, lastSequence);
      this.#state = identity;
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      if (detail !== this.#state) this.#failed(`accounts cannot be used: ${detail}`);
      this.#state = detail;
    }
  }
}
