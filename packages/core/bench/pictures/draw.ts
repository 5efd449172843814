import { mkdirSync, writeFileSync } from "node:fs";
import { PICTURE_FOLDER, PICTURES } from "./pictures.ts";

/** `node packages/core/bench/pictures/draw.ts` draws the pictures of the concepts anew. */

mkdirSync(PICTURE_FOLDER, { recursive: true });
for (const { name, draw } of PICTURES) {
  writeFileSync(new URL(`${name}.svg`, PICTURE_FOLDER), draw());
  console.log(`docs/concepts/pictures/${name}.svg`);
}
