import { expect, test } from "vitest";
import { SirenWatch } from "./siren-watch.ts";

const S = 1_000_000;
const watchOf = (...ids: readonly string[]) =>
  new SirenWatch(ids, { silentAfterUs: 15 * S, nowUs: 0 });

/** Deterministic chance, so that a failure can be repeated. */
function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

test("a siren that dies at any moment is told of within 20 s, once, and again when it is back: 500 deaths", () => {
  const chance = chanceOf(7);
  let latestUs = 0;
  for (let death = 0; death < 500; death++) {
    const watch = watchOf("gate-1");
    const phaseUs = Math.floor(chance() * 5 * S);
    const diesUs = 20 * S + Math.floor(chance() * 60 * S);
    const told: string[] = [];
    let toldUs = 0;
    for (let nowUs = 0; nowUs <= diesUs + 40 * S; nowUs += S / 4) {
      const lives = nowUs <= diesUs || nowUs > diesUs + 30 * S;
      if (lives && (nowUs - phaseUs) % (5 * S) < S / 4) watch.heard("gate-1", nowUs, null);
      if (nowUs % S !== 0) continue;
      for (const { wrong, detail } of watch.changes(nowUs)) {
        told.push(wrong ? "dead" : "back");
        if (wrong) toldUs = nowUs;
        expect(detail.length).toBeGreaterThan(3);
      }
    }
    expect(told.filter((what) => what === "dead")).toHaveLength(1);
    expect(told.at(-1)).toBe("back");
    latestUs = Math.max(latestUs, toldUs - diesUs);
  }
  expect(latestUs).toBeLessThanOrEqual(20 * S);
  expect(latestUs).toBeGreaterThan(10 * S);
});

test("a siren that is never heard is unknown, and told of", () => {
  const watch = watchOf("gate-1");
  for (let nowUs = 0; nowUs <= 15 * S; nowUs += S) expect(watch.changes(nowUs)).toEqual([]);
  expect(watch.changes(16 * S)).toEqual([
    { id: "gate-1", wrong: true, detail: "was never heard since the start" },
  ]);
  expect(watch.states()).toMatchObject([{ state: "unknown", heardUs: null }]);
});

test("a silent test that fails or is not answered is told of, and one that passes ends it", () => {
  const watch = watchOf("gate-1");
  watch.heard("gate-1", S, null);
  watch.changes(S);
  expect(watch.due(60 * S, S)).toEqual(["gate-1"]);
  watch.testing("gate-1", "n1", S);
  expect(watch.due(60 * S, 2 * S)).toEqual([]);
  expect(watch.tested("gate-1", { nonce: "other", ok: true, detail: "" }, 2 * S)).toBe(false);
  expect(watch.changes(7 * S)).toEqual([
    { id: "gate-1", wrong: true, detail: "failed its silent test: no answer to a silent test" },
  ]);
  watch.testing("gate-1", "n2", 8 * S);
  watch.tested("gate-1", { nonce: "n2", ok: true, detail: "" }, 9 * S);
  expect(watch.changes(9 * S)).toEqual([
    { id: "gate-1", wrong: false, detail: "heard, and passed its test" },
  ]);
});

test("a siren that was away when it was tested is tested again soon after it is back", () => {
  const watch = watchOf("gate-1");
  watch.heard("gate-1", S, null);
  watch.testing("gate-1", "n1", S);
  watch.changes(7 * S);
  watch.heard("gate-1", 8 * S, null);
  expect(watch.due(3_600 * S, 16 * S)).toEqual([]);
  expect(watch.due(3_600 * S, 17 * S)).toEqual(["gate-1"]);
});

test("a siren that says that it is faulty is shown so, though it lives", () => {
  const watch = watchOf("gate-1");
  watch.heard("gate-1", S, "the horn draws no current");
  expect(watch.changes(S)).toMatchObject([{ id: "gate-1", wrong: true }]);
  expect(watch.states()).toMatchObject([{ state: "faulty" }]);
  watch.heard("gate-1", 2 * S, null);
  expect(watch.changes(2 * S)).toMatchObject([{ wrong: false }]);
});

test("who waits for a test learns what came of it, or that the channel was closed", async () => {
  const watch = watchOf("gate-1", "gate-2");
  watch.testing("gate-1", "n", 0);
  const [answered, closed] = [watch.result("gate-1"), watch.result("gate-2")];
  watch.tested("gate-1", { nonce: "n", ok: true, detail: "" }, 1);
  watch.end(2);
  expect(await answered).toEqual({ ok: true, detail: "passed" });
  expect(await closed).toEqual({ ok: false, detail: "the channel was closed meanwhile" });
});

test("who asks while an older test gets no answer learns what comes of the next", async () => {
  const watch = watchOf("gate-1");
  watch.testing("gate-1", "before", 0);
  const asked = watch.result("gate-1");
  watch.changes(6 * S);
  expect(watch.due(60 * S, 6 * S)).toEqual(["gate-1"]);
  watch.testing("gate-1", "after", 6 * S);
  watch.tested("gate-1", { nonce: "after", ok: true, detail: "" }, 7 * S);
  expect(await asked).toEqual({ ok: true, detail: "passed" });
});

test("a siren that comes after the test of all has failed nothing: it is tested anew", () => {
  const watch = watchOf("gate-1");
  watch.testing("gate-1", "before", 0);
  watch.heard("gate-1", S, null);
  expect(watch.due(60 * S, S)).toEqual(["gate-1"]);
  watch.testing("gate-1", "after", S);
  expect(watch.tested("gate-1", { nonce: "after", ok: true, detail: "" }, 2 * S)).toBe(true);
  expect(watch.changes(6 * S)).toEqual([]);
  expect(watch.states()).toMatchObject([{ state: "fresh" }]);
});

test("an answer is heard, though nothing else was", () => {
  const watch = watchOf("gate-1");
  watch.testing("gate-1", "n", 0);
  expect(watch.tested("gate-1", { nonce: "n", ok: true, detail: "" }, S)).toBe(true);
  watch.changes(S);
  expect(watch.states()).toMatchObject([{ state: "fresh", heardUs: S }]);
});
