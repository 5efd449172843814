import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EngineEvent, OfficialWarning, ReceiptEvent } from "@tocsin/core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { OfficialRecord } from "../../src/run/official-record.ts";
import { answerWhy } from "../../src/run/answer-why.ts";
import { RunningPost } from "../run/post-harness.ts";
import { SITE } from "../run/post-process.ts";
import { freePort } from "../run/radar-feed.ts";
import { alertXml, NAMED } from "./cap-world.ts";

let dataDir = "";
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "tocsin-cap-"));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const AREA =
  "<areaDesc>Coast</areaDesc><polygon>39.9,19.9 40.1,19.9 40.1,20.1 39.9,20.1 39.9,19.9</polygon>";
const inAnHour = `${new Date(Date.now() + 3_600_000).toISOString().slice(0, 19)}+00:00`;
const HERE = { area: AREA, expires: inAnHour };
const SENDER = "alarm@civil-defence.example";
const FIRST = "2026-05-01T08:00:00+00:00";

const configOf = (inputs: readonly object[]): unknown => ({
  ...SITE,
  mode: "live",
  inputs,
  channels: [
    { type: "log", id: "people", modes: ["live"] },
    { type: "log", id: "staff", modes: ["drill"] },
    {
      type: "cap-file",
      id: "sirens",
      modes: ["live"],
      directory: join(dataDir, "out"),
      sender: "warning@site.example",
    },
  ],
});

const warningsOf = (post: RunningPost): readonly OfficialWarning[] =>
  post.steps.flatMap(({ event }) => (event?.type === "official-warning" ? [event.warning] : []));
/** Lines that the log channels wrote. */
function said(post: RunningPost): readonly string[] {
  const pieces: string[] = [];
  for (;;) {
    const piece: unknown = post.output.read();
    if (!Buffer.isBuffer(piece)) break;
    pieces.push(piece.toString("utf8"));
  }
  return pieces.join("").split("\n").slice(0, -1);
}
const untilWarning = (post: RunningPost, identifier: string): Promise<OfficialWarning> =>
  post.until(() => warningsOf(post).find((warning) => warning.identifier === identifier));
const isReceipt = (event: EngineEvent | null): event is ReceiptEvent => event?.type === "receipt";
const untilReceipt = (post: RunningPost, channel: string, name: string): Promise<ReceiptEvent> =>
  post.until(() =>
    post.steps
      .map(({ event }) => event)
      .filter(isReceipt)
      .find(({ channelId, warningKey }) => channelId === channel && warningKey.includes(name)),
  );

/** Pages by path, with a tag each; what was asked for is remembered. */
async function serve(pages: ReadonlyMap<string, string>): Promise<{
  readonly port: number;
  readonly asked: string[];
  readonly server: Server;
}> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    const page = pages.get(path);
    const tag = `"${page?.length}"`;
    const isKnown = request.headers["if-none-match"] === tag;
    asked.push(`${path}${isKnown ? " known" : ""}`);
    if (page === undefined) response.writeHead(404).end();
    else if (isKnown) response.writeHead(304).end();
    else response.writeHead(200, { etag: tag }).end(page);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return { port: typeof address === "object" ? (address?.port ?? 0) : 0, asked, server };
}

const entry = (href: string): string =>
  `<entry><id>${href}</id><link rel="alternate" type="text/html" href="about.html"/>
<link rel="alternate" type="application/cap+xml" href="${href}"/></entry>`;

test("a feed's alerts are followed, taken once, and passed on to people as they came", async () => {
  const alert = alertXml({ ...HERE, identifier: "CD-1" });
  const pages = new Map([
    ["/alerts/one.cap", alert],
    ["/alerts/two.cap", alertXml({ ...HERE, identifier: "CD-2", status: "Exercise" })],
    [
      "/alerts/feed.atom",
      `<feed xmlns="http://www.w3.org/2005/Atom">${entry("one.cap")}${entry("/alerts/two.cap")}${entry("http://elsewhere.invalid/x.cap")}${entry("gone.cap")}</feed>`,
    ],
  ]);
  const { port, asked, server } = await serve(pages);
  const post = new RunningPost({
    dataDir,
    config: configOf([
      {
        type: "cap",
        id: "authority",
        source: "Civil Defence",
        transport: {
          type: "http-poll",
          url: `http://127.0.0.1:${port}/alerts/feed.atom`,
          every_s: 0.2,
        },
      },
    ]),
  });
  const taken = await untilWarning(post, "CD-1");
  expect(taken.concerns).toEqual([{ areaId: "area", by: "polygon" }]);
  const written = await untilReceipt(post, "sirens", "CD-1");
  expect(written.outcome).toBe("sent");
  expect(readFileSync(join(dataDir, "out", written.detail), "utf8")).toBe(alert);
  // The exercise goes to the channel for drills, and never to people.
  await untilReceipt(post, "staff", "CD-2");
  await untilReceipt(post, "people", "CD-1");
  await post.untilFault("INPUT_REJECTED", /elsewhere\.invalid/);
  await post.untilFault("INPUT_REJECTED", /gone\.cap: answered 404/);
  await post.until(() => (asked.includes("/alerts/feed.atom known") ? true : undefined));
  await post.stop();
  server.close();
  expect(asked.filter((path) => path.startsWith("/alerts/one"))).toHaveLength(1);
  expect(warningsOf(post)).toHaveLength(2);
  const lines = said(post);
  const real = lines.filter((line) => line.includes("[live] official"));
  expect(real).toHaveLength(1);
  expect(real[0]).toContain("OFFICIAL WARNING from Civil Defence: Air raid alarm");
  const drill = lines.find((line) => line.includes("[drill] official"));
  expect(drill).toContain("EXERCISE, NO REAL DANGER: OFFICIAL WARNING from Civil Defence");
  expect(readdirSync(join(dataDir, "out"))).toHaveLength(1);
});

const postOf = (port: number, more: object = {}): RunningPost =>
  new RunningPost({
    dataDir,
    config: configOf([
      {
        type: "cap",
        id: "authority",
        source: "Civil Defence",
        transport: { type: "http", port },
        ...more,
      },
    ]),
  });

async function send(port: number, body: string): Promise<{ status: number; text: string }> {
  const response = await fetch(`http://127.0.0.1:${port}/`, { method: "POST", body });
  return { status: response.status, text: await response.text() };
}

test("an Update takes the place of an alert, and only its sender can cancel it", async () => {
  const port = await freePort();
  const post = postOf(port);
  await post.ready;
  const refers = (identifier: string): string => `${SENDER},${identifier},${FIRST}`;
  expect((await send(port, alertXml({ ...HERE, identifier: "A1" }))).status).toBe(204);
  await send(
    port,
    alertXml({
      ...HERE,
      identifier: "X1",
      sender: "else@x.example",
      msgType: "Cancel",
      references: refers("A1"),
      infos: "",
    }),
  );
  await post.untilFault("INPUT_REJECTED", /X1 of else@x\.example may not end A1/);
  // A cancellation without words or areas goes where its alert went.
  await send(
    port,
    alertXml({ identifier: "A2", msgType: "Cancel", references: refers("A1"), infos: "" }),
  );
  await untilReceipt(post, "people", "A2");
  const refused = await send(port, alertXml({ sent: "yesterday" }));
  expect(refused.status).toBe(422);
  expect(refused.text).toContain("bad-field: alert/sent");
  await post.untilFault("INPUT_REJECTED", /alert\/sent/);
  await post.stop();
  const lines = said(post);
  expect(
    lines.filter((line) => line.includes("official")).map((line) => line.split(" ")[4]),
  ).toEqual(["alert", "cancel"]);
});

test("what has no place that is known is shown as such and not passed on; the site file can give it one", async () => {
  const port = await freePort();
  const post = postOf(port, { places: [{ area: "area", codes: ["EMMA=IQ07"] }] });
  await post.ready;
  const unknown = "<areaDesc>Somewhere</areaDesc>";
  await send(port, alertXml({ identifier: "B1", expires: inAnHour, area: unknown }));
  await send(port, alertXml({ identifier: "B2", expires: inAnHour, area: NAMED }));
  await untilReceipt(post, "people", "B2");
  await post.stop();
  expect(warningsOf(post).map(({ concerns, unplaced }) => [concerns, unplaced])).toEqual([
    [[], ["Somewhere"]],
    [[{ areaId: "area", by: "geocode" }], []],
  ]);
  expect(said(post).join()).not.toContain("B1");
});

test("a post that starts again passes on only what nobody has taken yet, and why tells of it", async () => {
  const port = await freePort();
  const alert = alertXml({ ...HERE, identifier: "C1" });
  const before = postOf(port);
  await before.ready;
  await send(port, alert);
  await untilReceipt(before, "people", "C1");
  await untilReceipt(before, "sirens", "C1");
  await before.stop();
  const after = postOf(port);
  await after.ready;
  await send(port, alert);
  await untilWarning(after, "C1");
  await after.stop();
  expect(said(after)).toEqual([]);
  const report = answerWhy(join(dataDir, "journal"), {
    of: "place",
    place: "area",
    atUs: Date.now() * 1_000,
    withinS: 60,
    heightM: 100,
    speedMps: 25,
    fromDeg: null,
  });
  expect(report.official?.map(({ statement }) => statement)).toEqual([
    expect.stringMatching(/^Warning of Civil Defence: Air raid alarm, received at /),
  ]);
});

test("over the whole record an alarm counts once, and is read on from where it was read to", async () => {
  const port = await freePort();
  const post = postOf(port);
  await post.ready;
  await send(port, alertXml({ ...HERE, identifier: "E1" }));
  await untilReceipt(post, "sirens", "E1");
  const record = new OfficialRecord(join(dataDir, "journal"));
  record.readOn();
  const everything = { fromUs: 0, toUs: Number.POSITIVE_INFINITY };
  expect(record.report(everything)).toMatchObject({ officialOnly: 1, oursOnly: 0 });
  await send(port, alertXml({ ...HERE, identifier: "E2" }));
  await untilReceipt(post, "sirens", "E2");
  await post.stop();
  record.readOn();
  const report = record.report(everything);
  expect(report).toMatchObject({ officialFirst: 0, officialOnly: 2, isDrill: false });
  expect(report?.scores.map(({ source, outcome }) => [source, outcome])).toEqual([
    ["Civil Defence", "official-only"],
    ["Civil Defence", "official-only"],
  ]);
  expect(record.report({ ...everything, fromUs: (report?.lastUs ?? 0) + 1 })).toMatchObject({
    officialOnly: 0,
    firstUs: null,
    scores: [],
  });
});

test("JSON of any form is an official warning by a mapping", async () => {
  const port = await freePort();
  const post = new RunningPost({
    dataDir,
    config: configOf([
      {
        type: "official-json",
        id: "alarms",
        source: "Home Front",
        transport: { type: "http", port },
        places: [{ area: "area", names: ["Harbour"] }],
        mapping: {
          records: "alerts",
          constants: { type: "official-warning", status: "Actual" },
          fields: { identifier: "id", event: "title", area_names: "data", instruction: "desc" },
        },
      },
    ]),
  });
  await post.ready;
  const message = JSON.stringify({
    alerts: [{ id: 7, title: "Missiles", data: ["Harbour", "Hill"], desc: "Take cover." }],
  });
  await send(port, message);
  await send(port, message);
  const written = await untilReceipt(post, "sirens", "7");
  await untilReceipt(post, "people", "7");
  await post.stop();
  expect(warningsOf(post)).toHaveLength(1);
  expect(warningsOf(post)[0]).toMatchObject({
    concerns: [{ areaId: "area", by: "name" }],
    unplaced: ["Hill"],
  });
  const cap = readFileSync(join(dataDir, "out", written.detail), "utf8");
  for (const piece of [
    "<source>Home Front</source>",
    "<status>Actual</status>",
    "<event>Missiles</event>",
    "<msgType>Alert</msgType>",
  ])
    expect(cap).toContain(piece);
});
