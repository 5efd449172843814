import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { PICTURE_FOLDER, PICTURES } from "../bench/pictures/pictures.ts";

test.each(PICTURES)(
  "docs/concepts/pictures/$name.svg is what the tracker draws today",
  ({ name, draw }) => {
    const committed = readFileSync(new URL(`${name}.svg`, PICTURE_FOLDER), "utf8");
    // Drawn anew with: node packages/core/bench/pictures/draw.ts
    expect(draw()).toBe(committed);
  },
);
