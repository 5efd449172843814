import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { get } from "node:https";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SourceSummary, Story } from "@tocsin/sdk";
import { expect, test } from "vitest";
import { DEMO } from "../../src/run/demo-recordings.ts";
import { PostProcess, writeSite } from "../run/post-process.ts";
import { eventually } from "./shown-post.ts";

const folderOf = (): string => mkdtempSync(join(tmpdir(), "tocsin-demo-"));
/** Until the demo's address is shown: ten seconds at most on a machine of its own; here others run as well. */
const ADDRESS_WITHIN_MS = 60_000;

const json = async <T>(address: string): Promise<T> => (await (await fetch(address)).json()) as T;

test("the demo shows its address soon, has all its stories in the end, and stops in order", async () => {
  const startMs = performance.now();
  const demo = new PostProcess(["demo", "--port", "0"], folderOf());
  const line = await demo.line(/^Open http:/);
  expect(performance.now() - startMs).toBeLessThan(ADDRESS_WITHIN_MS);
  const address = line.replace("Open ", "");
  expect(new URL(address).hostname).toBe("127.0.0.1");
  const sources = await eventually(
    () => json<readonly SourceSummary[]>(`${address}/api/sources`),
    (list) => list.length === DEMO.length,
  );
  expect(sources.map(({ id }) => id)).toEqual(DEMO);
  for (const { mode, notional } of sources) expect([mode, notional]).toEqual(["simulation", true]);
  const story = await json<Story>(`${address}/api/stories/baghdad-2021-11`);
  expect(story.variants).toHaveLength(5);
  expect((await fetch(`${address}/readyz`)).status).toBe(503);
  expect(await demo.kill("SIGINT"), demo.said).toEqual({ code: 0, signal: null });
  expect(demo.lines.at(-1)).toBe("Stopped.");
});

test("a named port that is in use ends the demo, with what to do", async () => {
  const other = createServer();
  const port = await new Promise<number>((resolve) =>
    other.listen(0, "127.0.0.1", () => {
      const bound = other.address();
      resolve(typeof bound === "object" && bound !== null ? bound.port : 0);
    }),
  );
  const demo = new PostProcess(["demo", "--port", String(port)], folderOf());
  expect((await demo.exited).code).toBe(1);
  expect(demo.errors.join("\n")).toContain(`Port ${port} on 127.0.0.1 is in use`);
  expect(demo.errors.join("\n")).toContain("--port");
  other.close();
});

test("a post protects though its port is in use, and says so", async () => {
  const other = createServer();
  const port = await new Promise<number>((resolve) =>
    other.listen(0, "127.0.0.1", () => {
      const bound = other.address();
      resolve(typeof bound === "object" && bound !== null ? bound.port : 0);
    }),
  );
  const folder = folderOf();
  writeSite(folder);
  const post = new PostProcess(["start", "--port", String(port)], folder);
  await post.ready();
  expect(await post.line(/FAULT {4}HTTP_FAULT/)).toContain(`Port ${port}`);
  await post.line(/area {5}Area: protecting/);
  expect(await post.kill("SIGINT"), post.said).toEqual({ code: 0, signal: null });
  other.close();
});

test("start serves encrypted, logs as JSON, and says once whom to trust", async () => {
  const folder = folderOf();
  writeSite(folder);
  const post = new PostProcess(["start", "--port", "0", "--https", "--log", "json"], folder);
  const line = await post.line(/"msg":"Open https:/);
  const { msg, level } = JSON.parse(line) as { msg: string; level: string };
  expect(level).toBe("info");
  await post.line(/certificate authority/);
  const authority = join(folder, "data", "tls", "authority.pem");
  expect(existsSync(authority)).toBe(true);
  const status = await new Promise<number | undefined>((resolve, reject) => {
    get(
      `${msg.replace("Open ", "")}/api/status`,
      { ca: readFileSync(authority) },
      ({ statusCode }) => resolve(statusCode),
    ).on("error", reject);
  });
  expect(status).toBe(200);
  expect((await post.kill("SIGINT")).code, post.said).toBe(0);
  for (const one of post.lines) expect(() => JSON.parse(one) as unknown).not.toThrow();
});
