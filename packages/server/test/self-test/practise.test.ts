import { expect, test } from "vitest";
import { checkLook } from "@tocsin/sdk";
import { SystemClock } from "../../src/pipeline/system-clock.ts";
import { makeUpRaid } from "../../src/self-test/made-up-raid.ts";
import { practise } from "../../src/self-test/practise.ts";

const BEGAN_US = 1_767_225_600_000_000;

const ports = () => ({
  clock: new SystemClock(),
  chance: () => 0.5,
  signal: new AbortController().signal,
});

test("a practice takes a raid on every area from octets to warnings that leave by no channel", async () => {
  const { looks, warnings } = await practise({ ...ports(), isWanted: () => true });
  expect(looks).toBeGreaterThan(80);
  expect(warnings).toBeGreaterThanOrEqual(makeUpRaid().site.areas.length);
}, 40_000);

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

test("the made-up raid is the same each time, and every look of it is sound", () => {
  const { looks, site, encoder } = makeUpRaid();
  const [first, again] = [[...looks(BEGAN_US)], [...makeUpRaid().looks(BEGAN_US)]];
  expect(again).toEqual(first);
  for (const look of first) {
    expect(checkLook(look)).toMatchObject({ ok: true, look: { sensorId: look.sensorId } });
    expect(encoder.encode(look).unsaid).toBe(0);
  }
  expect(site.id.startsWith("~")).toBe(true);
});
