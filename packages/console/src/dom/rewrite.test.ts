import { expect, test } from "vitest";
import { rewrite } from "./rewrite.ts";

test("a text that says the same already is left alone", () => {
  const written: (string | null)[] = [];
  const node = {
    get textContent(): string | null {
      return written.at(-1) ?? "";
    },
    set textContent(text: string | null) {
      written.push(text);
    },
  };
  for (const text of ["", "30 s", "30 s", "29 s"]) rewrite(node, text);
  rewrite(null, "30 s");
  expect(written).toEqual(["30 s", "29 s"]);
});
