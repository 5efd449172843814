import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  BROADCAST_LIMITS,
  type Heartbeat,
  referencesDigest,
  type WarningState,
} from "./broadcast.ts";
import { readBroadcast } from "./read-broadcast.ts";

const STATE: WarningState = {
  site: "harbour",
  siteName: "Harbour",
  area: "hospital",
  areaName: "Harbour Hospital",
  mode: "live",
  episode: 3,
  version: 2,
  stage: "take-cover",
  action: "raise",
  issuedMs: 1_790_000_000_000,
  lifeMs: 90_000,
  window: { fromMs: -2_000, toMs: 30_000 },
  texts: [{ language: "en", direction: "ltr", headline: "TAKE COVER", instruction: "Go in." }],
  ringsDeg: [[33.3, 44.3, 33.3, 44.4, 33.4, 44.4]],
  replaces: 1,
  recorded: true,
};
const HEARTBEAT: Heartbeat = {
  site: "harbour",
  siteName: "Harbour",
  mode: "live",
  everyMs: 10_000,
  timeMs: 1_790_000_000_000,
  latest: [{ key: "harbour/hospital/live/3", version: 2, stage: "take-cover", digest: "abc" }],
  valid: { count: 1, digest: "0011223344556677" },
  chain: { sequence: 812, hash: null },
};
const octets = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
const RUNS = { seed: 20_261_128, numRuns: 5_000 };

test("what a post says is read as it was said", () => {
  expect(readBroadcast("warning-state", octets(STATE))).toEqual({
    ok: true,
    document: { purpose: "warning-state", state: STATE },
  });
  expect(readBroadcast("heartbeat", octets(HEARTBEAT))).toEqual({
    ok: true,
    document: { purpose: "heartbeat", heartbeat: HEARTBEAT },
  });
  expect(readBroadcast("clock", octets({ nonce: "n-1" }))).toMatchObject({ ok: true });
});

test("where a post would warn nobody by itself is read within its limits, also where it does not tell", () => {
  const read = (unwatched: unknown) =>
    readBroadcast("heartbeat", octets({ ...HEARTBEAT, unwatched }));
  const names = (count: number) => Array.from({ length: count }, (_, i) => `area-${i}`);
  const most = BROADCAST_LIMITS.unwatchedAreas;
  for (const unwatched of [
    "untold",
    { extent: "only", areas: ["hospital"] },
    { extent: "all-but", areas: [] },
    { extent: "only", areas: names(most) },
  ])
    expect(read(unwatched)).toMatchObject({ document: { heartbeat: { ...HEARTBEAT, unwatched } } });
  for (const unwatched of [
    null,
    true,
    "told",
    ["hospital"],
    { extent: "some", areas: [] },
    { extent: "only" },
    { extent: "only", areas: [1] },
    { extent: "only", areas: [""] },
    { extent: "only", areas: names(most + 1) },
  ])
    expect(read(unwatched)).toMatchObject({ ok: false });
});

test("a field of a later version is passed over", () => {
  expect(readBroadcast("warning-state", octets({ ...STATE, later: 1 }))).toMatchObject({
    document: { state: STATE },
  });
});

describe("a state is refused", () => {
  const wrong: readonly (readonly [string, unknown])[] = [
    ["mode", "LIVE"],
    ["stage", "fire"],
    ["episode", 0],
    ["version", 1.5],
    ["lifeMs", 0],
    ["lifeMs", BROADCAST_LIMITS.lifeMs + 1],
    ["window", undefined],
    ["window", { fromMs: 5, toMs: 4 }],
    ["texts", []],
    ["texts", Array.from({ length: BROADCAST_LIMITS.texts + 1 }, () => STATE.texts[0])],
    ["texts", [{ ...STATE.texts[0], headline: "x".repeat(1_001) }]],
    ["texts", [{ ...STATE.texts[0], direction: "up" }]],
    ["ringsDeg", []],
    ["ringsDeg", [[1, 2, 3, 4]]],
    ["ringsDeg", [[1, 2, 3, 4, 5, 6, 7]]],
    ["ringsDeg", [[91, 2, 3, 4, 5, 6]]],
    ["ringsDeg", [Array.from({ length: 2 * BROADCAST_LIMITS.corners + 2 }, () => 1)]],
    ["replaces", 0],
    ["recorded", "yes"],
    ["site", ""],
  ];
  test.each(wrong)("for its %s: %j", (field, value) => {
    const given = octets({ ...STATE, [field]: value });
    const reading = readBroadcast("warning-state", given);
    expect(reading.ok).toBe(false);
  });
  test("when a field is missing, and it is named", () => {
    for (const field of Object.keys(STATE)) {
      const { [field]: _left, ...rest } = STATE as unknown as Record<string, unknown>;
      expect(readBroadcast("warning-state", octets(rest))).toEqual({ ok: false, field });
    }
  });
  test("under another purpose", () => {
    expect(readBroadcast("heartbeat", octets(STATE)).ok).toBe(false);
    expect(readBroadcast("look", octets(STATE))).toEqual({ ok: false, field: "(purpose)" });
  });
});

test("whatever the octets are, nothing throws", () => {
  const purpose = fc.constantFrom("warning-state", "heartbeat", "clock", "other");
  const damaged = fc
    .record({ whole: fc.constantFrom(STATE, HEARTBEAT), at: fc.nat(), octet: fc.nat(255) })
    .map(({ whole, at, octet }) => {
      const bytes = octets(whole);
      bytes[at % bytes.length] = octet;
      return bytes;
    });
  const anything = fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.jsonValue().map(octets), damaged);
  expect(() =>
    fc.assert(
      fc.property(purpose, anything, (name, bytes) => {
        readBroadcast(name, bytes);
      }),
      RUNS,
    ),
  ).not.toThrow();
});

test("the digest of references knows no order, and tells apart what differs", () => {
  const a = { key: "s/a/live/1", version: 1 };
  const b = { key: "s/b/live/1", version: 1 };
  expect(referencesDigest([a, b])).toBe(referencesDigest([b, a]));
  expect(referencesDigest([a, { ...b, version: 2 }])).not.toBe(referencesDigest([a, b]));
  // FNV-1a's offset basis: the hash of nothing.
  expect(referencesDigest([])).toBe("cbf29ce484222325");
});
