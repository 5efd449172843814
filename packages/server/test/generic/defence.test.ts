import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MICROS_PER_SECOND } from "@tocsin/core";
import { type ByteSink, type OutsideReport, parseSiteConfig, type SourcePeer } from "@tocsin/sdk";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createDefenceAdapter } from "../../src/adapters/generic/defence-adapter.ts";
import { answerWhy } from "../../src/run/answer-why.ts";
import { readOnly } from "../../src/sources/read-only-source.ts";
import { RunningPost } from "../run/post-harness.ts";
import { SITE } from "../run/post-process.ts";
import { freePort } from "../run/radar-feed.ts";

let dataDir = "";
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "tocsin-defence-"));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const DEFENCES = [
  {
    id: "c-ram",
    name: "C-RAM",
    owner: "Force",
    latitude_deg: 40,
    longitude_deg: 20,
    reach_m: 2_000,
    protects_areas: ["area"],
  },
];
const configOf = (transport: object): object => ({
  ...SITE,
  mode: "shadow",
  channels: [],
  defences: DEFENCES,
  inputs: [
    { type: "defence", id: "c2", source: "C2 desk", transport, defences: [{ defence: "c-ram" }] },
  ],
});
const line = (record: object): string => `${JSON.stringify(record)}\n`;
const inhibited = {
  type: "defence",
  defence: "c-ram",
  state: "inhibited",
  inhibited_by: "the tower",
  reason: "a helicopter lands",
};
const engagement = (object: string, outcome: string, more: object = {}): string =>
  line({ type: "engagement", defence: "c-ram", object, outcome, ...more });

test("three objects have three outcomes, however many reports speak of them; and whoever reports hears nothing", async () => {
  const port = await freePort();
  const post = new RunningPost({ dataDir, config: configOf({ type: "tcp-listen", port }) });
  await post.ready;
  const heard: Buffer[] = [];
  const socket = connect(port, "127.0.0.1");
  socket.on("data", (piece: Buffer) => heard.push(piece));
  const ended = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  socket.write(line(inhibited));
  socket.write("this is no report\n");
  socket.write(line({ type: "defence", defence: "c-ran", state: "ready" }));
  socket.write(engagement("drone 1", "missed") + engagement("drone 1", "intercepted"));
  socket.write(engagement("drone 2", "intercepted") + engagement("drone 3", "struck"));
  const last = await post.until(() =>
    post.steps.find(({ event }) => event?.type === "engagement" && event.outcome === "struck"),
  );
  await post.untilFault("INPUT_REJECTED", /this is not JSON/);
  await post.untilFault("INPUT_REJECTED", /did you mean c-ram/);
  await post.stop();
  await ended;
  expect(Buffer.concat(heard)).toHaveLength(0);
  const report = answerWhy(join(dataDir, "journal"), {
    of: "place",
    place: "area",
    atUs: (last.event?.receivedUs ?? 0) + MICROS_PER_SECOND,
    withinS: 60,
    heightM: 100,
    speedMps: 25,
    fromDeg: null,
  });
  expect(report.objects?.map(({ object, outcome }) => [object, outcome])).toEqual([
    ["drone 1", "intercepted"],
    ["drone 2", "intercepted"],
    ["drone 3", "struck"],
  ]);
  expect(report.defences[0].reasons).toContain("DEFENCE_INHIBITED");
  expect(report.defences[0].statement).toContain("inhibited by the tower (a helicopter lands)");
});

test("an answer to whoever posts holds nothing, whatever was wrong", async () => {
  const port = await freePort();
  const post = new RunningPost({ dataDir, config: configOf({ type: "http", port }) });
  await post.ready;
  for (const body of [line(inhibited), "no report\n"]) {
    const response = await fetch(`http://127.0.0.1:${port}/`, { method: "POST", body });
    expect([response.status, await response.text()]).toEqual([204, ""]);
  }
  await post.stop();
});

test("the input has no writer: nothing is sent to a peer, and no way in that could speak is allowed", async () => {
  const parsed = parseSiteConfig(configOf({ type: "udp", port: 9_999 }));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const [input] = parsed.config.inputs;
  if (input.type !== "defence") throw new Error(input.type);
  const said: Uint8Array[] = [];
  const peer: SourcePeer = {
    id: "c2",
    send: (octets) => said.push(octets) > 0,
    close: () => undefined,
  };
  let given: ByteSink | null = null;
  const reports: OutsideReport[] = [];
  const adapter = createDefenceAdapter(
    input,
    parsed.config,
    readOnly({
      run: (sink) => {
        given = sink;
        return Promise.resolve();
      },
    }),
  );
  const ignore = (): void => undefined;
  const stop = new AbortController();
  await adapter.run(
    {
      look: ignore,
      health: ignore,
      rejected: ignore,
      link: ignore,
      report: (report) => reports.push(report),
    },
    stop.signal,
  );
  const source = given as ByteSink | null;
  if (source === null) throw new Error("the source did not run");
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array({ maxLength: 64 }).map((octets) => Buffer.from(octets)),
        fc.jsonValue().map((value) => Buffer.from(JSON.stringify(value))),
        fc
          .constantFrom(line(inhibited), engagement("a", "missed"))
          .map((text) => Buffer.from(text)),
      ),
      (octets) => source.message(octets, 1_000_000, peer),
    ),
    { seed: 20_211_107, numRuns: 100_000 },
  );
  expect(reports.length).toBeGreaterThan(0);
  expect(said).toEqual([]);
  for (const transport of [
    { type: "mqtt", url: "mqtt://x", topics: ["a"], status_topic: "b" },
    { type: "tcp", host: "c2", port: 1 },
    { type: "websocket", url: "ws://c2/" },
  ])
    expect(parseSiteConfig(configOf(transport)).ok).toBe(false);
});
