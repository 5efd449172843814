import { describe, expect, test } from "vitest";
import { trackId } from "../units/ids.ts";
import { MICROS_PER_SECOND, type TimeUs } from "../units/time.ts";
import { announcedPlace, FlightMasks } from "./flight-masks.ts";
import type { FlightMask } from "./site-model.ts";

const at = (s: number): TimeUs => s * MICROS_PER_SECOND;
/** East along the x axis at 10 m/s from 100 s to 200 s, then rests; expires at 300 s. */
const MASK: FlightMask = {
  id: "ambulance",
  reason: "announced",
  fromUs: at(50),
  expiresUs: at(300),
  waypoints: [
    { timeUs: at(100), eastM: 0, northM: 0, upM: 100 },
    { timeUs: at(200), eastM: 1000, northM: 0, upM: 200 },
  ],
  radiusM: 50,
};
const A = trackId("a");
const B = trackId("b");
const place = (eastM: number, northM = 0, upM = 150) => ({ eastM, northM, upM });
const masksOf = (...masks: readonly FlightMask[]): FlightMasks =>
  new FlightMasks(masks.length > 0 ? masks : [MASK]);

describe("where an announced flight should be", () => {
  test.each([
    [50, 0, 100],
    [100, 0, 100],
    [150, 500, 150],
    [175, 750, 175],
    [200, 1000, 200],
    [250, 1000, 200],
  ])("at %i s", (s, eastM, upM) => {
    expect(announcedPlace(MASK, at(s))).toMatchObject({ eastM, northM: 0, upM });
  });

  test("between the right two of many way points", () => {
    const third = { timeUs: at(210), eastM: 1000, northM: 300, upM: 200 };
    const mask = { ...MASK, waypoints: [...MASK.waypoints, third] };
    expect(announcedPlace(mask, at(205))).toMatchObject({ eastM: 1000, northM: 150 });
  });
});

describe("a friendly flight hides", () => {
  test("its own object, where and when it was announced", () => {
    const masks = masksOf();
    expect(masks.covering(A, at(150), place(500))).toBe(MASK);
    expect(masks.covering(A, at(160), place(649.9, 0, 160))).toBe(MASK);
  });

  test("no second object beside it", () => {
    const masks = masksOf();
    masks.covering(A, at(150), place(500));
    expect(masks.covering(B, at(150), place(500, 10))).toBeNull();
    expect(masks.covering(A, at(151), place(510))).toBe(MASK);
  });

  test("nothing off its way: sideways, behind, above", () => {
    for (const off of [place(500, 51), place(440), place(500, 0, 201)])
      expect(masksOf().covering(A, at(150), off)).toBeNull();
  });

  test("nothing that came from elsewhere: a stranger stays one, though the mask is free", () => {
    const masks = masksOf();
    expect(masks.covering(B, at(140), place(400, 300))).toBeNull();
    expect(masks.covering(B, at(150), place(500))).toBeNull();
    expect(masks.covering(A, at(150), place(500))).toBe(MASK);
    masks.ended(A);
    expect(masks.covering(B, at(151), place(510))).toBeNull();
  });

  test("no more what has once left it", () => {
    const masks = masksOf();
    masks.covering(A, at(150), place(500));
    expect(masks.covering(A, at(155), place(550, 80))).toBeNull();
    expect(masks.covering(A, at(160), place(600))).toBeNull();
    expect(masks.covering(B, at(160), place(600))).toBe(MASK);
  });

  test("the same flight's next track, once the first has ended", () => {
    const masks = masksOf();
    masks.covering(A, at(150), place(500));
    masks.ended(A);
    expect(masks.covering(B, at(155), place(550))).toBe(MASK);
  });

  test("nothing before it begins and nothing once it has expired", () => {
    const masks = masksOf();
    expect(masks.covering(A, at(49), place(0, 0, 100))).toBeNull();
    expect(masks.covering(A, at(50), place(0, 0, 100))).toBe(MASK);
    expect(masks.covering(A, at(299), place(1000, 0, 200))).toBe(MASK);
    expect(masks.covering(A, at(300), place(1000, 0, 200))).toBeNull();
  });

  test("one object for each of two flights that were announced together", () => {
    const second = { ...MASK, id: "second" };
    const masks = masksOf(MASK, second);
    expect(masks.covering(A, at(150), place(500))).toBe(MASK);
    expect(masks.covering(B, at(150), place(505))).toBe(second);
    expect(masks.covering(trackId("c"), at(150), place(495))).toBeNull();
  });

  test("the same after a restart", () => {
    const masks = masksOf();
    masks.covering(A, at(150), place(500));
    masks.covering(B, at(150), place(500, 400));
    const restored = masksOf();
    restored.restore(JSON.parse(JSON.stringify(masks.snapshot())));
    expect(restored.covering(A, at(151), place(510))).toBe(MASK);
    restored.ended(A);
    expect(restored.covering(B, at(152), place(520))).toBeNull();
    expect(masks.covering(A, at(151), place(510))).toBe(MASK);
  });

  test("and remembers a thousand strangers, not more", () => {
    const masks = masksOf();
    for (let i = 0; i < 3000; i++) masks.covering(trackId(`s${i}`), at(150), place(9000));
    const [[, holding]] = masks.snapshot();
    expect(holding.strangers).toHaveLength(1024);
    expect(holding.strangers.at(-1)).toBe("s2999");
  });
});
