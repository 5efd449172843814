import { createPublicKey, verify } from "node:crypto";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { areaId, siteId, type Warning } from "@tocsin/core";
import {
  type BroadcastDocument,
  decodeEnvelope,
  type EnvelopeHead,
  type OutgoingWarning,
  readBroadcast,
} from "@tocsin/sdk";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Broadcaster, type Said } from "./broadcaster.ts";
import { beginPostEpoch, postKeyFile, postKeyOf } from "./post-key.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-broadcast-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const START_US = Date.UTC(2026, 4, 1, 15) * 1_000;
const clock = { nowUs: START_US, steadyMs: 5_000 };
const start = (): Broadcaster =>
  new Broadcaster({
    file: beginPostEpoch(folder, "harbour", "live"),
    site: { id: "harbour", name: "Harbour" },
    mode: "live",
    nowUs: () => clock.nowUs,
    steadyMs: () => clock.steadyMs,
    chain: () => ({ sequence: 7, hash: null }),
  });

const messageOf = (changes: Partial<Warning> = {}): OutgoingWarning => ({
  warning: {
    siteId: siteId("harbour"),
    areaId: areaId("hospital"),
    mode: "live",
    episode: 1,
    version: 1,
    stage: "take-cover",
    action: "start",
    issuedUs: START_US,
    expiresUs: START_US + 90_000_000,
    arrivalFromUs: START_US + 20_000_000,
    arrivalToUs: START_US + 30_000_000,
    probability: 0.4,
    threats: [],
    decisions: [],
    replaces: null,
    ...changes,
  },
  siteName: "Harbour",
  areaName: "Hospital",
  areaOwner: "Health",
  areaRingsDeg: [[33.31, 44.3, 33.31, 44.4, 33.4, 44.4]],
  recorded: true,
  headline: "TAKE COVER NOW",
  instruction: "Go in.",
  texts: [{ language: "en", direction: "ltr", headline: "TAKE COVER NOW", instruction: "Go in." }],
});

/** What an envelope says, after its signature was checked with the key that the post shows. */
function opened(octets: Uint8Array): { head: EnvelopeHead; document: BroadcastDocument } {
  const decoding = decodeEnvelope(octets);
  if (!decoding.ok) throw new Error(decoding.reason);
  const { head, content, signature } = decoding.envelope;
  const { publicKey } = postKeyOf(postKeyFile(folder, "harbour", "live"));
  const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: publicKey }, format: "jwk" });
  expect(verify(null, decoding.signed, key, signature)).toBe(true);
  const reading = readBroadcast(head.purpose, content);
  if (!reading.ok) throw new Error(reading.field);
  return { head, document: reading.document };
}

test("a warning is said once, signed, in durations, and a heartbeat follows it", async () => {
  const broadcaster = start();
  const said: Said[] = [];
  broadcaster.watch((each) => said.push(each));
  const octets = broadcaster.say(messageOf());
  expect(broadcaster.say(messageOf())).toBe(octets);
  await nextTurn();
  expect(said.map(({ kind }) => kind)).toEqual(["warning-state", "heartbeat"]);
  const { head, document } = opened(octets);
  expect(head).toMatchObject({
    issuerKind: "post",
    issuer: "harbour",
    audience: "harbour/live",
    purpose: "warning-state",
    madeMs: 5_000,
    lifetimeMs: 90_000,
  });
  expect(document).toMatchObject({
    state: { lifeMs: 90_000, window: { fromMs: 20_000, toMs: 30_000 }, stage: "take-cover" },
  });
  expect(opened(said[1].octets).document).toMatchObject({
    heartbeat: {
      latest: [{ key: "harbour/hospital/live/1", version: 1, stage: "take-cover" }],
      valid: { count: 1 },
      chain: { sequence: 7 },
    },
  });
});

test("what is valid is said anew with what is left of it, and no longer than it holds", () => {
  const broadcaster = start();
  broadcaster.say(messageOf());
  clock.nowUs = START_US + 80_000_000;
  const valid = broadcaster.valid().map((octets) => opened(octets));
  expect(valid.map(({ head }) => head.purpose)).toEqual(["warning-state", "heartbeat"]);
  expect(valid[0].document).toMatchObject({ state: { lifeMs: 10_000, version: 1 } });
  clock.nowUs = START_US + 90_000_000;
  expect(broadcaster.valid()).toHaveLength(1);
  clock.nowUs = START_US;
});

test("the end of an alarm is told for ten minutes to whoever missed it", () => {
  const broadcaster = start();
  broadcaster.say(messageOf());
  broadcaster.say(messageOf({ version: 2, stage: "all-clear", action: "end", replaces: 1 }));
  clock.nowUs = START_US + 599_000_000;
  expect(opened(broadcaster.valid()[0]).document).toMatchObject({ state: { stage: "all-clear" } });
  clock.nowUs = START_US + 600_000_000;
  expect(broadcaster.valid()).toHaveLength(1);
  clock.nowUs = START_US;
});

test("what changes in one turn has one heartbeat, that names it all", async () => {
  const broadcaster = start();
  const said: Said[] = [];
  broadcaster.watch((each) => said.push(each));
  for (let i = 0; i < 100; i++) broadcaster.say(messageOf({ areaId: areaId(`area-${i}`) }));
  await nextTurn();
  expect(said.map(({ kind }) => kind)).toEqual([
    ...Array.from({ length: 100 }, () => "warning-state"),
    "heartbeat",
  ]);
  expect(opened(said[100].octets).document).toMatchObject({ heartbeat: { valid: { count: 100 } } });
});

test("what comes late is told to nobody", async () => {
  const broadcaster = start();
  broadcaster.say(messageOf({ version: 3 }));
  await nextTurn();
  const said: Said[] = [];
  broadcaster.watch((each) => said.push(each));
  broadcaster.say(messageOf({ version: 2 }));
  await nextTurn();
  expect(said).toEqual([]);
});

test("no number is used twice, however often the post starts again, and what holds goes on holding", () => {
  const seen: (readonly [number, number])[] = [];
  for (let i = 0; i < 5; i++) {
    const broadcaster = start();
    broadcaster.adopt(messageOf());
    for (const octets of [
      ...broadcaster.valid(),
      broadcaster.clock("n"),
      broadcaster.say(messageOf()),
    ]) {
      const { head } = opened(octets);
      seen.push([head.epoch, head.sequence]);
    }
  }
  expect(seen).toHaveLength(20);
  for (const [i, [epoch, sequence]] of seen.entries()) {
    if (i === 0) continue;
    const [before, last] = seen[i - 1];
    expect(epoch > before || (epoch === before && sequence > last)).toBe(true);
  }
});

test("the latest twenty are named, newest first", () => {
  const broadcaster = start();
  for (let version = 1; version <= 30; version++) broadcaster.say(messageOf({ version }));
  const { document } = opened(broadcaster.valid().at(-1) ?? new Uint8Array());
  if (document.purpose !== "heartbeat") throw new Error("the last is a heartbeat");
  expect(document.heartbeat.latest.map(({ version }) => version)).toEqual(
    Array.from({ length: 20 }, (_, i) => 30 - i),
  );
});

test("each mode has its own key, which only its owner reads", () => {
  const live = postKeyOf(postKeyFile(folder, "harbour", "live"));
  const drill = postKeyOf(postKeyFile(folder, "harbour", "drill"));
  expect(postKeyOf(postKeyFile(folder, "harbour", "live"))).toEqual(live);
  expect(drill.publicKey).not.toBe(live.publicKey);
  expect(live.fingerprint).toMatch(/^([0-9a-f]{4} ){15}[0-9a-f]{4}$/);
  expect(statSync(join(folder, "identity", "broadcast-live.json")).mode & 0o777).toBe(0o600);
});

test("an outline that fits into no envelope is told as the box around it", () => {
  const broadcaster = start();
  const ring = Array.from({ length: 5_000 }, (_, i) => [33 + Math.sin(i), 44 + Math.cos(i)]).flat();
  const octets = broadcaster.say({ ...messageOf(), areaRingsDeg: [ring] });
  const { document } = opened(octets);
  if (document.purpose !== "warning-state") throw new Error("it is a state");
  expect(document.state.ringsDeg).toHaveLength(1);
  expect(document.state.ringsDeg[0]).toHaveLength(8);
});

test("for a way that carries little it is told shorter: to nobody less, and of everything the most important", () => {
  const broadcaster = start();
  const texts = ["en", "ar", "uk"].map((language) => ({
    language,
    direction: "ltr" as const,
    headline: "П".repeat(900),
    instruction: "П".repeat(900),
  }));
  const within = (bytesMax: number, ringsDeg = messageOf().areaRingsDeg) => {
    const message = { ...messageOf(), areaRingsDeg: ringsDeg, texts };
    const { document } = opened(broadcaster.sayWithin(message, bytesMax));
    if (document.purpose !== "warning-state") throw new Error("it is a state");
    return document.state;
  };
  const roomy = within(7_000);
  expect(
    roomy.texts.map(({ headline, instruction }) => [headline.length, instruction.length]),
  ).toEqual([
    [60, 900],
    [60, 900],
    [60, 900],
  ]);
  const little = within(3_300, [Array.from({ length: 400 }, (_, i) => 33 + (i % 7) / 8)]);
  expect(little.ringsDeg).toEqual([[33, 33, 33, 33.75, 33.75, 33.75, 33.75, 33]]);
  expect(little.texts.map(({ instruction }) => instruction.length)).toEqual([200, 200, 200]);
  expect(within(1_300).texts).toHaveLength(1);
  expect(broadcaster.valid()).toHaveLength(1);
});
