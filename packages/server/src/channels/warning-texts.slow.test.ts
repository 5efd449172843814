import { areaId, type Mode, MODES, siteId, type Warning } from "@tocsin/core";
import { type Language, LANGUAGES, type OutgoingText } from "@tocsin/sdk";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SENTENCES } from "./texts/language-sentences.ts";
import { warningTexts } from "./warning-texts.ts";

const ISSUED_US = Date.UTC(2026, 4, 1, 15, 30, 45) * 1000;
const at = (s: number): number => ISSUED_US + s * 1_000_000;
const WARNING: Warning = {
  siteId: siteId("harbour"),
  areaId: areaId("hospital"),
  mode: "live",
  episode: 1,
  version: 1,
  stage: "take-cover",
  action: "start",
  issuedUs: ISSUED_US,
  expiresUs: at(600),
  arrivalFromUs: null,
  arrivalToUs: null,
  probability: 0.4,
  threats: [],
  decisions: [],
  replaces: null,
};
const SETTING = {
  siteName: "Harbour",
  area: { name: "Hospital", shelterS: 30 },
  timeZone: "Asia/Baghdad",
};

const KINDS: readonly Partial<Warning>[] = [
  { stage: "pre-alert", action: "start" },
  { stage: "pre-alert", action: "update" },
  { stage: "pre-alert", action: "lower" },
  { stage: "pre-alert", action: "update", awaits: "sweep" },
  { stage: "take-cover", action: "start" },
  { stage: "take-cover", action: "raise" },
  { stage: "take-cover", action: "update" },
  { stage: "take-cover", action: "start", byHand: true },
  { stage: "take-cover", action: "update", awaits: "sweep" },
  { stage: "all-clear", action: "end" },
  { stage: "retraction", action: "end" },
];
const WINDOWS: readonly (readonly [number, number] | null)[] = [
  null,
  [-5, 3],
  [4, 20],
  [29, 29],
  [31, 55],
  [118, 260],
  [360, 1_500],
];
const ALL = KINDS.flatMap((kind) =>
  MODES.flatMap((mode) =>
    WINDOWS.map((window): Warning => {
      const ends = kind.action === "end" || kind.awaits !== undefined;
      const [from, to] = ends || window === null ? [null, null] : window.map(at);
      return { ...WARNING, ...kind, mode, arrivalFromUs: from, arrivalToUs: to };
    }),
  ),
);
const bare = (text: string): string => text.replaceAll(/[\u2068\u2069]/g, "");
const clock = (us: number): string =>
  new Date(us / 1000 + 3 * 3_600_000).toISOString().slice(11, 19);
const isAlarm = ({ stage }: Warning): boolean => stage === "pre-alert" || stage === "take-cover";

describe.each(LANGUAGES)("every warning in %s", (language) => {
  const said = ALL.map((warning): readonly [Warning, OutgoingText] => [
    warning,
    warningTexts(warning, SETTING, [language])[0],
  ]);

  test("says who is meant and what to do, where, when, how long and who says so", () => {
    for (const [warning, text] of said) {
      const instruction = bare(text.instruction);
      // "Stay near shelter" is the beginning of what is said when the danger is lower.
      const acts = Object.values(SENTENCES[language].act).filter((act) =>
        instruction.includes(act),
      );
      expect(
        acts.filter((act) => !acts.some((other) => other !== act && other.includes(act))),
      ).toHaveLength(1);
      const who = SENTENCES[language].everybody.split("{")[0];
      const { arrivalFromUs, arrivalToUs, expiresUs, issuedUs, action } = warning;
      const isUnknown = isAlarm(warning) && arrivalFromUs === null && action === "start";
      const times = isAlarm(warning) ? [expiresUs, arrivalFromUs, arrivalToUs] : [];
      const parts = [
        who,
        "Hospital",
        "Harbour",
        clock(issuedUs),
        ...times.flatMap((us) => (us === null ? [] : [clock(us)])),
        ...(isUnknown ? [SENTENCES[language].window.unknown] : []),
      ];
      expect(parts.filter((part) => !instruction.includes(part))).toEqual([]);
    }
  });

  test("says first what is not real, and nothing of that when it is", () => {
    const { mode: marks } = SENTENCES[language];
    const wrong = said.filter(([{ mode }, text]) =>
      [text.headline, text.instruction].some((part) =>
        mode === "live"
          ? Object.values(marks).some((mark) => part.includes(mark))
          : !part.startsWith(marks[mode]),
      ),
    );
    expect(wrong).toEqual([]);
  });

  test("leaves no place open and no fence unclosed", () => {
    for (const [, text] of said)
      for (const part of [text.headline, text.instruction, text.short ?? ""]) {
        expect(part).not.toMatch(/[{}]|undefined|null|NaN/);
        let depth = 0;
        for (const letter of part) {
          if (letter === "\u2068") depth++;
          if (letter === "\u2069") depth--;
          expect(depth === 0 || depth === 1).toBe(true);
        }
        expect(depth).toBe(0);
      }
  });

  test("has a short form of at most 160 characters with place, source and end, whatever the names", () => {
    const names = fc.string({ minLength: 1, maxLength: 120, unit: "grapheme" });
    fc.assert(
      fc.property(fc.constantFrom(...ALL), names, names, (warning, name, siteName) => {
        const setting = { ...SETTING, siteName, area: { name, shelterS: 30 } };
        const { short = "" } = warningTexts(warning, setting, [language])[0];
        expect(short.length).toBeLessThanOrEqual(160);
        const until = isAlarm(warning) ? clock(warning.expiresUs).slice(0, 5) : "";
        expect(bare(short)).toContain(until);
      }),
      { seed: 612, numRuns: 400 },
    );
    for (const [, { short = "" }] of said) expect(bare(short)).toMatch(/Hospital[^]*Harbour/);
  });
});

test("in Arabic every name and time is fenced; elsewhere only what reads the other way", () => {
  const warning = { ...WARNING, arrivalFromUs: at(40), arrivalToUs: at(50), threats: [] };
  const [en, ar] = warningTexts(warning, SETTING, ["en", "ar"]);
  expect(en.instruction).not.toContain("\u2068");
  const fences = [...ar.instruction.matchAll(/\u2068([^\u2069]*)\u2069/g)].map(
    ([, inside]) => inside,
  );
  expect(fences).toEqual([
    "Hospital",
    ...[40, 50, 600, 0].flatMap((s) => [clock(at(s)), clock(at(s) - 3 * 3_600_000_000)]),
    "Harbour",
  ]);
  const arabic = { ...SETTING, area: { name: "مستشفى الميناء", shelterS: 30 } };
  expect(warningTexts(warning, arabic, ["en"])[0].headline).toContain("\u2068مستشفى الميناء\u2069");
});

test.each<[Language, number, string]>([
  ["en", 44, "in about 40 seconds"],
  ["ar", 11, "خلال نحو 10 ثوانٍ"],
  ["ar", 44, "خلال نحو 40 ثانية"],
  ["ar", 130, "خلال نحو دقيقتين"],
  ["ar", 310, "خلال نحو 5 دقائق"],
  ["ar", 700, "خلال نحو 11 دقيقة"],
  ["uk", 44, "приблизно через 40 секунд"],
  ["uk", 130, "приблизно через 2 хвилини"],
  ["uk", 310, "приблизно через 5 хвилин"],
  ["uk", 1_270, "приблизно через 21 хвилину"],
])("counts in %s: %i s", (language, left, words) => {
  const warning = { ...WARNING, arrivalFromUs: at(left), arrivalToUs: null };
  expect(warningTexts(warning, SETTING, [language])[0].headline).toContain(words);
});

test("stages, updates and drills of one area cannot be taken for each other", () => {
  for (const language of LANGUAGES) {
    const headlines = KINDS.filter(({ action, byHand }) => action !== "raise" && byHand !== true)
      .flatMap((kind) =>
        (["live", "drill"] as Mode[]).map((mode) => ({ ...WARNING, ...kind, mode })),
      )
      .map((warning) => {
        const { headline, instruction } = warningTexts(warning, SETTING, [language])[0];
        return `${headline} ${instruction}`;
      });
    expect(new Set(headlines).size).toBe(headlines.length);
  }
});
