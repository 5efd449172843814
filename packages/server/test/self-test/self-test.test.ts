import {
  createEngine,
  type Engine,
  type EngineEffect,
  type EngineEvent,
  MODES,
  type StepPieces,
  stepThrough,
} from "@tocsin/core";
import { SELF_TEST_LINKS, type SelfTestLink } from "@tocsin/sdk";
import { expect, test } from "vitest";
import { SystemClock } from "../../src/pipeline/system-clock.ts";
import { flyRound, type RoundTaps, type SelfTestRound } from "../../src/self-test/fly-round.ts";
import { makeUpThreat } from "../../src/self-test/made-up-threat.ts";
import { SelfTest } from "../../src/self-test/self-test.ts";

const threat = makeUpThreat();
const clock = new SystemClock();
const ROUND = { threat, clock, chance: () => 0.5, signal: new AbortController().signal };
const fly = (taps: Partial<RoundTaps> = {}, withinUs = 5_000_000): Promise<SelfTestRound> =>
  flyRound({ ...ROUND, taps, withinUs });

/** An engine from which some effects do not come. */
const engineWithout = (isLost: (effect: EngineEffect) => boolean) => (): Engine => {
  const engine = createEngine();
  function* begin(event: EngineEvent): StepPieces {
    const { effects, wakeAtUs } = engine.step(event);
    yield effects.filter((effect) => !isLost(effect));
    return wakeAtUs;
  }
  return {
    step: (event) => stepThrough(begin(event)),
    begin,
    isUrgent: () => engine.isUrgent(),
    tracks: () => engine.tracks(),
    openWarnings: () => engine.openWarnings(),
    orders: () => engine.orders(),
    weather: () => engine.weather(),
    snapshot: () => engine.snapshot(),
    restore: (snapshot, terrain) => engine.restore(snapshot, terrain),
  };
};

/** Every link, broken where it can be. */
function cuts(): Readonly<Record<SelfTestLink, Partial<RoundTaps>>> {
  let plots = 0;
  return {
    input: { toInput: () => false },
    tracking: { toInput: (octets) => octets[0] !== 15 || ++plots === 1 },
    assessment: { engine: engineWithout(({ type }) => type === "decision" || type === "warning") },
    warning: { engine: engineWithout(({ type }) => type === "warning") },
    channel: { toSiren: () => false },
    siren: { toSiren: (octets) => ((octets[octets.length - 1] ^= 1), true) },
    receipt: { fromSiren: () => false },
  };
}

test("a made-up rocket comes through from octets on a socket to the siren's signed answer, link by link", async () => {
  const { roundTripMs, passedMs, broken, trouble } = await fly();
  expect({ broken, trouble }).toEqual({ broken: null, trouble: "" });
  expect(Object.keys(passedMs)).toEqual(SELF_TEST_LINKS);
  const times = SELF_TEST_LINKS.map((link) => passedMs[link] ?? NaN);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(roundTripMs).toBe(passedMs.receipt);
  // It takes four turns of a quarter of a second: none comes through without having waited for them.
  expect(roundTripMs).toBeGreaterThan(700);
});

test("whatever link breaks, that one is named, and those before it are passed", async () => {
  const rounds = Object.entries(cuts()).map(async ([link, taps]) => {
    const round = await fly(taps, 3_000_000);
    return [link, round.broken, round.roundTripMs, Object.keys(round.passedMs)];
  });
  const passedBefore = (link: string) =>
    SELF_TEST_LINKS.slice(
      0,
      SELF_TEST_LINKS.findIndex((each) => each === link),
    );
  expect(await Promise.all(rounds)).toEqual(
    SELF_TEST_LINKS.map((link) => [link, link, null, passedBefore(link)]),
  );
});

test("a failure is told once with its link, and its end; a stop cuts short without a word", async () => {
  const stop = new AbortController();
  const told: string[] = [];
  const seen: string[] = [];
  let cut = true;
  let rounds = 0;
  const selfTest = new SelfTest({
    clock,
    chance: () => 0.5,
    everyUs: 100_000,
    withinUs: 2_500_000,
    firstAfterUs: 0,
    fault: (detail) => told.push(detail.replace(/\d+\.\d s/g, "N s")),
    changed: () => {
      rounds++;
      seen.push(`${selfTest.shown().state} ${String(selfTest.shown().broken)}`);
      if (rounds === 2) cut = false;
      if (rounds === 3) stop.abort();
    },
    taps: { toSiren: (octets) => (cut ? ((octets[octets.length - 1] ^= 1), true) : true) },
  });
  expect(selfTest.shown()).toMatchObject({ state: "waiting", lastUs: null, roundTripMs: null });
  await selfTest.run(stop.signal);
  expect(seen).toEqual(["failed siren", "failed siren", "passed null"]);
  expect(told).toEqual([
    "siren: the siren did not take the warning for true, or did not hear it within N s; null-siren: it refused what it heard: bad-signature",
    "over: it came through in N s",
  ]);
  const { passed, failed, shown } = selfTest.metrics();
  expect([passed, failed, shown.state, shown.broken]).toEqual([1, 2, "passed", null]);
  expect(shown.roundTripMs).toBe(shown.medianMs);
});

test("its site is in no mode that warns people", () => {
  expect(MODES).toContain(threat.site.mode);
  expect(threat.site.mode).toBe("simulation");
});
