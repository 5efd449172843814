import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type Warning, warningKey } from "@tocsin/core";
import { stream } from "@tocsin/sim";
import { expect, test } from "vitest";
import { readJournal } from "../../src/journal/read-journal.ts";
import { verifyJournal } from "../../src/journal/verify-journal.ts";
import { decodeRecord } from "../../src/pipeline/encode-record.ts";
import { replayJournal } from "../../src/pipeline/replay-journal.ts";
import { bomb, PostProcess, writeSite } from "./post-process.ts";

const KILLS = Number(process.env["TOCSIN_KILLS"] ?? 12);
const SEED = 20211107;
/** Kills fall within this long of the moment that protection began. */
const WITHIN_MS = 900;
/** Of so many lives half bring an attack and half are quiet, so that alarms begin and end. */
const ROUND = 6;

/** What a receiver has been told: a CAP file that is there was acknowledged by its channel. */
interface Told {
  readonly message: string;
  readonly sent: string;
  readonly recorded: boolean;
}

function toldIn(folder: string): readonly Told[] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names
    .filter((name) => name.endsWith(".xml"))
    .map((name) => {
      const xml = readFileSync(join(folder, name), "utf8");
      const parameter = (what: string): string =>
        new RegExp(`<valueName>tocsin:${what}</valueName>\\s*<value>([^<]*)`).exec(xml)?.[1] ?? "";
      const sent = /<identifier>[^<]*\.([^<.]+)<\/identifier>/.exec(xml)?.[1] ?? "";
      return { message: parameter("warning"), sent, recorded: parameter("recorded") === "true" };
    });
}

function warningsIn(journal: string): readonly Warning[] {
  return [...readJournal(journal)].flatMap(({ type, payload }) => {
    const decoded = decodeRecord(type, payload);
    return decoded.kind === "effect" && decoded.effect.type === "warning"
      ? [decoded.effect.warning]
      : [];
  });
}

/** Runs a post until some time after it began, or until its first alarm is out, and kills it. */
async function startAndKill(folder: string, moment: number, attack: boolean): Promise<void> {
  const objects = [0.1, 0.4].map((fromS, i) => bomb(`bomb-${i}`, fromS, i * 70));
  writeSite(folder, { scenario: { objects: attack ? objects : [] } });
  const post = new PostProcess(["start", "--no-http"], folder);
  await post.ready();
  if (attack && moment < 0.5) await Promise.race([post.line(/take-cover start/), delay(1_500)]);
  else await delay(moment * WITHIN_MS);
  const { signal } = await post.kill("SIGKILL");
  expect(signal, post.said).toBe("SIGKILL");
}

test(`${KILLS} kills of a post lose no warning and begin no episode twice`, async () => {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-kill-post-"));
  try {
    const random = stream(SEED, "kills");
    for (let kill = 0; kill < KILLS; kill++)
      await startAndKill(folder, random.unit(), kill % ROUND < ROUND / 2);
    writeSite(folder, { scenario: { objects: [bomb("last", 0.1, 30)] } });
    const last = new PostProcess(["start", "--no-http"], folder);
    await last.ready();
    await last.line(/take-cover/);
    expect(await last.kill("SIGINT"), last.said).toEqual({ code: 0, signal: null });

    const journal = join(folder, "data", "journal");
    expect(verifyJournal(journal)).toMatchObject({
      ok: true,
      chainOk: true,
      gaps: [],
      tornTail: null,
    });
    const replayed = replayJournal(journal);
    expect(replayed).toMatchObject({ identical: true, firstDifference: null, unfinished: 0 });

    const warnings = warningsIn(journal);
    const recorded = new Set(warnings.map((w) => `${warningKey(w)}/${w.version}`));
    const told = toldIn(folder);
    const missing = told.filter((one) => one.recorded && !recorded.has(one.message));
    expect(missing).toEqual([]);
    const starts = warnings.filter(({ action }) => action === "start").map(warningKey);
    expect(new Set(starts).size).toBe(starts.length);
    // The same message twice is one message; another under the same name must have been marked unrecorded.
    for (const { message, sent } of told.filter((one) => one.recorded))
      expect(told.filter((o) => o.recorded && o.message === message && o.sent !== sent)).toEqual(
        [],
      );

    process.stdout.write(
      `kill -9 of the post, seed ${SEED}: ${JSON.stringify({ kills: KILLS, told: told.length, unrecorded: told.filter((one) => !one.recorded).length, starts: starts.length, events: replayed.events })}\n`,
    );
    expect(starts.length).toBeGreaterThan(2);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 900_000);
