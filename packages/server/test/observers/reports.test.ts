import { generateKeyPairSync, sign } from "node:crypto";
import { areaId, type Warning } from "@tocsin/core";
import {
  type DeviceKeySummary,
  encodeEnvelope,
  type EnvelopeHead,
  type ObservationAnswer,
  type ObservationList,
  type ObservationReport,
  signedOctets,
} from "@tocsin/sdk";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ENROLMENT_PREFIX } from "../../src/identity/device-admin.ts";
import { readJournal } from "../../src/journal/read-journal.ts";
import { decodeObservation } from "../../src/observations/observation-record.ts";
import { journalDirectory } from "../../src/run/data-directory.ts";
import { WARNING } from "../pipeline/fixtures.ts";
import { MODEL, reportOf, ReportWorld } from "./world.ts";

let world: ReportWorld;
let session = "";
beforeEach(async () => {
  world = new ReportWorld();
  session = await world.server.person("eve", ["observer"]);
  await world.serve();
});
afterEach(() => world.close());

const send = (report: ObservationReport, as: string = session) =>
  world.server.ask("POST", "/api/observations", { session: as, body: report });
const answerTo = async (report: ObservationReport): Promise<ObservationAnswer> => {
  const answer = await send(report);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<ObservationAnswer>();
};
const records = () =>
  [...readJournal(journalDirectory(world.server.folder))].flatMap(({ type, payload }) => {
    const record = decodeObservation(type, payload);
    return record === null ? [] : [record];
  });

test("a report is a record and a detection, its place no finer than it need be", async () => {
  const report = reportOf();
  const { sequence, outcome } = await answerTo(report);
  expect(outcome).toMatchObject({ use: "tracked", because: null, afterAlarm: false, weight: 0.8 });
  const [record] = records();
  expect(record).toMatchObject({ change: "received", observer: { kind: "account" }, outcome });
  expect(sequence).toBeGreaterThan(0);
  if (record?.change !== "received" || record.report.from === null) throw new Error("it is kept");
  expect(record.report.from.latitudeDeg * 1e4).toBeCloseTo(
    Math.round(record.report.from.latitudeDeg * 1e4),
    6,
  );
  expect(world.looks).toHaveLength(1);
  expect(world.looks[0]).toMatchObject({ sensorId: "people", sweep: null });
  expect(world.health).toEqual(["up"]);
});

test("sent again, it is answered again and taken once, also by a server that was started again", async () => {
  const report = reportOf();
  const first = await answerTo(report);
  expect(await answerTo(report)).toEqual(first);
  const both = await Promise.all([reportOf()].flatMap((one) => [answerTo(one), answerTo(one)]));
  expect(both[0]).toEqual(both[1]);
  world.open();
  await world.server.serve();
  expect(await answerTo(report)).toEqual(first);
  expect(world.looks).toHaveLength(2);
  expect(records()).toHaveLength(2);
});

test("another's report is nobody's to see, to take back or to answer for", async () => {
  const report = reportOf();
  await answerTo(report);
  const mallory = await world.server.person("mallory", ["observer"]);
  expect((await send(report, mallory)).statusCode).toBe(404);
  const taken = await world.server.ask("POST", `/api/observations/${report.id}/withdraw`, {
    session: mallory,
  });
  expect([taken.statusCode, taken.json()]).toMatchObject([404, { code: "REPORT_NOT_FOUND" }]);
});

test("a report that was a mistake is taken back once, and operators see it with its sender's standing", async () => {
  const report = reportOf();
  await answerTo(report);
  const url = `/api/observations/${report.id}/withdraw`;
  const back = await world.server.ask("POST", url, { session });
  const { withdrawnUs } = back.json<ObservationAnswer>();
  expect(withdrawnUs).toBe(world.server.nowUs);
  expect((await world.server.ask("POST", url, { session })).json()).toEqual(back.json());
  const operator = await world.server.person("oscar", ["operator"]);
  const list = await world.server.ask("GET", "/api/observations", { session: operator });
  const { observations, observers } = list.json<ObservationList>();
  expect(observations).toMatchObject([
    {
      observer: { name: "eve" },
      withdrawnUs,
      extent: { shape: "sector", azimuthDeg: 45, halfWidthDeg: 23, reachM: 2_000 },
    },
  ]);
  expect(observers).toMatchObject([{ name: "eve", standing: { agreed: 0, from: 0, to: 1 } }]);
});

test.each([
  ["an explosion is no track", { kind: "explosion" }, "not-an-object"],
  ["nobody knows where", { from: null, direction: null, place: null }, "no-place"],
  ["long ago", { ageS: 61 }, "too-old"],
  [
    "on another continent",
    { from: { latitudeDeg: -33, longitudeDeg: 18, accuracyM: 10 } },
    "far-away",
  ],
] as const)("%s: it stays in the record, and says so", async (_, changes, because) => {
  const { outcome } = await answerTo(reportOf(changes));
  expect(outcome).toMatchObject({ use: "recorded", because });
  expect(world.looks).toEqual([]);
  expect(records()).toHaveLength(1);
});

test.each([
  ["no number", { count: "many" }],
  ["a field too many", { secret: 1 }],
  ["a place off the Earth", { from: { latitudeDeg: 91, longitudeDeg: 0, accuracyM: 1 } }],
  ["an id that is none", { id: "1" }],
  ["older than a day", { ageS: 86_401 }],
])("%s is refused and not recorded", async (_, changes) => {
  const body = { ...reportOf(), ...changes };
  const answer = await world.server.ask("POST", "/api/observations", { session, body });
  expect(answer.statusCode).toBe(400);
  expect(records()).toEqual([]);
});

test("a body larger than any report is refused before it is read", async () => {
  const body = { ...reportOf(), lacking: ["x".repeat(10_000)] };
  const answer = await world.server.ask("POST", "/api/observations", { session, body });
  expect(answer.statusCode).toBe(413);
});

test("who sends too many waits, and nobody else does", async () => {
  const looks = [];
  for (let i = 0; i < 12; i++) looks.push((await send(reportOf())).statusCode);
  expect(looks).toEqual(Array<number>(12).fill(200));
  const refused = await send(reportOf());
  expect([refused.statusCode, refused.json()]).toMatchObject([429, { code: "TOO_MANY_REPORTS" }]);
  expect((await send(reportOf(), await world.server.person("ann", ["observer"]))).statusCode).toBe(
    200,
  );
  world.server.nowUs += 5_000_000;
  expect((await send(reportOf())).statusCode).toBe(200);
});

describe("after a warning was public", () => {
  const warning: Warning = { ...WARNING, areaId: areaId(MODEL.areas[0]?.id ?? ""), mode: "live" };

  test("reports count half and half again, and in the end move nothing", async () => {
    const people = [];
    for (let i = 0; i < 7; i++) people.push(await world.server.person(`p${i}`, ["observer"]));
    world.desk.warned({ ...warning, issuedUs: world.server.nowUs - 60_000_000 });
    const outcomes = [];
    for (const one of people)
      outcomes.push((await send(reportOf(), one)).json<ObservationAnswer>().outcome);
    expect(outcomes.map(({ afterAlarm }) => afterAlarm)).toEqual(Array(7).fill(true));
    expect(outcomes.map(({ weight }) => weight)).toEqual([0.4, 0.2, 0.1, 0.05, 0, 0, 0]);
    expect(outcomes.at(-1)?.because).toBe("counts-for-nothing");
    expect(world.looks).toHaveLength(4);
    const widths = world.looks.map(({ detections: [one] }) =>
      one?.kind === "position" ? one.covarianceEeM2 : 0,
    );
    expect((widths[1] ?? 0) / (widths[0] ?? 1)).toBeCloseTo(2, 9);
    expect(records()).toHaveLength(7);
  });

  test("what was seen before it counts in full", async () => {
    world.desk.warned({ ...warning, issuedUs: world.server.nowUs - 10_000_000 });
    const { outcome } = await answerTo(reportOf({ ageS: 20 }));
    expect(outcome).toMatchObject({ afterAlarm: false, weight: 0.8 });
  });
});

describe("a phone that nobody is signed in on", () => {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const own = publicKey.export({ format: "jwk" }).x ?? "";
  let keyId = "";
  let sequence = 0;
  const enrol = async (kind: "observer" | "sensor"): Promise<void> => {
    const { code } = await world.server.identity.devices.issue(kind, "gate", { kind: "post" });
    const signature = sign(null, Buffer.from(`${ENROLMENT_PREFIX}${code}`), privateKey).toString(
      "base64url",
    );
    const body = { code, publicKey: own, signature };
    const answer = await world.server.ask("POST", "/api/devices/enrol", { body });
    keyId = answer.json<DeviceKeySummary>().id;
  };
  const seal = (content: object, changes: Partial<EnvelopeHead> = {}): string => {
    const head: EnvelopeHead = {
      issuerKind: "observer",
      issuer: "gate",
      keyId,
      audience: "observations",
      purpose: "report",
      epoch: 1,
      sequence: ++sequence,
      lifetimeMs: 60_000,
      madeMs: 1_000,
      ...changes,
    };
    const octets = Buffer.from(JSON.stringify(content));
    const signature = new Uint8Array(sign(null, signedOctets(head, octets), privateKey));
    return Buffer.from(encodeEnvelope({ head, content: octets, signature })).toString("base64url");
  };
  const post = (envelope: string) =>
    world.server.ask("POST", "/api/observations/sealed", { body: { envelope } });

  test("reports, asks for the site and takes back with its key", async () => {
    await enrol("observer");
    expect((await post(seal({}, { purpose: "site" }))).json()).toMatchObject({ id: MODEL.id });
    const report = reportOf();
    const answer = await post(seal(report));
    expect(answer.json()).toMatchObject({ id: report.id, outcome: { use: "tracked" } });
    expect(records()).toMatchObject([{ observer: { kind: "phone", id: "gate" } }]);
    const back = await post(seal({ id: report.id }, { purpose: "withdraw" }));
    expect(back.json<ObservationAnswer>().withdrawnUs).not.toBeNull();
  });

  test("is refused with an envelope twice, another's purpose, a made-up key or a sensor's", async () => {
    await enrol("observer");
    const envelope = seal(reportOf());
    expect((await post(envelope)).statusCode).toBe(200);
    for (const bad of [
      envelope,
      seal(reportOf(), { audience: "elsewhere" }),
      seal(reportOf(), { purpose: "order" }),
      seal(reportOf(), { keyId: "k-none" }),
      `${envelope.slice(0, -4)}AAAA`,
    ]) {
      const answer = await post(bad);
      expect([answer.statusCode, answer.json()]).toMatchObject([401, { code: "ENVELOPE_REFUSED" }]);
    }
    await enrol("sensor");
    expect((await post(seal(reportOf(), { issuerKind: "sensor" }))).statusCode).toBe(401);
    expect(world.looks).toHaveLength(1);
  });

  test("is refused from the moment that its key is revoked", async () => {
    await enrol("observer");
    await world.server.identity.devices.revoke(keyId, { kind: "post" });
    expect((await post(seal(reportOf()))).statusCode).toBe(401);
  });
});

test("a site without such an input says so", async () => {
  world.server.observations?.close();
  world.server.observations = null;
  await world.server.serve();
  const answer = await send(reportOf());
  expect([answer.statusCode, answer.json()]).toMatchObject([404, { code: "OBSERVERS_OFF" }]);
  const operator = await world.server.person("olga", ["operator"]);
  const list = await world.server.ask("GET", "/api/observations", { session: operator });
  expect([list.statusCode, list.json()]).toEqual([
    200,
    { isOn: false, observations: [], observers: [] },
  ]);
});
