import type { ObservedSite } from "@tocsin/sdk";
import { button, element } from "../dom/element.ts";
import { type Draft, newDraft, reportOf } from "./draft.ts";
import { observePorts } from "./observe-ports.ts";
import type { PhoneStore, QueuedReport } from "./phone-store.ts";
import { PostLine } from "./post-line.ts";
import { reportLine } from "./reports-part.ts";
import { SendQueue } from "./send-queue.ts";
import { type PlaceState, sensePlace } from "./sense-place.ts";
import { signInPart } from "./sign-in-part.ts";
import { TEXTS } from "./texts.ts";
import { headingPart, whatPart } from "./what-part.ts";
import { wherePart } from "./where-part.ts";

/** The page of an observer: one report after the other, and what became of each. */
export class ObservePage {
  readonly #root: HTMLElement;
  readonly #store: PhoneStore;
  readonly #line: PostLine;
  readonly #queue: SendQueue;
  readonly #who = element("p", { class: "soft", role: "status" });
  readonly #network = element(
    "p",
    { class: "notice", role: "status", hidden: true },
    TEXTS.offline,
  );
  readonly #reports = element("ul", { "aria-live": "polite" });
  readonly #placeSaid = element("p", { class: "soft", role: "status" }, TEXTS.location.off);
  readonly #sent = element("p", { class: "said", role: "status" });
  readonly #form = element("div", {});
  readonly #door = element("div", {});
  #draft: Draft = newDraft();
  #site: ObservedSite | null = null;
  #place: PlaceState = { is: "off" };
  #placed: (() => void) | null = null;

  constructor(root: HTMLElement, store: PhoneStore) {
    this.#root = root;
    this.#store = store;
    this.#line = new PostLine(store);
    this.#queue = new SendQueue(store, this.#line, {
      nowMs: observePorts.nowMs,
      changed: () => void this.#showReports(),
      reached: (isReached) => (this.#network.hidden = isReached),
      signedOut: () => this.#askWho(TEXTS.signInText),
    });
  }

  async start(): Promise<void> {
    this.#root.replaceChildren(
      element("h1", {}, TEXTS.title),
      this.#network,
      this.#who,
      this.#door,
      this.#form,
      element(
        "section",
        { "aria-labelledby": "reports" },
        element("h2", { id: "reports" }, TEXTS.reports),
        this.#reports,
      ),
    );
    this.#site = (await this.#store.site()) ?? null;
    this.#newForm();
    await this.#showReports();
    for (const name of ["online", "offline"]) addEventListener(name, () => this.#networkChanged());
    addEventListener("visibilitychange", () => this.#queue.flush());
    this.#networkChanged();
    await this.#enter();
  }

  /** Who reports here; without a network whoever reported last does. */
  async #enter(): Promise<void> {
    this.#door.replaceChildren();
    const key = await this.#line.useKey();
    if (key === null) {
      const who = await this.#line.who();
      this.#network.hidden = who.is === "answer";
      if (who.is !== "answer") return;
      const { account, permissions } = who.value;
      if (account === null) return this.#askWho("");
      this.#who.textContent = permissions.includes("report")
        ? TEXTS.signedInAs(account.name)
        : TEXTS.notAllowed;
    } else this.#who.textContent = TEXTS.enrolled(key.subject);
    const site = await this.#line.site();
    this.#network.hidden = site.is !== "later";
    if (site.is === "sign-in") {
      await this.#store.forgetKey();
      return this.#askWho("");
    }
    if (site.is === "no") this.#who.textContent = site.why;
    if (site.is === "answer") {
      this.#site = site.value;
      await this.#store.setSite(site.value);
    }
    this.#queue.flush();
  }

  #askWho(why: string): void {
    this.#who.textContent = why;
    this.#door.replaceChildren(signInPart(this.#line, () => void this.#enter()));
  }

  #networkChanged(): void {
    this.#network.hidden = navigator.onLine;
    if (navigator.onLine) this.#queue.flush();
  }

  #newForm(): void {
    this.#draft = newDraft();
    const draft = (): Draft => this.#draft;
    const where = wherePart({
      draft,
      site: () => this.#site,
      locate: () => this.#locate(),
      nowMs: observePorts.nowMs,
    });
    const send = button(TEXTS.send, "wide send", () => void this.#send());
    this.#form.replaceChildren(
      whatPart(draft, () => (this.#sent.textContent = "")),
      where.node,
      this.#placeSaid,
      headingPart(draft),
      element(
        "details",
        { class: "sent" },
        element("summary", {}, TEXTS.sentWhat),
        element("p", {}, TEXTS.sentText),
      ),
      element("div", { class: "foot" }, this.#sent, send),
    );
  }

  #locate(): void {
    sensePlace((state) => {
      this.#place = state;
      const { location } = TEXTS;
      this.#placeSaid.textContent =
        state.is === "found"
          ? location.found(String(Math.round(state.place.accuracyM)))
          : location[state.is];
      if (state.is !== "asking") this.#placed?.();
    });
  }

  /** Waits for the place that a direction, or the lack of one, needs; the phone gives up by itself. */
  async #placeNeeded(): Promise<void> {
    if (this.#draft.place !== null || this.#place.is === "found") return;
    if (this.#place.is === "denied" || this.#place.is === "none") return;
    await new Promise<void>((resolve) => {
      this.#placed = resolve;
      if (this.#place.is !== "asking") this.#locate();
    });
    this.#placed = null;
  }

  async #send(): Promise<void> {
    const draft = this.#draft;
    if (draft.kind === null) {
      this.#sent.textContent = TEXTS.chooseFirst;
      return;
    }
    const seenMs = draft.seenMs ?? observePorts.nowMs();
    this.#sent.textContent = TEXTS.sending;
    await this.#placeNeeded();
    const from = this.#place.is === "found" ? this.#place.place : null;
    if (from === null && draft.place === null)
      draft.lacking = new Set([...draft.lacking, `location: ${this.#place.is}`]);
    const report = reportOf(draft, observePorts.newId(), from);
    if (report === null) return;
    const earlier = await this.#store.reports();
    const queued: QueuedReport = {
      id: report.id,
      number: (earlier.at(-1)?.number ?? 0) + 1,
      report,
      seenMs,
      state: "waiting",
      answer: null,
      refusal: null,
      takeBack: false,
    };
    await this.#store.put(queued);
    this.#sent.textContent = "";
    // Where somebody was is forgotten as soon as the report has it.
    this.#place = { is: "off" };
    this.#placeSaid.textContent = TEXTS.location.off;
    this.#newForm();
    await this.#showReports();
    this.#queue.flush();
  }

  async #withdraw(id: string): Promise<void> {
    const report = (await this.#store.reports()).find((each) => each.id === id);
    if (report === undefined) return;
    await this.#store.put({ ...report, takeBack: true });
    await this.#showReports();
    this.#queue.flush();
  }

  async #showReports(): Promise<void> {
    const reports = await this.#store.reports();
    this.#reports.replaceChildren(
      ...reports
        .toReversed()
        .map((report) => reportLine(report, () => void this.#withdraw(report.id))),
    );
  }
}
