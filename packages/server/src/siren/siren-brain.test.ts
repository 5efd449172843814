import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { areaId, createEngine, type Mode, siteId, type Warning } from "@tocsin/core";
import {
  decodeEnvelope,
  type OutgoingWarning,
  type ReceiverMark,
  readSirenReport,
  type SirenReport,
} from "@tocsin/sdk";
import { drive, simulate } from "@tocsin/sim";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Broadcaster } from "../broadcast/broadcaster.ts";
import { beginPostEpoch, postKeyFile, postKeyOf } from "../broadcast/post-key.ts";
import { makeDeviceKey } from "../device/device-key-file.ts";
import { EnvelopeSealer } from "../device/envelope-sealer.ts";
import { loadScenario } from "../run/scenario-files.ts";
import { SirenBrain } from "./siren-brain.ts";

let folder = "";
const clock = { ms: 10_000 };
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-siren-"));
  clock.ms = 10_000;
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The post, on a clock of its own that started at another time. */
const postOf = (
  mode: Mode,
  dataDir = folder,
  head = { sequence: 1, hash: null as string | null },
): Broadcaster =>
  new Broadcaster({
    file: beginPostEpoch(dataDir, "harbour", mode),
    site: { id: "harbour", name: "Harbour" },
    mode,
    nowUs: () => clock.ms * 1_000,
    steadyMs: () => clock.ms + 777,
    chain: () => head,
  });

function messageOf(mode: Mode, changes: Partial<Warning> = {}): OutgoingWarning {
  const warning: Warning = {
    siteId: siteId("harbour"),
    areaId: areaId("hospital"),
    mode,
    episode: 1,
    version: 1,
    stage: "take-cover",
    action: "start",
    issuedUs: clock.ms * 1_000,
    expiresUs: clock.ms * 1_000 + 60_000_000,
    arrivalFromUs: null,
    arrivalToUs: null,
    probability: 0.5,
    threats: [],
    decisions: [],
    replaces: null,
    ...changes,
  };
  return {
    warning,
    siteName: "Harbour",
    areaName: "Hospital",
    areaOwner: "Health",
    areaRingsDeg: [[33, 44, 33, 45, 34, 45]],
    recorded: true,
    headline: "TAKE COVER NOW",
    instruction: "Go in.",
    texts: [
      { language: "en", direction: "ltr", headline: "TAKE COVER NOW", instruction: "Go in." },
    ],
  };
}

function sirenOf(mode: Mode, areas: readonly string[] | null = null, marks: readonly never[] = []) {
  const key = postKeyOf(postKeyFile(folder, "harbour", mode));
  const sounds: (string | null)[] = [];
  const refusals: string[] = [];
  const reports: SirenReport[] = [];
  const troubles: string[] = [];
  const disk = { isFull: false };
  const broken: string[] = [];
  const kept: ReceiverMark[][] = [];
  const sealer = new EnvelopeSealer(
    {
      keyId: "k-1",
      kind: "siren",
      subject: "gate-1",
      audience: "harbour",
      epoch: 1,
      key: makeDeviceKey().key,
    },
    { purpose: "siren-status", lifetimeMs: 1_000, nowMs: () => clock.ms },
  );
  let nonces = 0;
  const make = (from: readonly ReceiverMark[] = marks) =>
    new SirenBrain({
      keys: [{ ...key, publicKey: Buffer.from(key.publicKey, "base64url") }],
      areas,
      marks: from,
      ports: {
        nowMs: () => clock.ms,
        nonce: () => `n${++nonces}`,
        seal: (content, as) => sealer.seal(content, as),
        send: (octets) => {
          const decoding = decodeEnvelope(octets);
          if (!decoding.ok) throw new Error(decoding.reason);
          const { head, content } = decoding.envelope;
          const reading = readSirenReport(head.purpose, content);
          if (!reading.ok) throw new Error(reading.field);
          reports.push(reading.report);
        },
        sound: (view) => sounds.push(view?.stage ?? null),
        refused: (reason) => refusals.push(reason),
        keep: (all) => {
          if (disk.isFull) throw new Error("ENOSPC: no space left on device");
          kept.push([...all]);
        },
        trouble: (detail) => troubles.push(detail),
        recordBroken: (detail) => broken.push(detail),
      },
    });
  return {
    brain: make(),
    again: () => make(kept.at(-1)),
    sounds,
    refusals,
    reports,
    troubles,
    broken,
    disk,
  };
}

const deeds = (reports: readonly SirenReport[]): readonly string[] =>
  reports.flatMap((report) =>
    report.purpose === "siren-echo" ? [`${report.version} ${report.did}`] : [],
  );

test("a command is sounded, echoed, and ended by its all-clear", () => {
  const post = postOf("live");
  const { brain, sounds, refusals, reports } = sirenOf("live");
  brain.hear(post.say(messageOf("live")));
  brain.hear(
    post.say(messageOf("live", { version: 2, stage: "all-clear", action: "end", replaces: 1 })),
  );
  expect(sounds).toEqual(["take-cover", null]);
  expect(deeds(reports)).toEqual(["1 received", "1 sounding", "2 received", "2 ended"]);
  expect(refusals).toEqual([]);
});

test("a full disk keeps no siren silent: it sounds, answers, and says once what is wrong", () => {
  const post = postOf("live");
  const { brain, sounds, reports, troubles, disk } = sirenOf("live");
  disk.isFull = true;
  brain.hear(post.say(messageOf("live")));
  expect(sounds).toEqual(["take-cover"]);
  expect(deeds(reports)).toEqual(["1 received", "1 sounding"]);
  brain.hear(post.say(messageOf("live", { version: 2, stage: "all-clear", action: "end" })));
  disk.isFull = false;
  brain.hear(post.valid()[0]);
  expect(sounds).toEqual(["take-cover", null]);
  expect(troubles).toEqual([
    "what it heard cannot be kept: ENOSPC: no space left on device",
    "over: what it heard is kept again",
  ]);
});

test("a recorded command that is played again sounds nothing (Dallas 2017), also after a restart of the siren", () => {
  const post = postOf("live");
  const { brain, again, sounds, refusals } = sirenOf("live");
  const recorded = post.say(messageOf("live"));
  brain.hear(recorded);
  brain.hear(
    post.say(messageOf("live", { version: 2, stage: "all-clear", action: "end", replaces: 1 })),
  );
  brain.hear(recorded);
  const restarted = again();
  restarted.hear(recorded);
  expect(sounds).toEqual(["take-cover", null]);
  expect(refusals).toEqual(["replayed", "replayed"]);
});

test("every command of an alarm, recorded and played again that night, sounds nothing (scenario dallas-2017)", () => {
  const { startUs, ...simulation } = simulate(loadScenario("dallas-2017"));
  const warnings = [...drive(createEngine(), simulation.events())].flatMap(({ effects }) =>
    effects.flatMap((effect) => (effect.type === "warning" ? [effect.warning] : [])),
  );
  const post = postOf("simulation");
  const { brain, again, sounds, refusals } = sirenOf("simulation");
  const bootMs = clock.ms;
  const recorded = warnings.map((warning) => {
    const sinceStart = (us: number): number => us - startUs + bootMs * 1_000;
    clock.ms = sinceStart(warning.issuedUs) / 1_000;
    const said = {
      siteId: siteId("harbour"),
      issuedUs: sinceStart(warning.issuedUs),
      expiresUs: sinceStart(warning.expiresUs),
    };
    const octets = post.say(messageOf("simulation", { ...warning, ...said }));
    brain.hear(octets);
    return octets;
  });
  expect(sounds).toEqual(["take-cover", null]);
  clock.ms += 3_600_000;
  for (const siren of [brain, again()]) for (const octets of recorded) siren.hear(octets);
  expect(sounds).toEqual(["take-cover", null]);
  expect(refusals).toEqual(Array.from({ length: 2 * recorded.length }, () => "replayed"));
});

test("a forged command sounds nothing: another's key, a changed octet, another purpose", () => {
  const other = mkdtempSync(join(tmpdir(), "tocsin-other-"));
  const { brain, sounds, refusals } = sirenOf("live");
  brain.hear(postOf("live", other).say(messageOf("live")));
  const good = postOf("live").say(messageOf("live"));
  for (let at = 0; at < good.length; at += 7) {
    const bad = Uint8Array.from(good);
    bad[at] ^= 1;
    brain.hear(bad);
  }
  rmSync(other, { recursive: true });
  expect(sounds).toEqual([]);
  expect(refusals[0]).toBe("unknown-key");
  expect(refusals).toContain("bad-signature");
});

test("a command that was held back until it had expired sounds nothing", () => {
  const post = postOf("live");
  const { brain, sounds, refusals } = sirenOf("live");
  brain.hear(post.valid()[0]);
  const held = post.say(messageOf("live"));
  clock.ms += 61_000;
  brain.hear(held);
  expect(sounds).toEqual([]);
  expect(refusals).toEqual(["expired"]);
});

test("an overtaken command does not bring back what is over", () => {
  const post = postOf("live");
  const { brain, sounds, refusals } = sirenOf("live");
  const first = post.say(messageOf("live"));
  const end = post.say(messageOf("live", { version: 2, stage: "all-clear", action: "end" }));
  brain.hear(end);
  brain.hear(first);
  expect(sounds).toEqual([]);
  expect(refusals).toEqual(["replayed"]);
});

test("a drill sounds no live siren, neither by its own key nor under the live one's name", () => {
  const { brain, sounds, refusals } = sirenOf("live");
  brain.hear(postOf("drill").say(messageOf("drill")));
  expect(refusals).toEqual(["unknown-key"]);
  const live = postKeyFile(folder, "harbour", "live");
  const liar = new Broadcaster({
    file: { ...live, epoch: 9, audience: "harbour/live" },
    site: { id: "harbour", name: "Harbour" },
    mode: "drill",
    nowUs: () => clock.ms * 1_000,
    steadyMs: () => clock.ms,
    chain: () => ({ sequence: 1, hash: null }),
  });
  brain.hear(liar.say(messageOf("drill")));
  expect(refusals).toEqual(["unknown-key", "wrong-audience"]);
  expect(sounds).toEqual([]);
});

test("it goes quiet by itself when what it sounds for has expired and the post is dead", () => {
  const { brain, sounds } = sirenOf("live");
  brain.hear(postOf("live").say(messageOf("live")));
  for (let i = 0; i < 70; i++) {
    clock.ms += 1_000;
    brain.tick();
  }
  expect(sounds).toEqual(["take-cover", null]);
});

test("a siren that comes back asks, and sounds what holds still", () => {
  const post = postOf("live");
  const { brain, sounds, reports } = sirenOf("live");
  post.say(messageOf("live"));
  brain.connected();
  const ask = reports.find((report) => report.purpose === "siren-ask");
  if (ask?.purpose !== "siren-ask") throw new Error("it asks");
  for (const octets of [post.clock(ask.nonce), ...post.valid()]) brain.hear(octets);
  expect(sounds).toEqual(["take-cover"]);
});

test("it answers for its areas only, and a silent test makes no sound", () => {
  const post = postOf("live");
  const { brain, sounds, reports } = sirenOf("live", ["market"]);
  brain.hear(post.say(messageOf("live")));
  expect([sounds, deeds(reports)]).toEqual([[], []]);
  brain.hear(post.test("t-1"));
  expect(reports.at(-1)).toEqual({
    purpose: "siren-tested",
    nonce: "t-1",
    ok: true,
    detail: "ready",
  });
  expect(sounds).toEqual([]);
});

test("a post whose record ends sooner than it did, or was changed, is told of once, over restarts of both", () => {
  const head = { sequence: 1, hash: null as string | null };
  const post = postOf("live", folder, head);
  const { brain, again, broken } = sirenOf("live");
  const say = (sequence: number, hash: string | null, to = brain, from = post): void => {
    [head.sequence, head.hash] = [sequence, hash];
    for (const octets of from.valid()) to.hear(octets);
  };
  say(0, null);
  say(1_000, "aa");
  say(1_000, "aa");
  say(2_000, "bb");
  expect(broken).toEqual([]);
  // The post is started again and knows no head yet, then goes on; so does the siren.
  const later = postOf("live", folder, head);
  say(0, null, brain, later);
  say(2_500, "cc", brain, later);
  const restarted = again();
  say(2_600, "dd", restarted, later);
  expect(broken).toEqual([]);
  say(2_600, "ee", restarted, later);
  expect(broken).toEqual([
    "the post's record was changed: record 2600 has another hash than before",
  ]);
  say(12, "ff", again(), postOf("live", folder, head));
  expect(broken.slice(1)).toEqual([
    "the post's record went back: it ended with record 2600, and now with 12",
  ]);
});
