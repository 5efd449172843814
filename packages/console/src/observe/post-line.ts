import {
  encodeEnvelope,
  type EnvelopeHead,
  type ObservationAnswer,
  type ObservedSite,
  signedOctets,
  type WhoAmI,
} from "@tocsin/sdk";
import type { PhoneKey, PhoneStore } from "./phone-store.ts";
import { base64urlOf } from "../format/base64.ts";

/** What came of asking the server. `later`: no network, or it is busy; everything waits. `no`: it will not do, and why. */
export type Asked<T> =
  | { readonly is: "answer"; readonly value: T }
  | { readonly is: "later"; readonly afterS: number }
  | { readonly is: "sign-in" }
  | { readonly is: "no"; readonly why: string };

const AUDIENCE = "observations";
const ENVELOPE_LIFETIME_MS = 60_000;
/** After a busy or absent server the queue waits so long. */
const RETRY_S = 5;

type Purpose = "site" | "report" | "withdraw";

/** The way to the post: by the session where somebody is signed in, else by the key of an enrolled phone. */
export class PostLine {
  readonly #store: PhoneStore;
  #sequence = 0;
  #key: PhoneKey | null = null;

  constructor(store: PhoneStore) {
    this.#store = store;
  }

  who(): Promise<Asked<WhoAmI>> {
    return ask("/api/identity");
  }

  signIn(name: string, password: string): Promise<Asked<WhoAmI>> {
    return ask("/api/identity/sign-in", { name, password });
  }

  /** Takes up the key that the phone has, under a new epoch: envelopes of before are never made again. */
  async useKey(): Promise<PhoneKey | null> {
    const kept = await this.#store.key();
    if (kept === undefined) return null;
    this.#key = { ...kept, epoch: kept.epoch + 1 };
    this.#sequence = 0;
    await this.#store.setKey(this.#key);
    return this.#key;
  }

  /** Enrols this phone with a code; its key is made here and never leaves it. */
  async enrol(code: string): Promise<Asked<PhoneKey>> {
    const made = await crypto.subtle.generateKey("Ed25519", false, ["sign", "verify"]);
    const raw = await crypto.subtle.exportKey("raw", made.publicKey);
    const text = new TextEncoder().encode(`tocsin device enrolment\n${code}`);
    const signature = await crypto.subtle.sign("Ed25519", made.privateKey, text);
    const body = {
      code,
      publicKey: base64urlOf(new Uint8Array(raw)),
      signature: base64urlOf(new Uint8Array(signature)),
    };
    const asked = await ask<{ readonly id: string; readonly subject: string }>(
      "/api/devices/enrol",
      body,
    );
    if (asked.is !== "answer") return asked;
    const { id, subject } = asked.value;
    const key: PhoneKey = { keyId: id, subject, privateKey: made.privateKey, epoch: 1 };
    await this.#store.setKey(key);
    this.#key = key;
    return { is: "answer", value: key };
  }

  site(): Promise<Asked<ObservedSite>> {
    return this.#either("site", "/api/observations/site");
  }

  report(report: object): Promise<Asked<ObservationAnswer>> {
    return this.#either("report", "/api/observations", report);
  }

  withdraw(id: string): Promise<Asked<ObservationAnswer>> {
    return this.#either("withdraw", `/api/observations/${id}/withdraw`, { id });
  }

  async #either<T>(purpose: Purpose, path: string, body?: object): Promise<Asked<T>> {
    if (this.#key === null) return ask(path, body);
    const content = new TextEncoder().encode(JSON.stringify(body ?? {}));
    const head: EnvelopeHead = {
      issuerKind: "observer",
      issuer: this.#key.subject,
      keyId: this.#key.keyId,
      audience: AUDIENCE,
      purpose,
      epoch: this.#key.epoch,
      sequence: ++this.#sequence,
      lifetimeMs: ENVELOPE_LIFETIME_MS,
      madeMs: Math.round(performance.now()),
    };
    const signed = Uint8Array.from(signedOctets(head, content));
    const signature = await crypto.subtle.sign("Ed25519", this.#key.privateKey, signed);
    const envelope = encodeEnvelope({ head, content, signature: new Uint8Array(signature) });
    return ask("/api/observations/sealed", { envelope: base64urlOf(envelope) });
  }
}

async function ask<T>(path: string, body?: object): Promise<Asked<T>> {
  let response: Response;
  try {
    response = await fetch(path, {
      method: body === undefined ? "GET" : "POST",
      headers: { accept: "application/json", "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    return { is: "later", afterS: RETRY_S };
  }
  if (response.ok) return { is: "answer", value: (await response.json()) as T };
  if (response.status === 429 || response.status >= 500) return { is: "later", afterS: RETRY_S };
  const refusal = (await response.json().catch(() => null)) as { message?: string } | null;
  if (response.status === 401 && path.startsWith("/api/observations")) return { is: "sign-in" };
  return { is: "no", why: refusal?.message ?? `status ${response.status}` };
}
