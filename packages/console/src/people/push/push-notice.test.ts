import type { EnvelopeHead, WarningState } from "@tocsin/sdk";
import { expect, test } from "vitest";
import { noticeOf } from "./push-notice.ts";
import type { PageNote, ToldNotes } from "./worker-notes.ts";

const SENT_MS = Date.UTC(2026, 4, 1, 15);
const page: PageNote = {
  language: "en",
  places: [{ kind: "area", area: "lock", name: "Lock" }],
  site: { id: "weir", name: "Weir", mode: "live", areas: [], keys: [] },
};
const stateOf = (changes: Partial<WarningState> = {}): WarningState => ({
  site: "weir",
  siteName: "Weir",
  area: "lock",
  areaName: "Lock",
  mode: "live",
  episode: 1,
  version: 1,
  stage: "take-cover",
  action: "start",
  issuedMs: SENT_MS,
  lifeMs: 90_000,
  window: null,
  texts: [{ language: "en", direction: "ltr", headline: "h", instruction: "Go in." }],
  ringsDeg: [[48, 31, 48, 31.01, 48.01, 31.01, 48.01, 31]],
  replaces: null,
  recorded: true,
  ...changes,
});
const headOf = (sequence: number, epoch = 1): EnvelopeHead => ({
  issuerKind: "post",
  issuer: "weir",
  keyId: "post-a",
  audience: "weir/live",
  purpose: "warning-state",
  epoch,
  sequence,
  lifetimeMs: 90_000,
  madeMs: 0,
});
const shown = (
  state: WarningState,
  sequence: number,
  told: ToldNotes = {},
  of: { readonly page?: PageNote; readonly nowMs?: number; readonly epoch?: number } = {},
) =>
  noticeOf(
    { head: headOf(sequence, of.epoch), document: { purpose: "warning-state", state } },
    of.page ?? page,
    told,
    of.nowMs ?? SENT_MS,
  );

test("what concerns a place of the phone rings, and what only goes on takes its place in silence", () => {
  const first = shown(stateOf(), 1);
  expect(first.notice).toMatchObject({
    title: "Take cover now",
    options: {
      body: "Lock: Go in.",
      tag: "live lock",
      renotify: true,
      silent: false,
      requireInteraction: true,
      icon: "/people-icon-192.png",
    },
  });
  const renewed = shown(stateOf({ version: 2 }), 2, first.told);
  expect(renewed.notice.options).toMatchObject({ tag: "live lock", renotify: false, silent: true });
  const over = shown(stateOf({ version: 3, stage: "all-clear" }), 3, renewed.told);
  expect(over.notice).toMatchObject({ title: "All clear", options: { renotify: true } });
  const again = shown(stateOf({ episode: 2 }), 4, over.told);
  expect(again.notice.options).toMatchObject({ renotify: true, silent: false });
});

test("what is elsewhere is one silent line, for a place on the ground as for an area", () => {
  const away: PageNote = {
    ...page,
    places: [{ kind: "point", number: 1, latitudeDeg: 49, longitudeDeg: 31, radiusM: 100 }],
  };
  const { notice, told } = shown(stateOf(), 1, {}, { page: away });
  expect(notice).toMatchObject({
    title: "Warnings elsewhere on this site",
    options: { body: "Take cover now: Lock", tag: "elsewhere", silent: true },
  });
  expect(notice.options.requireInteraction).toBeUndefined();
  expect(Object.keys(told)).toEqual(["post-a lock"]);
  const there: PageNote = {
    ...page,
    places: [{ kind: "point", number: 1, latitudeDeg: 48.005, longitudeDeg: 31, radiusM: 100 }],
  };
  expect(shown(stateOf(), 1, {}, { page: there }).notice.title).toBe("Take cover now");
  expect(shown(stateOf(), 1, {}, { page: { ...page, places: [] } }).notice.title).toBe(
    "Take cover now",
  );
});

test("a message that was held back is not taken for new, and one of another start is", () => {
  const over = shown(stateOf({ stage: "all-clear", version: 2 }), 5);
  const late = shown(stateOf(), 4, over.told);
  expect(late.notice).toMatchObject({
    title: "An earlier message for Lock came late",
    options: { silent: true, tag: "late" },
  });
  expect(late.told).toBe(over.told);
  const restarted = shown(stateOf({ episode: 1 }), 1, over.told, { epoch: 2 });
  expect(restarted.notice.title).toBe("Take cover now");
});

test("however wrong the phone's clock is, it rings; only the hour is added", () => {
  for (const offMs of [-86_400_000, 86_400_000]) {
    const { notice } = shown(stateOf(), 1, {}, { nowMs: SENT_MS + offMs });
    expect(notice.options).toMatchObject({ renotify: true, silent: false });
    expect(notice.options.body).toMatch(/^Lock: Go in\.\nSent at \d/);
  }
});

test("an exercise says so first, and looks unlike anything real", () => {
  const drill: PageNote = { ...page, site: { ...page.site, mode: "drill" } };
  const { notice } = shown(stateOf({ mode: "drill" }), 1, {}, { page: drill });
  expect(notice.title).toBe("EXERCISE – nothing is happening. Take cover now");
  expect(notice.options).toMatchObject({ icon: "/exercise-icon-192.png", tag: "drill lock" });
});

test("the words are the person's, down to what to do", () => {
  const texts = [
    ...stateOf().texts,
    { language: "ar", direction: "rtl", headline: "h", instruction: "ادخلوا." },
  ] as const;
  const { notice } = shown(stateOf({ texts }), 1, {}, { page: { ...page, language: "ar" } });
  expect(notice).toMatchObject({
    title: "احتموا الآن",
    options: { body: "Lock: ادخلوا.", dir: "rtl", lang: "ar" },
  });
});

test("the notes of areas are bounded, the latest of them kept", () => {
  const note = { epoch: 1, sequence: 1, said: "" };
  const full: ToldNotes = Object.fromEntries(
    Array.from({ length: 1_000 }, (_, i) => [`post-a a${i}`, note]),
  );
  const areas = Object.keys(shown(stateOf(), 2, full).told);
  expect([areas.length, areas[0], areas.at(-1)]).toEqual([1_000, "post-a a1", "post-a lock"]);
  const again = Object.keys(shown(stateOf({ area: "a5" }), 2, full).told);
  expect([again.length, again[0], again.at(-1)]).toEqual([1_000, "post-a a0", "post-a a5"]);
});

const by = (keyId: string, sequence: number): EnvelopeHead => ({ ...headOf(sequence), keyId });
const saidBy = (keyId: string, state: WarningState, told: ToldNotes, nowMs = SENT_MS) =>
  noticeOf(
    { head: by(keyId, 1 + state.version), document: { purpose: "warning-state", state } },
    page,
    told,
    nowMs,
  );

test("what two posts say alike rings once, in one place", () => {
  const first = saidBy("post-a", stateOf(), {});
  expect(first.notice.options).toMatchObject({ renotify: true, silent: false });
  const second = saidBy("post-b", stateOf({ episode: 4 }), first.told);
  expect(second.notice.options).toMatchObject({ tag: "live lock", renotify: false, silent: true });
  const clear = stateOf({ version: 2, stage: "all-clear" });
  const oneClear = saidBy("post-a", { ...clear, episode: 4 }, { ...second.told });
  expect(oneClear.notice.title).toBe("Take cover now");
  const bothClear = saidBy("post-b", clear, oneClear.told);
  expect(bothClear.notice.title).toBe("All clear");
});

test("while one post still warns, the all-clear of the other is told with it; once that has expired, alone", () => {
  const warned = saidBy("post-a", stateOf(), {});
  const clear = stateOf({ version: 2, stage: "all-clear" });
  const { notice } = saidBy("post-b", clear, warned.told);
  expect(notice).toMatchObject({
    title: "Take cover now",
    options: {
      body: "Lock: Go in.\nAnother post of this site says: All clear. Open the page to see what holds.",
      tag: "live lock",
      silent: true,
      requireInteraction: true,
    },
  });
  const later = SENT_MS + stateOf().lifeMs + 1;
  expect(saidBy("post-b", clear, warned.told, later).notice.title).toBe("All clear");
});

test("a graver word of the other post rings though the area was told of already", () => {
  const known = saidBy("post-a", stateOf({ stage: "pre-alert" }), {});
  expect(saidBy("post-b", stateOf(), known.told).notice.options).toMatchObject({ renotify: true });
});
