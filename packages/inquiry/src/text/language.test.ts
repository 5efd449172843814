import { expect, test } from "vitest";
import { isForeign, languageOf } from "./language.ts";

test.each([
  [
    "The drones were seen over the harbour and the port was closed for the night, it was said.",
    "en",
    true,
  ],
  ["أعلنت وزارة الداخلية أن ثلاث طائرات مسيرة استهدفت الميناء", "ar", false],
  ["Повітряна тривога: дрони над містом, є влучання у склад", "uk", false],
  [
    "Die Drohnen wurden über dem Hafen gesehen und die Stadt war in der Nacht ohne Strom, wie die Polizei sagt",
    "de",
    false,
  ],
  ["1234 5678", "und", false],
])("%s", (text, language, supported) => {
  expect(languageOf(text)).toEqual({ language, supported });
});

test.each([
  ["قال المتحدث إن ثلاث طائرات مسيرة استهدفت الميناء", true],
  ["Die Drohnen wurden über dem Hafen gesehen und die Stadt war in der Nacht ohne Strom", true],
  ["The ministry said three drones had been shot down.", false],
  ["Mohammed al-Rubaie, Ninawa", false],
  ["Three drones (ثلاث طائرات) struck the depot, officials said.", false],
  ["3 + 4 = 7", false],
])("a passage that is not English: %s", (passage, foreign) => {
  expect(isForeign(passage)).toBe(foreign);
});
