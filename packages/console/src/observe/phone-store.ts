import type { ObservationAnswer, ObservationReport, ObservedSite } from "@tocsin/sdk";

/** A report on its way, or arrived. `seenMs` and ages are by the phone's own clock. */
export interface QueuedReport {
  readonly id: string;
  /** Its place in the order of reports. */
  readonly number: number;
  readonly report: Omit<ObservationReport, "ageS">;
  readonly seenMs: number;
  readonly state: "waiting" | "recorded" | "refused";
  readonly answer: ObservationAnswer | null;
  /** Why it was refused, in the server's words. */
  readonly refusal: string | null;
  readonly takeBack: boolean;
}

/** An enrolled phone's key, which no script can read, and the counters of its envelopes. */
export interface PhoneKey {
  readonly keyId: string;
  readonly subject: string;
  readonly privateKey: CryptoKey;
  readonly epoch: number;
}

/** What the phone keeps: little, and nothing of where it was but in reports that wait. */
export class PhoneStore {
  readonly #database: IDBDatabase;

  private constructor(database: IDBDatabase) {
    this.#database = database;
  }

  static async open(): Promise<PhoneStore> {
    const request = indexedDB.open("tocsin-observe", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("report", { keyPath: "id" });
      request.result.createObjectStore("kept");
    };
    return new PhoneStore(await done(request));
  }

  /** In the order in which they were made. */
  async reports(): Promise<readonly QueuedReport[]> {
    const all = await this.#ask<readonly QueuedReport[]>("report", "readonly", (store) =>
      store.getAll(),
    );
    return all.toSorted((a, b) => a.number - b.number);
  }

  async put(report: QueuedReport): Promise<void> {
    await this.#ask("report", "readwrite", (store) => store.put(report));
  }

  async remove(id: string): Promise<void> {
    await this.#ask("report", "readwrite", (store) => store.delete(id));
  }

  key(): Promise<PhoneKey | undefined> {
    return this.#ask<PhoneKey | undefined>("kept", "readonly", (store) => store.get("key"));
  }

  async setKey(key: PhoneKey): Promise<void> {
    await this.#ask("kept", "readwrite", (store) => store.put(key, "key"));
  }

  async forgetKey(): Promise<void> {
    await this.#ask("kept", "readwrite", (store) => store.delete("key"));
  }

  site(): Promise<ObservedSite | undefined> {
    return this.#ask<ObservedSite | undefined>("kept", "readonly", (store) => store.get("site"));
  }

  async setSite(site: ObservedSite): Promise<void> {
    await this.#ask("kept", "readwrite", (store) => store.put(site, "site"));
  }

  #ask<T>(
    name: "report" | "kept",
    mode: IDBTransactionMode,
    act: (store: IDBObjectStore) => IDBRequest,
  ): Promise<T> {
    return done(act(this.#database.transaction(name, mode).objectStore(name)) as IDBRequest<T>);
  }
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error ?? new Error("storage failed")));
  });
}
