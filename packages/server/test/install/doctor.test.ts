import { createSocket } from "node:dgram";
import { once } from "node:events";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { DoctorReport } from "../../src/install/doctor/run-doctor.ts";
import { lockDirectory } from "../../src/journal/directory-lock.ts";
import { blockOf } from "../asterix/block-builder.ts";
import { runHereIn } from "../cli/run-here.ts";
import { runCommand } from "./run-command.ts";

const LAUNCHER = fileURLToPath(new URL("../../bin/tocsin.mjs", import.meta.url));

let cwd = "";
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), "tocsin-doctor-test-"));
});
afterEach(() => rm(cwd, { recursive: true }));

const tocsin = (...args: readonly string[]) => runHereIn(cwd, args);

async function site(...flags: readonly string[]): Promise<void> {
  const made = await tocsin("init", "--yes", "--name", "Dock", "--at", "35,33", ...flags);
  expect(made.code, made.stderr).toBe(0);
}

async function change(from: string | RegExp, to: string): Promise<void> {
  const path = join(cwd, "site.yaml");
  const before = await readFile(path, "utf8");
  const after = before.replace(from, to);
  expect(after).not.toBe(before);
  await writeFile(path, after);
}

async function doctor(
  ...flags: readonly string[]
): Promise<{ code: number | null; report: DoctorReport }> {
  const { code, stdout, stderr } = await tocsin("doctor", "--json", ...flags);
  expect(stderr).toBe("");
  return { code, report: JSON.parse(stdout) as DoctorReport };
}
const stateOf = (report: DoctorReport, subject: string): string | undefined =>
  report.findings.find((finding) => finding.subject === subject)?.state;

test("a sound site is proven from detection to null siren, and in words", async () => {
  await site();
  const { code, report } = await doctor();
  expect({ code, ok: report.ok, broken: report.broken }).toEqual({ code: 0, ok: true, broken: 0 });
  const [area] = report.areas;
  expect(area).toMatchObject({ areaId: "dock", warned: true });
  for (const flight of area.flights) {
    if (!flight.flown) throw new Error(`no ${flight.threat} was flown`);
    expect(flight.detectedBy).toEqual(["simulated-radar"]);
    const { confirmedAfterS, decidedAfterS, warnedAfterS, leadS, processingMs } = flight;
    expect(confirmedAfterS).toBeGreaterThan(0);
    expect(decidedAfterS).toBeGreaterThanOrEqual(confirmedAfterS ?? Number.NaN);
    expect(warnedAfterS).toBeGreaterThanOrEqual(decidedAfterS ?? Number.NaN);
    expect(leadS).toBeGreaterThan(30);
    expect(processingMs).toBeGreaterThan(0);
  }
  const { stdout } = await runCommand(process.execPath, [LAUNCHER, "doctor"], { cwd });
  expect(stdout).toContain("at the null siren");
  expect(stdout).toContain("every link holds");
});

test("nothing is sent, and the site's own journal is not touched", async () => {
  await site();
  await doctor();
  const { code, stderr } = await tocsin("journal", "verify", "--config", "site.yaml");
  expect(code).toBe(5);
  expect(stderr).toContain("There is no journal");
});

test("an area that no sensor covers breaks the way", async () => {
  await site();
  await change(/range_max_m: 20000/, "range_max_m: 30");
  const { code, report } = await doctor();
  expect(code).toBe(1);
  expect(report.areas).toMatchObject([{ areaId: "dock", warned: false }]);
  expect(stateOf(report, "dock")).toBe("broken");
});

test("a warning that leaves people too little time is said so", async () => {
  await site("--area", "Far shelter;35,33;200;10;600");
  const { code, report } = await doctor();
  expect(code).toBe(0);
  expect(
    report.findings.filter(({ state }) => state === "warning").map(({ remedy }) => remedy),
  ).toEqual(expect.arrayContaining([expect.stringContaining("need 600 s to reach shelter")]));
});

test("mode live without a channel that carries it breaks the way", async () => {
  await site("--radar", "35,33;15;40;127.0.0.1:18655");
  await change("mode: shadow", "mode: live");
  const { code, report } = await doctor();
  expect(code).toBe(1);
  expect(stateOf(report, "channels")).toBe("broken");
});

test("a port that is taken is named; data that comes in is counted", async () => {
  await site("--radar", "35,33;15;40;127.0.0.1:18656");
  const taken = createSocket("udp4").bind(18656, "127.0.0.1");
  await once(taken, "listening");
  const blocked = await doctor();
  taken.close();
  expect(blocked.code).toBe(1);
  expect(stateOf(blocked.report, "radars")).toBe("broken");
  const sender = createSocket("udp4");
  const sending = setInterval(() => sender.send("x", 18656, "127.0.0.1"), 50);
  const heard = await doctor("--listen", "1");
  clearInterval(sending);
  sender.close();
  expect(heard.report.findings).toContainEqual(
    expect.objectContaining({
      subject: "radars",
      state: "ok",
      detail: expect.stringMatching(/[1-9]\d* datagrams in 1 s/) as string,
    }),
  );
});

test("what a radar says of its own place is compared while doctor listens, and strangers are named", async () => {
  await site("--radar", "35,33;15;40;127.0.0.1:18658;25/12");
  const north = (SIC: number) =>
    blockOf(34, {
      "010": { SAC: 25, SIC },
      "000": 1,
      "030": 0,
      "120": { HGT: 15, LAT: Math.round((35.01 * 8_388_608) / 180), LON: 1_537_911 },
    });
  const sender = createSocket("udp4");
  const sending = setInterval(() => {
    for (const octets of [north(12), north(13), Uint8Array.of(34, 0, 4, 0)])
      sender.send(octets, 18658, "127.0.0.1");
  }, 50);
  const { report } = await doctor("--listen", "1");
  clearInterval(sending);
  sender.close();
  const warnings = report.findings
    .filter(({ part, state }) => part === "inputs" && state === "warning")
    .map(({ subject, detail }) => `${subject}: ${detail}`);
  expect(warnings).toEqual([
    expect.stringMatching(/^radar-1: 0 detections; degraded: it says it stands 1\.1 km from/),
    "radars: no sensor has the codes of what sends here: SAC 25 SIC 13",
    expect.stringMatching(/^radars: \d+ data blocks could not be read: first decode-empty-record/),
  ]);
});

test("an interface that this machine does not have is named", async () => {
  await site("--radar", "35,33;15;40;239.255.10.9:18657");
  await change(/    id: radars\n/, "    id: radars\n    interface: 192.0.2.7\n");
  const { code, report } = await doctor();
  expect(code).toBe(1);
  expect(stateOf(report, "radars")).toBe("broken");
});

test("a key that others can read, and a site file that all can change", async () => {
  await site();
  await chmod(join(cwd, "tocsin-data/journal/journal-key.pem"), 0o644);
  await chmod(join(cwd, "site.yaml"), 0o666);
  const { code, report } = await doctor();
  expect(code).toBe(1);
  expect(stateOf(report, "permissions")).toBe("broken");
  expect(stateOf(report, "site file")).toBe("broken");
});

test("a post that runs keeps its ports and its journal", async () => {
  await site("--radar", "35,33;15;40;127.0.0.1:18658");
  const lock = lockDirectory(join(cwd, "tocsin-data/journal"));
  const { report } = await doctor();
  lock.release();
  expect(stateOf(report, "journal")).toBe("warning");
  expect(stateOf(report, "radars")).toBe("unknown");
});
