import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DrillReadiness, ShownDrill } from "@tocsin/sdk";
import { expect, test } from "vitest";
import { DrillBook } from "../../src/drill/drill-book.ts";
import { scoreDrill } from "../../src/drill/score-drill.ts";
import { readRunningServer } from "../../src/http/identity/local-key.ts";
import { readJournal } from "../../src/journal/read-journal.ts";
import { RECORD_TYPES } from "../../src/journal/record-type.ts";
import { journalDirectory } from "../../src/run/data-directory.ts";
import { askServer } from "../../src/run/remote-account-desk.ts";
import { ScoreRecord } from "../../src/scoring/score-record.ts";
import { scoreReport } from "../../src/scoring/score-report.ts";
import { RunningPost } from "../run/post-harness.ts";

const area = (id: string, north: number) => ({
  id,
  name: id,
  owner: "Canal company",
  protection: "protected",
  circle: { latitude_deg: 48 + north, longitude_deg: 31, radius_m: 400 },
  people: 40,
});
const siteIn = (folder: string): object => ({
  site: { id: "weir", name: "Weir", latitude_deg: 48, longitude_deg: 31, ground_height_m: 150 },
  mode: "shadow",
  sensors: [
    {
      id: "radar",
      name: "Radar",
      kind: "radar",
      latitude_deg: 48,
      longitude_deg: 31,
      height_m: 170,
      period_s: 1,
      coverage: { range_max_m: 15_000 },
    },
  ],
  areas: [area("lock", 0.005), area("village", 0.08)],
  channels: [
    { type: "log", id: "terminal", modes: ["shadow"] },
    {
      type: "cap-file",
      id: "cap",
      modes: ["shadow"],
      directory: join(folder, "real"),
      sender: "a@b",
    },
    { type: "log", id: "terminal-drill", modes: ["drill"] },
    {
      type: "cap-file",
      id: "cap-drill",
      modes: ["drill"],
      directory: join(folder, "drill"),
      sender: "a@b",
    },
  ],
});

/** Resolves with when a line was written that fits. */
const lineOf = (post: RunningPost, fits: RegExp): Promise<number> =>
  new Promise((resolve) => {
    let text = "";
    post.output.on("data", (chunk: Buffer) => {
      text += chunk.toString("utf8");
      if (fits.test(text)) resolve(performance.now());
    });
  });

test("a drill reaches its own channels and no other, and a real warning ends it and is told as fast as ever", async () => {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-drill-"));
  const dataDir = join(folder, "data");
  let listening: () => void = () => undefined;
  const listens = new Promise<void>((resolve) => (listening = resolve));
  const post = new RunningPost({
    config: siteIn(folder),
    dataDir,
    web: { host: "127.0.0.1", port: 0, announce: () => listening() },
  });
  const [ready] = await Promise.all([post.ready, listens]);
  const ask = async (path: string, body: object): Promise<ShownDrill> => {
    const running = readRunningServer(dataDir);
    if (running === null) throw new Error("it runs");
    return (await askServer(running, dataDir, { method: "POST", path, body })) as ShownDrill;
  };
  const refusal = async (): Promise<string | null> => {
    const running = readRunningServer(dataDir);
    if (running === null) throw new Error("it runs");
    const asked = { method: "GET", path: "/api/drill" } as const;
    return ((await askServer(running, dataDir, asked)) as DrillReadiness).refusal;
  };
  const raise = async (areaId: string): Promise<number> => {
    const told = lineOf(post, new RegExp(`\\[shadow\\] take-cover start ${areaId}`));
    const sinceMs = performance.now();
    const untilUs = Date.now() * 1_000 + 600e6;
    ready.command({ kind: "raise", areaId, stage: "take-cover", untilUs }, "seen from the roof");
    return (await told) - sinceMs;
  };
  const request = { scenario: "rocket", areaId: "lock", atUs: null, reason: "the yearly exercise" };

  expect(await refusal()).toBe(null);
  const aloneMs = await raise("lock");
  expect(await refusal()).toBe("a real warning holds for lock: begin when it is over");
  await expect(ask("/api/drill", request)).rejects.toThrow(/a real warning holds/);
  ready.command({ kind: "all-clear", areaId: "lock" }, "a bird");

  const drilled = lineOf(post, /\[drill\] take-cover start lock #1\.1 EXERCISE, NO REAL DANGER/);
  const over = lineOf(post, /\[drill\] all-clear end lock/);
  const { id } = await ask("/api/drill", request);
  await expect(ask("/api/drill", request)).rejects.toThrow(/runs already/);
  await drilled;
  expect(post.effects.filter((effect) => effect.type === "warning")).toHaveLength(2);

  const besideMs = await raise("village");
  await over;
  // Milliseconds both; the bound is what a busy machine may add, and far below what people would notice.
  expect(besideMs).toBeLessThan(Math.max(10 * aloneMs, 500));
  await post.stop();

  const named = (directory: string): readonly string[] =>
    readdirSync(join(folder, directory)).map((name) => name.split(".").slice(1, 3).join(" "));
  expect(new Set(named("real"))).toEqual(new Set(["lock shadow", "village shadow"]));
  expect(named("drill")).toContain("lock drill");
  expect(named("drill").filter((name) => !name.endsWith(" drill"))).toEqual([]);
  const book = new DrillBook(journalDirectory(dataDir));
  book.readOn();
  const score = scoreDrill(book.journal, book.find(id));
  expect(score.drill).toMatchObject({
    scenario: "rocket",
    reason: "the yearly exercise",
    ending: "a real warning for village",
    channels: ["terminal-drill", "cap-drill"],
  });
  const told = score.messages.map(({ areaId, stage, action }) => `${areaId} ${stage} ${action}`);
  expect([told[0], told.at(-1)]).toEqual(["lock take-cover start", "lock all-clear end"]);
  for (const { channelId, taken, silent, failed, slowestS } of score.reached) {
    expect(book.find(id).channels).toContain(channelId);
    expect({ taken, silent, failed }).toEqual({ taken: told.length, silent: 0, failed: 0 });
    expect(slowestS).toBeLessThan(2);
  }
  expect(score.reached).toHaveLength(2);
  expect(score.card?.mode).toBe("drill");
  expect(() => book.find("../../data")).toThrow(/There is no drill/);
  const records = [...readJournal(journalDirectory(dataDir))]
    .filter(({ type }) => type === RECORD_TYPES.drill)
    .map(({ payload }) => JSON.parse(Buffer.from(payload).toString("utf8")) as object);
  expect(records).toMatchObject([
    { change: "started", id, by: { kind: "command-line" }, reason: "the yearly exercise" },
    { change: "ended", id, by: { kind: "post" }, reason: "a real warning for village" },
  ]);

  const own = new ScoreRecord(journalDirectory(join(dataDir, "drills", id)));
  own.readOn();
  const report = scoreReport([own], null);
  expect(report?.cards.map(({ mode }) => mode)).toEqual(["drill"]);
  expect(report?.cards[0].total).toMatchObject({
    threats: { warned: 1, missed: 0 },
  });
  rmSync(folder, { recursive: true });
});
