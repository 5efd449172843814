import { expect, test } from "vitest";
import { claimsOf } from "./claims-of.ts";

test.each([
  [
    "The drones were launched from a lorry parked beyond the Lomi river.",
    "parked beyond the Lomi river",
  ],
  [
    "The shelling came from positions held by the M-17 rebels at Rusozi.",
    "positions held by the M-17 rebels at Rusozi",
  ],
  ["The shells were fired from a moving barge on the Oued Zis.", "barge on the Oued Zis"],
])("a place of launch is told with where that is: %s", (text, words) => {
  const [place] = claimsOf("A", text, []).filter(({ predicate }) => predicate === "launch.place");
  expect(text.slice(place?.span.start, place?.span.end)).toContain(words);
});
