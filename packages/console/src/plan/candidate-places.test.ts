import { expect, test } from "vitest";
import { EXAMPLE_KINDS, placesIn, withoutPlace, withPlace } from "./candidate-places.ts";

test("a place that is pointed at is a line of the text, and the text says which places there are", () => {
  const one = withPlace("", [48.0012345, 31.5]);
  expect(one).toBe(
    `${EXAMPLE_KINDS}places:\n  - { name: Place 1, latitude_deg: 48.00123, longitude_deg: 31.50000 }\n`,
  );
  const two = withPlace(one, [-1, -2.25]);
  expect(placesIn(two)).toEqual([
    { name: "Place 1", place: [48.00123, 31.5] },
    { name: "Place 2", place: [-1, -2.25] },
  ]);
  expect(placesIn(withoutPlace(two, "Place 1")).map(({ name }) => name)).toEqual(["Place 2"]);
  // A name that is gone is not given again while another bears it.
  const again = withPlace(withoutPlace(two, "Place 1"), [0, 0]);
  expect(placesIn(again).map(({ name }) => name)).toEqual(["Place 2", "Place 3"]);
});

test("it goes behind the places that people wrote, wherever those stand", () => {
  const written = [
    "places:",
    '  - { name: "water tower", latitude_deg: 34.99, longitude_deg: 33.005, ground_height_m: 12 }',
    "kinds:",
    "  - name: Radar",
  ].join("\n");
  const lines = withPlace(written, [35, 33]).split("\n");
  expect(lines[2]).toContain("Place 2");
  expect(lines[3]).toBe("kinds:");
  expect(placesIn(written)).toEqual([{ name: "water tower", place: [34.99, 33.005] }]);
});
