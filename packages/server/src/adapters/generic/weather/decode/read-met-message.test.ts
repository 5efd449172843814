import fc from "fast-check";
import { expect, test } from "vitest";
import { type AirProfile, isProfileProblem } from "../profile.ts";
import { readMetMessage } from "./read-met-message.ts";

const US = 1_000;
const RECEIVED_US = Date.UTC(2026, 10, 29, 13) * US;
/** Made up: 30.5 N 33.2 E, the 29th at 12.5 h, for two hours, station at 180 m, 992 hPa. */
const MESSAGE = `METCM2 305332 291252 018992
00320005 29410992
01330010 29320980
04410025 28500850
12480060 25300500
`;

const profileOf = (text: string, receivedUs = RECEIVED_US): AirProfile => {
  const read = readMetMessage(text, receivedUs);
  if (isProfileProblem(read)) throw new Error(read.words);
  return read;
};

test("heights are the middles of zones over the datum plane, winds in metres a second from degrees", () => {
  const { timeUs, validS, heightsFrom, levels } = profileOf(MESSAGE);
  expect(timeUs).toBe(Date.UTC(2026, 10, 29, 12, 30) * US);
  expect(validS).toBe(7_200);
  expect(heightsFrom).toBe("sea");
  expect(levels.map(({ heightM }) => heightM)).toEqual([180, 280, 1_430, 5_680]);
  expect(levels[0]).toMatchObject({ temperatureK: 294.1, pressurePa: 99_200 });
  // 320 tens of mils are a half turn; 25 knots are 12.86 m/s.
  expect(levels[0].windFromDeg).toBe(180);
  expect(levels[2].windMps).toBeCloseTo(12.861, 3);
});

test("it may come in one line, or with its place left out", () => {
  const one = MESSAGE.replace(/\n/g, " ").replace("305332", "XXXXXX");
  expect(profileOf(one)).toEqual(profileOf(MESSAGE));
});

test("the day is the nearest of that number: of last month in the first hours of this", () => {
  const message = MESSAGE.replace("291252", "302359");
  expect(profileOf(message, Date.UTC(2026, 11, 1, 1) * US)).toMatchObject({
    timeUs: Date.UTC(2026, 10, 30, 23, 30) * US,
    validS: 43_200,
  });
  expect(profileOf(MESSAGE.replace("291252", "291250")).validS).toBeNull();
});

test.each([
  ["hello", "this is no METCM"],
  [MESSAGE.replace("291252", "321252"), "there is no day 32"],
  [MESSAGE.replace("00320005", "0032000"), "its lines are not of 16 digits"],
  [MESSAGE.replace("01330010", "31330010"), "there is no zone 31"],
])("what is wrong is said: %j", (text, words) => {
  const read = readMetMessage(text, RECEIVED_US);
  expect(isProfileProblem(read) && read.words).toContain(words);
});

test("no text whatever throws", () => {
  const piece = fc.oneof(
    fc.constantFrom("METCM", "METCM2 305332 291252 018992", "\n"),
    fc.string(),
    fc.stringMatching(/^\d{0,40}$/),
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      expect(() => readMetMessage(pieces.join(" "), RECEIVED_US)).not.toThrow();
    }),
  );
});
