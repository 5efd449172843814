import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import type { Picture, Timeline } from "@tocsin/sdk";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROUTES } from "../../src/http/api-description.ts";
import { type AddedRoute, buildServer } from "../../src/http/build-server.ts";
import { HttpFront } from "../../src/http/http-front.ts";
import { SessionWatch } from "../../src/http/identity/session-watch.ts";
import { HttpState } from "../../src/http/http-state.ts";
import { LiveHub } from "../../src/http/live-hub.ts";
import { HttpMetrics } from "../../src/http/metrics.ts";
import { ThreadedQueries } from "../../src/http/threaded-queries.ts";
import { demoStories, recordDemo } from "../../src/run/demo-recordings.ts";
import { builtInScenarios } from "../../src/run/scenario-files.ts";
import { PostProcess } from "../run/post-process.ts";

const ID = "green-zone-2021-02";
const root = mkdtempSync(join(tmpdir(), "tocsin-recordings-"));
const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
let front: HttpFront;
let address: string;

beforeAll(async () => {
  ({ front, address } = await HttpFront.start({
    host: "127.0.0.1",
    port: 0,
    morePorts: 0,
    startedUs: 1,
    consoleFolder: join(root, "no-console"),
  }));
  for (const story of demoStories()) front.addStory(story);
  const recording = await recordDemo({
    id: ID,
    root,
    stderr: nowhere,
    progress: () => undefined,
    cancelled: () => false,
  });
  if (recording === null) throw new Error("not recorded");
  front.addRecording(recording.source);
  // The same journal without its timeline: a source like any journal directory.
  const detail = { ...recording.source.detail, id: "bare", story: null };
  front.addRecording({ ...recording.source, detail, timelineFile: null });
});
afterAll(() => front.close());

const get = (path: string): Promise<Response> => fetch(`${address}${path}`);
const timelineOf = async (id: string): Promise<Timeline> =>
  (await (await get(`/api/sources/${id}/timeline`)).json()) as Timeline;

/** A real request for each route that answers here. */
const REQUESTS: Readonly<Record<string, string>> = {
  "/api/status": "/api/status",
  "/api/sources": "/api/sources",
  "/api/sources/{id}": `/api/sources/${ID}`,
  "/api/sources/{id}/timeline": `/api/sources/${ID}/timeline`,
  "/api/sources/{id}/why": `/api/sources/${ID}/why?decision=1`,
  "/api/stories": "/api/stories",
  "/api/stories/{id}": "/api/stories/baghdad-2021-11",
  "/api/openapi.json": "/api/openapi.json",
  "/api/identity": "/api/identity",
  "/healthz": "/healthz",
  "/readyz": "/readyz",
};

describe("the document and the server agree", () => {
  test("each route is described, and each described route is there", async () => {
    const added: object[] = [];
    const sessions = new SessionWatch(() => true);
    const describeRoute = ({ method, path, access }: AddedRoute) => ({
      method,
      path: path.replaceAll(/:(\w+)/g, "{$1}"),
      access,
    });
    const state = new HttpState({ version: "0", startedUs: 0, nowUs: () => 0 });
    const hub = new LiveHub();
    const app = await buildServer({
      state,
      hub,
      queries: new ThreadedQueries(),
      metrics: new HttpMetrics(state, hub),
      host: "127.0.0.1",
      consoleFolder: join(root, "no-console"),
      guard: { identity: () => null, localKey: null },
      sessions,
      onRoute: ({ method, path, access }) => {
        if (method !== "HEAD") added.push(describeRoute({ method, path, access }));
      },
    });
    await app.close();
    sessions.close();
    const described = ROUTES.map(({ method = "GET", path, access }) => ({ method, path, access }));
    const console = { method: "GET", path: "/*", access: "public" };
    expect(added).toHaveLength(described.length + 1);
    expect(added).toEqual(expect.arrayContaining([...described, console]));
    const document = (await (await get("/api/openapi.json")).json()) as { paths: object };
    expect(Object.keys(document.paths)).toEqual([...new Set(ROUTES.map(({ path }) => path))]);
  });

  const answering = ROUTES.filter(({ path }) => path in REQUESTS);
  test.each(answering.map(({ path, answer }) => [path, answer] as const))(
    "a real answer of %s has the shape that is described",
    async (path, schema) => {
      const response = await get(REQUESTS[path] ?? "");
      const body: unknown = await response.json();
      expect(schema?.safeParse(body)).toMatchObject({ success: true });
    },
  );
});

describe("a recording", () => {
  test("has a timeline with a fixed step, its marks, and its alarm in it", async () => {
    const timeline = await timelineOf(ID);
    const { pictures, stepS, startUs } = timeline;
    expect(stepS).toBe(1);
    pictures.forEach((picture, i) => expect(picture.timeUs).toBe(startUs + i * 1_000_000));
    expect(pictures.some(({ areas }) => areas.some(({ stage }) => stage === "take-cover"))).toBe(
      true,
    );
    expect(pictures.some(({ tracks }) => tracks.some(({ impact }) => impact !== null))).toBe(true);
    const kinds = new Set(timeline.marks.map(({ kind }) => kind));
    expect([...kinds]).toEqual(expect.arrayContaining(["warning", "impact"]));
  });

  test("of which only the journal is there has the same timeline, made when it is asked for", async () => {
    const [kept, made] = [await timelineOf(ID), await timelineOf("bare")];
    expect(made.pictures.slice(0, kept.pictures.length)).toEqual(kept.pictures);
  });

  test("of which only the end is asked for is the same, begun with the engine's last snapshot before it", async () => {
    const whole = await timelineOf("bare");
    const response = await get("/api/sources/bare/timeline?last=20");
    const end = (await response.json()) as Timeline;
    expect(end.endUs).toBe(whole.endUs);
    expect(end.pictures.length).toBeGreaterThan(20);
    const bare = (picture: Picture) => ({
      ...picture,
      tracks: picture.tracks.map((track) => ({ ...track, trail: [] })),
    });
    const tail = whole.pictures.slice(-end.pictures.length);
    expect(end.pictures.map(bare)).toEqual(tail.map(bare));
    expect(end.marks).toEqual(whole.marks.filter(({ timeUs }) => timeUs >= end.startUs));
    expect((await get("/api/sources/bare/timeline?last=0")).status).toBe(400);
  });

  test("comes unpacked to whoever does not take gzip", async () => {
    const path = `${address}/api/sources/${ID}/timeline`;
    const plain = await fetch(path, { headers: { "accept-encoding": "identity" } });
    expect(plain.headers.get("content-encoding")).toBeNull();
    expect(plain.headers.get("vary")).toContain("accept-encoding");
    expect(await plain.json()).toEqual(await timelineOf(ID));
  });

  test("answers why as the command line does", async () => {
    const dataDir = join(root, ID);
    const subjects = new PostProcess(["why", "--json", "--data-dir", dataDir], root);
    await subjects.exited;
    const [first] = JSON.parse(subjects.lines.join("\n")) as { trackId: string; areaId: string }[];
    const cases: readonly (readonly [readonly string[], string])[] = [
      [["decision", "1"], "decision=1"],
      [["track", first.trackId], `track=${encodeURIComponent(first.trackId)}`],
      [
        ["--area", "compound", "--time", "2021-02-15T18:01:22Z"],
        "area=compound&time=2021-02-15T18:01:22Z",
      ],
      [
        ["--at", "33.3,44.4", "--time", "2021-02-15T18:01:22Z", "--from", "135"],
        "at=33.3,44.4&time=2021-02-15T18:01:22Z&from=135",
      ],
    ];
    for (const [args, parameters] of cases) {
      const cli = new PostProcess(["why", "--json", "--data-dir", dataDir, ...args], root);
      await cli.exited;
      const response = await get(`/api/sources/${ID}/why?${parameters}`);
      expect(await response.json()).toEqual(JSON.parse(cli.lines.join("\n")));
    }
  });

  test("has a report, the same bytes as the command line writes, that may load and run nothing", async () => {
    const out = join(root, "incident.html");
    const args = ["--area", "compound", "--time", "2021-02-15T18:01:22Z", "--out", out];
    const cli = new PostProcess(["report", "--data-dir", join(root, ID), ...args], root);
    await cli.exited;
    const asked = "area=compound&time=2021-02-15T18:01:22Z";
    const response = await get(`/api/sources/${ID}/report?${asked}`);
    expect(response.headers.get("content-type")).toContain("text/html");
    expect(response.headers.get("content-security-policy")).toMatch(/default-src 'none'.*sandbox/);
    expect(await response.text()).toBe(readFileSync(out, "utf8"));
    expect((await get(`/api/sources/${ID}/report`)).status).toBe(400);
  });

  test("makes no report that nobody waits for", async () => {
    const queries = new ThreadedQueries();
    const gone = new AbortController();
    const query = { of: "decision", number: "1" } as const;
    const asked = queries.report(join(root, ID, "journal"), query, gone.signal);
    gone.abort();
    await expect(asked).rejects.toMatchObject({ code: "SERVER_BUSY" });
    await queries.close();
  });

  test("states its outcome and answers its questions", async () => {
    const detail = (await (await get(`/api/sources/${ID}`)).json()) as {
      questions: { answer: unknown }[];
      outcome: { warned: object[]; notWarned: { areaId: string; reasons: string[] }[] };
    };
    expect(detail.questions.length).toBeGreaterThan(0);
    for (const { answer } of detail.questions) expect(answer).not.toBeNull();
    expect(detail.outcome.notWarned).toContainEqual({
      areaId: "compound",
      reasons: ["PREDICTED_MISS"],
    });
  });
});

test("a story's accounts name variants that there are, and nobody whom its text does not name", () => {
  const stories = demoStories();
  const known = builtInScenarios();
  const baghdad = stories.find(({ id }) => id === "baghdad-2021-11");
  expect(baghdad?.accounts.length).toBeGreaterThan(6);
  const statements = stories.flatMap((story) => story.accounts.flatMap((row) => row.statements));
  for (const { fits } of statements) expect(known).toEqual(expect.arrayContaining([...fits]));
  const unnamed = statements.filter(({ says }) => says.includes("fictitious"));
  expect(unnamed.length).toBeGreaterThan(0);
  for (const { speaker } of unnamed) expect(speaker).toMatch(/^unresolved/);
});

test("without its files the console says how to build them", async () => {
  const response = await get("/anything");
  expect(response.headers.get("content-type")).toContain("text/html");
  expect(await response.text()).toContain("npm run build:console");
});

test("the page of metrics has every metric", async () => {
  const text = await (await get("/metrics")).text();
  const page = readFileSync(
    new URL("../../../../docs/reference/metrics.md", import.meta.url),
    "utf8",
  );
  const names = [...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name);
  expect(names.length).toBeGreaterThan(10);
  for (const name of names) expect(page).toContain(`\`${name}\``);
});
