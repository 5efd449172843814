import { describe, expect, test } from "vitest";
import { areaId, warningKey } from "../index.ts";
import { scoreOfficialWarnings } from "../explain/score-official.ts";
import { isRunning, OFFICIAL_MESSAGES_MAX, OfficialBook, relayKey } from "./official-book.ts";
import type { OfficialWarning } from "./official-warning.ts";
import type { Warning } from "./warning.ts";

const S = 1_000_000;
let made = 0;
function official(changes: Partial<OfficialWarning> = {}): OfficialWarning {
  made += 1;
  return {
    inputId: "cd",
    source: "Civil Defence",
    identifier: `m${made}`,
    sender: "cd.example",
    sentUs: 0,
    status: "actual",
    messageType: "alert",
    scope: "public",
    note: null,
    references: [],
    infos: [],
    concerns: [{ areaId: areaId("area"), by: "polygon" }],
    unplaced: [],
    airThreat: true,
    signature: "none",
    document: { octets: 1, sha256: `hash ${made}`, text: null, encoding: "utf-8" },
    ...changes,
  };
}
const cancelOf = (earlier: OfficialWarning, changes: Partial<OfficialWarning> = {}) =>
  official({
    messageType: "cancel",
    concerns: [],
    references: [
      { sender: earlier.sender, identifier: earlier.identifier, sentUs: earlier.sentUs },
    ],
    ...changes,
  });

describe("a book of official warnings", () => {
  test("a Cancel ends its alert, and goes where that went", () => {
    const book = new OfficialBook();
    const alert = official();
    book.take(alert, 1 * S);
    const { entry, refused } = book.take(cancelOf(alert), 2 * S);
    expect(refused).toEqual([]);
    expect(entry.areas).toEqual(["area"]);
    expect(book.list()[0]).toMatchObject({ ended: "cancelled", endedUs: 2 * S });
    expect(isRunning(book.list()[0], 3 * S)).toBe(false);
  });

  test.each([
    ["another sender", { sender: "else.example" }],
    ["another input", { inputId: "other" }],
    ["an exercise", { status: "exercise" as const }],
  ])("%s ends nothing", (_name, changes) => {
    const book = new OfficialBook();
    const alert = official();
    book.take(alert, 1 * S);
    const { entry, refused } = book.take(cancelOf(alert, changes), 2 * S);
    expect(refused).toHaveLength(1);
    expect(entry.areas).toEqual([]);
    expect(book.list()[0].ended).toBeNull();
  });

  test("what is signed and verified is not ended by what is not", () => {
    const book = new OfficialBook();
    const alert = official({ signature: "verified" });
    book.take(alert, 1 * S);
    book.take(cancelOf(alert, { signature: "unverified" }), 2 * S);
    expect(book.list()[0].ended).toBeNull();
    book.take(cancelOf(alert, { signature: "verified" }), 3 * S);
    expect(book.list()[0].ended).toBe("cancelled");
  });

  test("one document is taken once; it is remembered who passed it on, also by a book that is restored", () => {
    const book = new OfficialBook();
    const alert = official();
    expect(book.take(alert, 1 * S).repeated).toBe(false);
    book.answered(relayKey(alert), "siren");
    const again = new OfficialBook();
    again.restore(book.list());
    expect(again.take(alert, 2 * S)).toMatchObject({
      repeated: true,
      entry: { answered: ["siren"] },
    });
  });

  test("holds so many, and forgets what is over before what runs", () => {
    const book = new OfficialBook();
    const first = official();
    book.take(first, 1 * S);
    const cancelled = official();
    book.take(cancelled, 1 * S);
    book.take(cancelOf(cancelled), 1 * S);
    for (let i = 0; i < OFFICIAL_MESSAGES_MAX - 2; i++) book.take(official(), 2 * S);
    expect(book.list()).toHaveLength(OFFICIAL_MESSAGES_MAX);
    expect(book.list().map(({ warning }) => warning.identifier)).toContain(first.identifier);
    expect(book.list().map(({ warning }) => warning.identifier)).not.toContain(
      cancelled.identifier,
    );
  });
});

const site = { mode: "shadow", areas: [{ id: "area" }] } as const;
const own = (issuedUs: number, episode = 1): Warning =>
  ({
    areaId: areaId("area"),
    mode: "shadow",
    episode,
    stage: "take-cover",
    action: "start",
    issuedUs,
    expiresUs: issuedUs + 60 * S,
    arrivalFromUs: null,
    arrivalToUs: null,
    threats: [] as Warning["threats"],
  }) as Warning;

describe("who was first", () => {
  const score = (
    theirs: readonly OfficialWarning[],
    atUs: readonly number[],
    ours: readonly Warning[],
  ) =>
    scoreOfficialWarnings(
      {
        officialWarnings: theirs.map((warning, i) => ({
          sequence: i,
          value: { type: "official-warning", receivedUs: atUs[i], warning },
        })),
        warnings: ours.map((value, i) => ({ sequence: 100 + i, value })),
      },
      site,
    ).map(({ outcome, officialLeadS }) => [outcome, officialLeadS]);

  test.each([
    ["theirs", [official()], [100 * S], [own(112.5 * S)], [["official-first", 12.5]]],
    ["ours", [official()], [100 * S], [own(90 * S)], [["ours-first", -10]]],
    ["only theirs", [official()], [100 * S], [], [["official-only", null]]],
    ["only ours", [], [], [own(90 * S)], [["ours-only", null]]],
    ["no threat from the air", [official({ airThreat: false })], [100 * S], [], []],
    [
      "an exercise",
      [official({ status: "exercise" })],
      [100 * S],
      [own(90 * S)],
      [["ours-only", null]],
    ],
    [
      "another event",
      [official({ infos: [] })],
      [100_000 * S],
      [own(90 * S)],
      [
        ["ours-only", null],
        ["official-only", null],
      ],
    ],
  ])("%s", (_name, theirs, atUs, ours, expected) => {
    expect(score(theirs, atUs, ours)).toEqual(expected);
  });

  test("a row of updates is one alarm from its first message on", () => {
    const alert = official();
    const update = official({
      messageType: "update",
      references: [{ sender: alert.sender, identifier: alert.identifier, sentUs: null }],
    });
    expect(score([alert, update], [100 * S, 160 * S], [own(130 * S)])).toEqual([
      ["official-first", 30],
    ]);
  });
});

test("a warning's key and an official one's are never the same", () => {
  expect(relayKey(official()).startsWith("official/")).toBe(true);
  expect(warningKey(own(0)).startsWith("official/")).toBe(false);
});
