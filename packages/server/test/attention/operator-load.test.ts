import { expect, test } from "vitest";
import { callsOf, CALLS_MAX, mostAtOnce } from "./calls.ts";
import { toldIn } from "./crowded-minutes.ts";

const FEW = {
  name: "test",
  sensors: 2,
  areas: 5,
  objects: 0,
  outages: [],
  durationS: 300,
  seed: 4,
};

test("a salvo of fifty on five areas calls for its operator at most ten times in ten minutes, and names each area", async () => {
  const told = await toldIn({ ...FEW, objects: 50 });
  const calls = callsOf(told);
  expect(mostAtOnce(calls)).toBeLessThanOrEqual(CALLS_MAX);
  for (let area = 0; area < FEW.areas; area++)
    expect(calls.some(({ text }) => text.includes(`TAKE-COVER Area ${area} (start`))).toBe(true);
});

test("thirty sensors lost at once are a few lines, one of which counts them; that the area is bare is said by itself", async () => {
  const outages = Array.from({ length: 30 }, (_, sensor) => ({ sensor, fromS: 40, toS: 200 }));
  const told = await toldIn({ ...FEW, sensors: 30, areas: 1, outages });
  const calls = callsOf(told);
  expect(mostAtOnce(calls)).toBeLessThanOrEqual(CALLS_MAX);
  const bare = calls.filter(({ text }) => text.includes("Area 0: NOT PROTECTING"));
  expect(bare.some(({ second }) => second > 40 && second < 48)).toBe(true);
  expect(told.some(({ text }) => /and \d+ more are (?:down|up).*told together/.test(text))).toBe(
    true,
  );
});

test("a sensor that comes and goes does not chatter", async () => {
  const outages = Array.from({ length: 20 }, (_, i) => ({
    sensor: 0,
    fromS: 40 + 40 * i,
    toS: 60 + 40 * i,
  }));
  const calls = callsOf(await toldIn({ ...FEW, outages, durationS: 850 }));
  expect(calls.length).toBeGreaterThan(3);
  expect(mostAtOnce(calls)).toBeLessThanOrEqual(CALLS_MAX);
});
