import fc from "fast-check";
import { expect, test } from "vitest";
import { type AirProfile, isProfileProblem } from "../profile.ts";
import { readSounding } from "./read-sounding.ts";

const row = (...cells: readonly (number | string)[]): string =>
  cells.map((cell) => String(cell).padStart(7)).join("");
const RULE = "-".repeat(77);

/** Made up, in the form of such a page: a level without wind, one without height. */
const page = (
  windUnit = "knot",
  wind = "SKNT",
): string => `<HTML><H2>99999 Weir at 12Z 29 Nov 2026</H2><PRE>
${RULE}
${row("PRES", "HGHT", "TEMP", "DWPT", "RELH", "MIXR", "DRCT", wind, "THTA", "THTE", "THTV")}
${row("hPa", "m", "C", "C", "%", "g/kg", "deg", windUnit, "K", "K", "K")}
${RULE}
${row("1000.0", 95)}
${row("992.0", 180, "21.0", "11.0", 53, "8.35", 200, 10, "294.8", "318.9", "296.3")}
${row("850.0", 1520, "12.4", "2.4", 50, "5.38", 230, 25)}
${row("700.0", "", "2.0", "-8.0", 47, "3.0", 240, 30)}
${row("500.0", 5700, "-18.1", "", "", "", 270, 60)}
</PRE><H3>Station information and sounding indices</H3><PRE>
Observation time: 261129/1115
</PRE></HTML>`;

const profileOf = (text: string): AirProfile => {
  const read = readSounding(text);
  if (isProfileProblem(read)) throw new Error(read.words);
  return read;
};

test("levels with height and wind are taken, temperatures virtual, knots as metres a second", () => {
  const { timeUs, levels } = profileOf(page());
  expect(timeUs).toBe(Date.UTC(2026, 10, 29, 11, 15) * 1_000);
  expect(levels.map(({ heightM }) => heightM)).toEqual([180, 1_520, 5_700]);
  expect(levels[0]).toMatchObject({ windFromDeg: 200, pressurePa: 99_200 });
  expect(levels[0].windMps).toBeCloseTo(5.144, 3);
  // Humid air is as light as drier air 1.5 K warmer would be.
  expect(levels[0].temperatureK).toBeCloseTo(294.15 * (1 + 0.608 * 8.35e-3), 6);
  expect(levels[2].temperatureK).toBeCloseTo(255.05, 6);
});

test("a list in metres a second is read as such", () => {
  expect(profileOf(page("m/s", "SPED")).levels[2].windMps).toBe(60);
});

test("without an observation's time that of the page's title holds", () => {
  expect(profileOf(page().replace("Observation time", "Released")).timeUs).toBe(
    Date.UTC(2026, 10, 29, 12) * 1_000,
  );
});

test("a page of something else is told as such, and no text whatever throws", () => {
  const read = readSounding("<html>Can't get 99999 Observations at 12Z 29 Nov 2026.</html>");
  expect(isProfileProblem(read) && read.words).toContain("this is no list of a sounding");
  const cell = fc.oneof(fc.constantFrom("PRES", "HGHT", "TEMP", "\n", RULE), fc.string());
  fc.assert(
    fc.property(fc.array(cell), (cells) => {
      expect(() => readSounding(cells.map((one) => one.padStart(7)).join(""))).not.toThrow();
    }),
  );
});
