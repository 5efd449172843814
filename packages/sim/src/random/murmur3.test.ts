import { expect, test } from "vitest";
import { murmur3x86x128 } from "./murmur3.ts";

const hex = (text: string, seed: number): string =>
  murmur3x86x128(
    Uint8Array.from(text, (letter) => letter.charCodeAt(0)),
    seed,
  )
    .map((word) => word.toString(16).padStart(8, "0"))
    .join("");

test("MurmurHash3_x86_128 gives the published values", () => {
  expect(hex("", 0)).toBe("00000000000000000000000000000000");
  expect(hex("", 1)).toBe("88c4adec54d201b954d201b954d201b9");
  expect(hex("I will not buy this tobacconist's, it is scratched.", 0)).toBe(
    "9b5b7ba2ef3f7866889adeaf00f3f98e",
  );
});
