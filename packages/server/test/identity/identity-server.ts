import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import type { OidcConfig, Role } from "@tocsin/sdk";
import type { FastifyInstance, LightMyRequestResponse } from "fastify";
import { buildServer } from "../../src/http/build-server.ts";
import { HttpState } from "../../src/http/http-state.ts";
import { makeLocalKey } from "../../src/http/identity/local-key.ts";
import { SessionWatch } from "../../src/http/identity/session-watch.ts";
import { LiveHub } from "../../src/http/live-hub.ts";
import { HttpMetrics } from "../../src/http/metrics.ts";
import type { ObservationDesk } from "../../src/http/observations/observation-desk.ts";
import type { OperatorLine } from "../../src/http/operators/operator-line.ts";
import { ThreadedQueries } from "../../src/http/threaded-queries.ts";
import { openIdentityDatabase } from "../../src/identity/identity-database.ts";
import { encodeIdentityRecord, type IdentityRecord } from "../../src/identity/identity-record.ts";
import { Identity } from "../../src/identity/identity.ts";
import { SessionStore } from "../../src/identity/session-store.ts";
import { openJournalInline } from "../../src/journal/inline-journal.ts";
import type { Journal } from "../../src/journal/journal.ts";
import { openNodeDisk } from "../../src/journal/node-disk-port.ts";
import { openSigningKey } from "../../src/journal/signing-key.ts";
import { journalDirectory } from "../../src/run/data-directory.ts";

const HOUR_US = 3_600_000_000;
const TIMES = { idleUs: HOUR_US, longestUs: 10 * HOUR_US };
export const PASSWORD = "three quiet owls at noon";

/** A server with people, on a real journal and a real store, and a clock that the test moves. */
export class IdentityServer {
  readonly folder = mkdtempSync(join(tmpdir(), "tocsin-identity-"));
  readonly localKey = makeLocalKey();
  readonly records: IdentityRecord[] = [];
  nowUs = 1_700_000_000_000_000;
  /** What takes reports of people, if anything does. */
  observations: ObservationDesk | null = null;
  /** Failures of the server's own. */
  readonly defects: unknown[] = [];
  /** What takes commands of people, if anything does. */
  operators: OperatorLine | null = null;
  /** What was said to be wrong with the provider. */
  readonly failures: string[] = [];
  readonly #oidc: OidcConfig | null;
  /** Called with each record that the journal has taken. */
  recorded: (type: number, payload: Uint8Array) => void = () => undefined;
  /** While true the journal takes nothing. */
  journalFails = false;
  /** While true the journal takes everything, and its disk answers too late. */
  journalIsLate = false;
  journal: Journal;
  database: DatabaseSync;
  identity: Identity;
  app: FastifyInstance | null = null;

  /** `oidc`: the site's own sign-in service, if it has one. */
  constructor(oidc: OidcConfig | null = null) {
    this.#oidc = oidc;
    this.journal = this.#openJournal();
    ({ database: this.database, identity: this.identity } = this.#openIdentity());
  }

  /** `extend` adds routes of the test's own. */
  async serve(
    extend: (app: FastifyInstance) => unknown = () => undefined,
  ): Promise<FastifyInstance> {
    const state = new HttpState({ version: "0", startedUs: 0, nowUs: () => this.nowUs });
    const hub = new LiveHub();
    const sessions = new SessionWatch(() => true);
    sessions.close();
    this.app = await buildServer({
      state,
      hub,
      queries: new ThreadedQueries(),
      metrics: new HttpMetrics(state, hub),
      host: "127.0.0.1",
      consoleFolder: join(this.folder, "no-console"),
      guard: { identity: () => this.identity, localKey: this.localKey },
      sessions,
      observations: this.observations,
      operators: this.operators,
      failed: (error) => this.defects.push(error),
    });
    extend(this.app);
    return this.app;
  }

  /** An account that can sign in with {@link PASSWORD}; the answer is its session's secret. */
  async person(name: string, roles: readonly Role[]): Promise<string> {
    const { link } = await this.identity.admin.add(name, roles, { kind: "post" });
    const secret = link.path.replace("#/enrol/", "");
    return this.identity.signIn.withLink(secret, { name: "", password: PASSWORD }, "127.0.0.1");
  }

  /** A new session of somebody, as if just signed in; perhaps without the second proof. */
  session(name: string, secondFactorMissing: boolean = false): string {
    const sessions = new SessionStore(this.database, TIMES, () => this.nowUs);
    return sessions.begin(this.identity.admin.idOf(name), "127.0.0.1", secondFactorMissing);
  }

  ask(
    method: "GET" | "POST",
    url: string,
    options: {
      readonly session?: string;
      readonly body?: object;
      readonly headers?: Readonly<Record<string, string>>;
      readonly from?: string;
    } = {},
  ): Promise<LightMyRequestResponse> {
    if (this.app === null) throw new Error("it does not serve");
    const { session, body, headers, from } = options;
    return this.app.inject({
      method,
      url,
      headers: {
        host: "127.0.0.1",
        ...(session === undefined ? {} : { cookie: `tocsin=${session}` }),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: body }),
      ...(from === undefined ? {} : { remoteAddress: from }),
    });
  }

  /** Writes over the store's file, as a disk does that fails. To be followed by a restart. */
  damageStore(): void {
    this.database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    writeFileSync(join(this.folder, "identity", "identity.db"), "no database at all ".repeat(500));
  }

  /** As after a stop and a start: everything is read from the disk again. */
  async restart(options: { readonly newSegment?: boolean } = {}): Promise<void> {
    this.database.close();
    await this.journal.close();
    this.journal = this.#openJournal(options.newSegment);
    ({ database: this.database, identity: this.identity } = this.#openIdentity());
  }

  async close(): Promise<void> {
    await this.app?.close();
    this.database.close();
    await this.journal.close();
    rmSync(this.folder, { recursive: true });
  }

  #openJournal(newSegment: boolean = false): Journal {
    const directory = journalDirectory(this.folder);
    const signer = openSigningKey(directory);
    const nowUs = (): number => this.nowUs;
    return openJournalInline(openNodeDisk(directory), { signer, nowUs, newSegment });
  }

  #openIdentity(): { readonly database: DatabaseSync; readonly identity: Identity } {
    const { database } = openIdentityDatabase(this.folder);
    const identity = new Identity({
      database,
      dataDir: this.folder,
      journal: { record: (record, durable) => this.#record(record, durable) },
      nowUs: () => this.nowUs,
      nowMs: () => this.nowUs / 1_000,
      times: TIMES,
      siteId: "harbour",
      siteName: "Harbour Hospital",
      oidc: this.#oidc,
      failed: (detail) => this.failures.push(detail),
    });
    identity.catchUp(journalDirectory(this.folder), this.journal.durableSequence());
    return { database, identity };
  }

  #record(record: IdentityRecord, durable: boolean): Promise<number | null> {
    if (this.journalFails) return Promise.resolve(null);
    this.records.push(record);
    const { type, payload } = encodeIdentityRecord(record, "shadow");
    const sequence = this.journal.append(type, payload);
    if (sequence !== null && durable) this.journal.awaitDurable(sequence, 60_000);
    if (sequence !== null) this.recorded(type, payload);
    return Promise.resolve(durable && this.journalIsLate ? null : sequence);
  }
}
