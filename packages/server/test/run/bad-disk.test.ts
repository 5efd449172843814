import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { verifyJournal } from "../../src/journal/verify-journal.ts";
import { replayJournal } from "../../src/pipeline/replay-journal.ts";
import { STALL_FILE } from "../journal/faulty-disk.ts";
import { RunningPost } from "./post-harness.ts";
import { bomb, PostProcess, SITE, writeSite } from "./post-process.ts";

const DISK_BYTES = 1024 * 1024;

const shell = (command: string): void => {
  execFileSync("sh", ["-c", command], { stdio: "ignore" });
};

let folder = "";
const posts: PostProcess[] = [];
const start = (): PostProcess => {
  const post = new PostProcess(["start", "--no-http"], folder);
  posts.push(post);
  return post;
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-disk-"));
});
afterEach(async () => {
  await Promise.all(posts.splice(0).map((post) => post.kill("SIGKILL")));
  shell(`umount '${folder}/data' || true`);
  rmSync(folder, { recursive: true, force: true });
});

/** Whether a small disk in memory can be mounted here, which takes root. */
function mayMount(): boolean {
  const place = mkdtempSync(join(tmpdir(), "tocsin-mount-"));
  try {
    shell(`mount -t tmpfs -o size=${DISK_BYTES} tmpfs '${place}' && umount '${place}'`);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(place, { recursive: true });
  }
}

const mounting = mayMount();
if (!mounting) process.stdout.write("full disk: skipped, a tmpfs cannot be mounted here\n");

describe.skipIf(!mounting)("a post whose disk is full", () => {
  /** With room that the journal has prepared, a post goes on recording for a while: this one starts where there is none. */
  test("protects though it is started on one, says so, and records again when there is room", async () => {
    const data = join(folder, "data");
    mkdirSync(data);
    shell(`mount -t tmpfs -o size=${DISK_BYTES} tmpfs '${data}'`);
    // A quiet run leaves a journal to go on from. A bomb in it would be a warning already there, and no start of one.
    writeSite(folder);
    const before = start();
    await before.ready();
    await before.kill("SIGINT");
    // Another site file than the one that is kept already, though it says the same.
    writeSite(folder, {
      site: { automation: true },
      scenario: { objects: [0.2, 12, 24].map((fromS, i) => bomb(`bomb-${i}`, fromS, 20)) },
    });
    shell(`head -c ${DISK_BYTES} /dev/zero > '${data}/fill' || true`);
    const post = start();
    await post.ready();
    await post.line(/This site file could not be kept .*no space left on device/);
    expect(await post.line(/take-cover start .*not recorded yet/)).toMatch(/area #\d\.1/);
    expect(await post.line(/WARNING_UNRECORDED/)).toContain("did not confirm the record");
    await post.line(/JOURNAL_DISK_FAILED.*ENOSPC/);
    await expect.poll(() => existsSync(join(folder, "cap"))).toBe(true);
    rmSync(join(data, "fill"));
    await post.line(/over: .*ENOSPC/);
    expect(await post.kill("SIGINT"), post.said).toEqual({ code: 0, signal: null });
    const journal = join(data, "journal");
    expect(verifyJournal(journal)).toMatchObject({ ok: true, gaps: [], tornTail: null });
    expect(replayJournal(journal)).toMatchObject({ identical: true, unfinished: 0 });
  });
});

test("a post whose disk hangs warns within its time, says so, and loses nothing", async () => {
  const scenario = join(folder, "play.yaml");
  writeSite(folder, { scenario: { objects: [bomb("a", 3, 20)] } });
  const post = new RunningPost({
    config: {
      ...SITE,
      channels: [SITE.channels[0]],
      inputs: [{ type: "simulation", id: "play", scenario: resolve(scenario) }],
    },
    dataDir: join(folder, "data"),
    diskModule: new URL("../journal/faulty-disk.ts", import.meta.url).href,
  });
  const { journal } = await post.ready;
  writeFileSync(join(journal, STALL_FILE), "");
  const { fault } = await post.untilEffect(
    "fault",
    (effect) => effect.fault.code === "WARNING_UNRECORDED",
  );
  const { warning } = await post.untilEffect("warning");
  expect(warning).toMatchObject({ action: "start" });
  // The fault is said when the warning has left: 50 ms for the disk, and what a busy machine adds. 2 s are promised.
  expect((fault.timeUs - warning.issuedUs) / 1000).toBeLessThan(2_000);
  await post.untilFault("JOURNAL_FAULT", /is not on the disk after 50 ms|wait for the disk/);
  rmSync(join(journal, STALL_FILE));
  await post.untilFault("JOURNAL_FAULT", /^over: /);
  await post.stop();
  expect(verifyJournal(journal)).toMatchObject({ ok: true, gaps: [], tornTail: null });
  expect(replayJournal(journal)).toMatchObject({ identical: true, unfinished: 0 });
});
