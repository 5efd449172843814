import type { TimeUs } from "@tocsin/core";
import { RECIPIENT_TEST_MS, type RecipientState, type RecipientTest } from "@tocsin/sdk";

/** A silent test that is not answered within this has failed. */
const TEST_ANSWER_US = 1_000 * RECIPIENT_TEST_MS;

/** A siren that failed its test is tested again so soon: one that is back must not be called faulty for long. */
const RETEST_US = 10_000_000;

/** So many wait for what comes of one test. */
const WAITING_MAX = 16;

interface Siren {
  readonly id: string;
  heardUs: TimeUs | null;
  /** What it said of itself last; null before it said anything. */
  faulty: string | null;
  testedUs: TimeUs | null;
  testFailed: string | null;
  /** A test that waits for its answer. */
  test: { readonly nonce: string; readonly sentUs: TimeUs } | null;
  /** Called with what comes of it. */
  waiting: readonly Waiting[];
  shown: RecipientState;
}

interface Waiting {
  readonly tell: (result: RecipientTest) => void;
  /** Asked while a test was under way, whose silence says nothing of the siren as it was when this was asked. */
  readonly joined: boolean;
}

/** Something that the operator has to see. */
export interface SirenChange {
  readonly id: string;
  readonly wrong: boolean;
  readonly detail: string;
}

/**
 * Watches whether the sirens live: each is heard every few seconds, and tested without a sound now and then. A siren that was never
 * heard is unknown, and told of as one that fell silent. It has no clock: the caller says what time it is.
 */
export class SirenWatch {
  readonly #silentAfterUs: TimeUs;
  readonly #startedUs: TimeUs;
  readonly #sirens: ReadonlyMap<string, Siren>;

  constructor(ids: readonly string[], options: { silentAfterUs: TimeUs; nowUs: TimeUs }) {
    this.#silentAfterUs = options.silentAfterUs;
    this.#startedUs = options.nowUs;
    this.#sirens = new Map(
      ids.map((id) => {
        const shown: RecipientState = {
          id,
          state: "unknown",
          sinceUs: options.nowUs,
          heardUs: null,
          detail: "not heard yet",
        };
        const siren: Siren = {
          id,
          heardUs: null,
          faulty: null,
          testedUs: null,
          testFailed: null,
          test: null,
          waiting: [],
          shown,
        };
        return [id, siren];
      }),
    );
  }

  has(id: string): boolean {
    return this.#sirens.has(id);
  }

  /** It said something that its signature proves. `faulty`: what it says is wrong with it; absent: it did not say how it is. */
  heard(id: string, nowUs: TimeUs, faulty?: string | null): void {
    const siren = this.#sirens.get(id);
    if (siren === undefined) return;
    // A test that left before the siren was there had nobody to answer it: it is tested now.
    if (siren.heardUs === null) siren.test = null;
    siren.heardUs = nowUs;
    if (faulty !== undefined) siren.faulty = faulty;
  }

  isTesting(id: string): boolean {
    return (this.#sirens.get(id)?.test ?? null) !== null;
  }

  /** A test leaves. */
  testing(id: string, nonce: string, nowUs: TimeUs): void {
    const siren = this.#sirens.get(id);
    if (siren !== undefined) siren.test = { nonce, sentUs: nowUs };
  }

  /** What comes of the test that waits, or of the next; of the next too when the one that waits is not answered. */
  result(id: string): Promise<RecipientTest | null> {
    const siren = this.#sirens.get(id);
    if (siren === undefined) return Promise.resolve(null);
    if (siren.waiting.length >= WAITING_MAX)
      return Promise.resolve({ ok: false, detail: "too many wait for its test already" });
    return new Promise((tell) => {
      siren.waiting = [...siren.waiting, { tell, joined: siren.test !== null }];
    });
  }

  /** It said what came of a test. Whether that was the test that waits. */
  tested(
    id: string,
    answer: { nonce: string; ok: boolean; detail: string },
    nowUs: TimeUs,
  ): boolean {
    const siren = this.#sirens.get(id);
    if (siren === undefined) return false;
    siren.heardUs = nowUs;
    if (siren.test?.nonce !== answer.nonce) return false;
    const failed = answer.ok ? null : answer.detail || "it says that it failed";
    this.#ended(siren, failed, nowUs);
    return true;
  }

  /** Whose test is due: asked for, never tested, not for `everyUs`, or failed a while ago, and none under way. */
  due(everyUs: TimeUs, nowUs: TimeUs): readonly string[] {
    return [...this.#sirens.values()]
      .filter(({ test, testedUs, testFailed, heardUs, waiting }) => {
        if (test !== null) return false;
        if (waiting.length > 0) return true;
        if (heardUs === null) return false;
        return testedUs === null || nowUs - testedUs >= (testFailed === null ? everyUs : RETEST_US);
      })
      .map(({ id }) => id);
  }

  /** What has changed by now, to be called at least every second. */
  changes(nowUs: TimeUs): readonly SirenChange[] {
    const changes: SirenChange[] = [];
    for (const siren of this.#sirens.values()) {
      if (siren.test !== null && nowUs - siren.test.sentUs > TEST_ANSWER_US) {
        const late = siren.waiting.filter(({ joined }) => joined);
        siren.waiting = siren.waiting.filter(({ joined }) => !joined);
        this.#ended(siren, "no answer to a silent test", nowUs);
        siren.waiting = late.map(({ tell }) => ({ tell, joined: false }));
      }
      const [state, detail] = this.#stateOf(siren, nowUs);
      const before = siren.shown;
      siren.shown = {
        id: siren.id,
        state,
        sinceUs: state === before.state ? before.sinceUs : nowUs,
        heardUs: siren.heardUs,
        detail,
      };
      if (state === before.state && (state !== "unknown" || detail === before.detail)) continue;
      const wrong = state !== "fresh";
      if (wrong || before.state !== "unknown" || before.detail !== "not heard yet")
        changes.push({ id: siren.id, wrong, detail });
    }
    return changes;
  }

  /** Nobody watches any more: who waits for a test waits no longer. */
  end(nowUs: TimeUs): void {
    for (const siren of this.#sirens.values())
      if (siren.waiting.length > 0) this.#ended(siren, "the channel was closed meanwhile", nowUs);
  }

  states(): readonly RecipientState[] {
    return [...this.#sirens.values()].map(({ shown }) => shown);
  }

  #ended(siren: Siren, failed: string | null, nowUs: TimeUs): void {
    siren.test = null;
    siren.testedUs = nowUs;
    siren.testFailed = failed;
    const { waiting } = siren;
    siren.waiting = [];
    for (const { tell } of waiting) tell({ ok: failed === null, detail: failed ?? "passed" });
  }

  #stateOf(siren: Siren, nowUs: TimeUs): readonly [RecipientState["state"], string] {
    const { heardUs, faulty, testFailed, testedUs } = siren;
    if (heardUs === null)
      return nowUs - this.#startedUs > this.#silentAfterUs
        ? ["unknown", "was never heard since the start"]
        : ["unknown", "not heard yet"];
    if (nowUs - heardUs > this.#silentAfterUs)
      return ["stale", `has said nothing for ${this.#silentAfterUs / 1e6} s`];
    if (faulty !== null) return ["faulty", `says that it is faulty: ${faulty}`];
    if (testFailed !== null) return ["faulty", `failed its silent test: ${testFailed}`];
    return ["fresh", testedUs === null ? "heard, not tested yet" : "heard, and passed its test"];
  }
}
