import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { checkLook } from "@tocsin/sdk";
import { SystemClock } from "../../src/pipeline/system-clock.ts";
import { makeUpRaid, RAID_TURN_S } from "../../src/self-test/made-up-raid.ts";
import { practise } from "../../src/self-test/practise.ts";

const BEGAN_US = 1_767_225_600_000_000;

const ports = () => ({
  clock: new SystemClock(),
  chance: () => 0.5,
  signal: new AbortController().signal,
});

test("a practice takes a raid on every area from octets to warnings that leave by no channel", async () => {
  const { looks, warnings } = await practise({ ...ports(), isWanted: () => true, waves: 1 });
  expect(looks).toBeGreaterThan(80);
  expect(warnings).toBeGreaterThanOrEqual(makeUpRaid().site.areas.length);
});

test("it ends when the post has something real to say, and when the post ends", async () => {
  let asked = 0;
  const cut = await practise({ ...ports(), isWanted: () => ++asked <= 3 });
  expect(asked).toBe(4);
  expect(cut.looks).toBeLessThan(4);
  const stopping = new AbortController();
  const ended = practise({ ...ports(), isWanted: () => true, signal: stopping.signal });
  stopping.abort();
  expect((await ended).warnings).toBe(0);
});

test("on a machine that has no time for it, it is over with the first wave", async () => {
  const system = new SystemClock();
  // Waits last no time, and whatever is to be done then is two seconds late.
  let nowUs = system.nowUs();
  const clock = {
    nowUs: () => nowUs,
    waitUntil: async (atUs: number) => {
      await setImmediate();
      nowUs = Math.max(nowUs, atUs + 2_000_000);
    },
    steppedByS: () => 0,
  };
  let asked = 0;
  await practise({ ...ports(), clock, waves: 3, isWanted: () => ++asked > 0 });
  const { looks, encoder } = makeUpRaid();
  const wave = [...looks(BEGAN_US)].flatMap((look) => encoder.encode(look).messages);
  expect(asked).toBe(wave.length + 1);
});

test("the made-up raid is the same each time, and every look of it is sound", () => {
  const { looks, site, encoder } = makeUpRaid();
  const [first, again] = [[...looks(BEGAN_US)], [...makeUpRaid().looks(BEGAN_US)]];
  expect(again).toEqual(first);
  const waves = [...looks(BEGAN_US, 3)];
  expect(waves.slice(0, first.length)).toEqual(first);
  expect(waves).toHaveLength(3 * first.length);
  expect(new Set(waves.map(({ sequence }) => sequence)).size).toBe(waves.length);
  for (const [i, { toUs }] of waves.entries()) expect(toUs).toBe(BEGAN_US + i * RAID_TURN_S * 1e6);
  const later = waves.slice(first.length, 2 * first.length);
  expect(later.map(({ detections }) => detections.length)).not.toEqual(
    first.map(({ detections }) => detections.length),
  );
  for (const look of waves) {
    expect(checkLook(look)).toMatchObject({ ok: true, look: { sensorId: look.sensorId } });
    expect(encoder.encode(look).unsaid).toBe(0);
  }
  expect(site.id.startsWith("~")).toBe(true);
});
