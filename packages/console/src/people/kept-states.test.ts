import type { KeptState } from "@tocsin/sdk";
import { expect, test } from "vitest";
import { keepStates, readStates } from "./kept-states.ts";

const STATE: KeptState["state"] = {
  site: "harbour",
  siteName: "Harbour",
  area: "mill",
  areaName: "Mill",
  mode: "live",
  episode: 1,
  version: 2,
  stage: "take-cover",
  action: "start",
  issuedMs: 1_790_000_000_000,
  lifeMs: 180_000,
  window: { fromMs: 20_000, toMs: 30_000 },
  texts: [{ language: "en", direction: "ltr", headline: "Take cover", instruction: "Go in." }],
  ringsDeg: [[0, 0, 0, 1, 1, 1]],
  replaces: null,
  recorded: true,
};
const KEPT: KeptState = {
  keyId: "post-a",
  sequence: 7,
  state: STATE,
  leftMs: 100_000,
  window: { fromMs: 5_000, toMs: 9_000 },
};
const NOW_MS = 1_790_000_100_000;

function kept(states: readonly KeptState[]) {
  const entries = new Map<string, string>();
  const store = () => ({
    getItem: (name: string) => entries.get(name) ?? null,
    setItem: (name: string, value: string) => void entries.set(name, value),
  });
  keepStates(states, NOW_MS, store);
  return { entries, store };
}

test("what was kept is as much older as the page was away, and gone when it has expired", () => {
  const { store } = kept([KEPT]);
  expect(readStates(NOW_MS + 40_000, store)).toEqual([
    { ...KEPT, leftMs: 60_000, window: { fromMs: -35_000, toMs: -31_000 } },
  ]);
  expect(readStates(NOW_MS + 100_000, store)).toEqual([]);
});

test("a wall clock that was set back makes nothing younger than it was kept", () => {
  expect(readStates(NOW_MS - 86_400_000, kept([KEPT]).store)).toEqual([KEPT]);
});

test("what is damaged, and a browser that keeps nothing, is the same as nothing kept", () => {
  const damaged = { ...KEPT, state: { ...STATE, stage: "dance" } } as unknown as KeptState;
  expect(readStates(NOW_MS, kept([damaged, KEPT]).store)).toEqual([KEPT]);
  const { entries, store } = kept([KEPT]);
  for (const name of entries.keys()) entries.set(name, "no JSON");
  expect(readStates(NOW_MS, store)).toEqual([]);
  const refusing = (): never => {
    throw new Error("SecurityError");
  };
  expect(() => keepStates([KEPT], NOW_MS, refusing)).not.toThrow();
  expect(readStates(NOW_MS, refusing)).toEqual([]);
});
