import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Worker } from "node:worker_threads";
import { type ByteSource, type InputConfig, sensorsFedBy, type SiteConfig } from "@tocsin/sdk";
import { fingerprintOf } from "../authority/fingerprint-of.ts";
import { authorityFile } from "../authority/tls-folder.ts";
import { type LocalCertificate, localCertificate } from "../http/local-certificate.ts";
import { identityFolder } from "../identity/identity-database.ts";
import type { IdentityRecord } from "../identity/identity-record.ts";
import { monotonicMs } from "../journal/monotonic-port.ts";
import type { ListenerTls, PeerDoor } from "../sources/listener-tls.ts";
import { watchThread } from "../run/watch-thread.ts";
import { EnvelopeGate, type SirenSaid } from "./envelope-gate.ts";
import { createEnvelopeSource } from "./envelope-source.ts";
import { KeyBook, type KnownKey } from "./key-book.ts";
import { MarkKeeper, readMarks } from "./mark-keeper.ts";
import { startThread } from "../run/start-thread.ts";

/** What a post asks its devices to show, and judges that by. */
export class PostProof {
  readonly #keys = new KeyBook();
  readonly #gate: EnvelopeGate;
  readonly #keeper: MarkKeeper;
  readonly #isAsked: boolean;
  readonly #config: SiteConfig;
  readonly #dataDir: string;
  #own: Promise<LocalCertificate> | null = null;
  #worker: Worker | null = null;

  constructor(options: {
    readonly config: SiteConfig;
    readonly dataDir: string;
    readonly failed: (detail: string) => void;
  }) {
    this.#config = options.config;
    this.#dataDir = options.dataDir;
    this.#isAsked =
      options.config.inputs.some(asksForProof) ||
      options.config.channels.some(({ type }) => type === "mqtt-sirens");
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
    /** What `lasts` until it is `over: …`. */
    readonly failed: (detail: string, lasts?: boolean) => void;
  }): void {
    if (!this.#isAsked) return;
    const { failed, ...workerData } = places;
    const worker = startThread(new URL("./key-worker.ts", import.meta.url), {
      name: "keys",
      workerData,
    });
    worker.unref();
    watchThread(worker, {
      told: failed,
      givenUp: () => {
        failed("keys cannot be read: the thread stood still, and was given up", true);
        void worker.terminate();
      },
    });
    worker.on("message", (keys: readonly KnownKey[]) => this.#keys.load(keys));
    worker.on("error", (error) =>
      failed(
        `keys cannot be read: ${error instanceof Error ? error.message : String(error)}`,
        true,
      ),
    );
    this.#worker = worker;
  }

  /** Takes in what the journal takes. */
  take(record: IdentityRecord): void {
    this.#keys.take(record);
  }

  /** The source of an input, with what its senders have to show. */
  guard(input: InputConfig, source: ByteSource): ByteSource {
    if (!("proof" in input) || input.proof !== "envelope") return source;
    return createEnvelopeSource(source, this.#gate, new Set(sensorsFedBy(input)));
  }

  /** As {@link EnvelopeGate.openSiren}. */
  openSiren(octets: Uint8Array, from: string): SirenSaid | null {
    return this.#gate.openSiren(octets, from);
  }

  /** What the port of an input is encrypted with; undefined where it is not. */
  security(input: InputConfig): (() => Promise<ListenerTls>) | undefined {
    const transport = "transport" in input ? input.transport : null;
    if (transport === null || !("tls" in transport) || !("address" in transport)) return undefined;
    const { tls } = transport;
    if (tls === undefined) return undefined;
    const isAsked = "proof" in input && input.proof === "certificate";
    return async () => {
      const { certificate, key } = tls;
      const own =
        certificate === undefined || key === undefined
          ? await this.#ownCertificate()
          : { cert: await readFile(certificate, "utf8"), key: await readFile(key, "utf8") };
      const door = isAsked ? await this.#door(new Set(sensorsFedBy(input))) : null;
      return { key: own.key, cert: own.cert, door };
    };
  }

  /** One for all ports of this post. */
  #ownCertificate(): Promise<LocalCertificate> {
    const own =
      this.#own ?? localCertificate(this.#dataDir, listenAddresses(this.#config), "inputs");
    this.#own = own;
    // What failed is tried again with the input.
    own.catch(() => {
      this.#own = null;
    });
    return own;
  }

  async #door(sensors: ReadonlySet<string>): Promise<PeerDoor> {
    const { localAuthority } = await import("../authority/local-authority.ts");
    await localAuthority(this.#dataDir);
    return {
      authority: await readFile(authorityFile(this.#dataDir), "utf8"),
      admit: (certificate) => {
        const key = this.#keys.certified(fingerprintOf(certificate));
        if (key === null) return { refused: "unknown-certificate" };
        if (key.kind !== "sensor" || !sensors.has(key.subject)) return { refused: "wrong-sensor" };
        return { kind: key.kind, subject: key.subject };
      },
      watch: (changed) => this.#keys.watch(changed),
    };
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
    await this.#keeper.close();
  }
}

const listenAddresses = ({ inputs }: SiteConfig): readonly string[] =>
  inputs.flatMap((input) =>
    "transport" in input && "tls" in input.transport && "address" in input.transport
      ? [input.transport.address]
      : [],
  );

const asksForProof = (input: InputConfig): boolean => "proof" in input && input.proof !== "none";
