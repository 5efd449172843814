import {
  type EnvelopeHead,
  EnvelopeJudge,
  type EnvelopeMark,
  type EnvelopeVerdict,
} from "@tocsin/sdk";
import { ForgeryBudget } from "./forgery-budget.ts";
import type { KeyBook } from "./key-book.ts";

/** What an envelope with a sensor's report has to be for. */
export const REPORT_PURPOSE = "report";

export type GateRefusal =
  | Extract<EnvelopeVerdict, { ok: false }>["reason"]
  | "wrong-purpose"
  | "wrong-sensor"
  | "too-many-forgeries";

export type GateVerdict =
  | { readonly ok: true; readonly subject: string; readonly content: Uint8Array }
  | { readonly ok: false; readonly reason: GateRefusal };

/** What a siren said, proven by its key. */
export interface SirenSaid {
  readonly siren: string;
  readonly purpose: string;
  readonly content: Uint8Array;
}

/** The one gate of a post for envelopes of devices: a counter that is seen at one input is used up at all. */
export class EnvelopeGate {
  readonly #judge: EnvelopeJudge;
  readonly #budget = new ForgeryBudget();
  readonly #nowMs: () => number;

  constructor(options: {
    /** Id of the site: an envelope for another is refused. */
    readonly audience: string;
    readonly keys: KeyBook;
    readonly nowMs: () => number;
    readonly marks: readonly EnvelopeMark[];
  }) {
    const { audience, keys, nowMs, marks } = options;
    this.#nowMs = nowMs;
    this.#judge = new EnvelopeJudge(
      audience,
      {
        key: (id) => keys.key(id),
        verify: (publicKey, signed, signature) => keys.verify(publicKey, signed, signature),
        nowMs,
      },
      marks,
    );
  }

  /** Judges an envelope that has just arrived from `from` at an input of `sensors`, and uses it up. */
  judge(octets: Uint8Array, from: string, sensors: ReadonlySet<string>): GateVerdict {
    const verdict = this.open(octets, from);
    if (!verdict.ok) return verdict;
    const { issuerKind, issuer, purpose } = verdict.head;
    if (purpose !== REPORT_PURPOSE) return refused("wrong-purpose");
    if (issuerKind !== "sensor" || !sensors.has(issuer)) return refused("wrong-sensor");
    return { ok: true, subject: issuer, content: verdict.content };
  }

  /** Opens an envelope of a siren, and uses it up; null when it may not be believed. */
  openSiren(octets: Uint8Array, from: string): SirenSaid | null {
    const verdict = this.open(octets, from);
    if (!verdict.ok || verdict.head.issuerKind !== "siren") return null;
    const { issuer, purpose } = verdict.head;
    return { siren: issuer, purpose, content: verdict.content };
  }

  /** The same of whoever sent it and whatever it is for: the caller has to look at both. */
  open(
    octets: Uint8Array,
    from: string,
  ):
    | { readonly ok: true; readonly head: EnvelopeHead; readonly content: Uint8Array }
    | { readonly ok: false; readonly reason: GateRefusal } {
    const nowMs = this.#nowMs();
    const address = from.replace(/:\d+$/, "");
    if (!this.#budget.allows(address, nowMs)) return refused("too-many-forgeries");
    const verdict = this.#judge.judge(octets, nowMs);
    if (verdict.ok) this.#budget.checked(address, true, nowMs);
    else if (verdict.reason === "bad-signature") this.#budget.checked(address, false, nowMs);
    return verdict;
  }

  marks(): readonly EnvelopeMark[] {
    return this.#judge.marks();
  }
}

const refused = (reason: GateRefusal): { readonly ok: false; readonly reason: GateRefusal } => ({
  ok: false,
  reason,
});
