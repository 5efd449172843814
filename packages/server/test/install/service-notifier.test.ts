import { type ChildProcess, spawn } from "node:child_process";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openServiceNotifier } from "../../src/run/service-notifier.ts";
import { hasProgram } from "./run-command.ts";

/** Stands in for the service manager: prints each datagram that reaches the socket, one on a line. */
const RECEIVER = `
import socket, sys
s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
s.bind(sys.argv[1])
print("bound", flush=True)
while True: print(s.recv(4096).decode().replace("\\n", "|"), flush=True)
`;

let folder = "";
let receiver: ChildProcess | null = null;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tocsin-notify-"));
});
afterEach(async () => {
  receiver?.kill();
  receiver = null;
  await rm(folder, { recursive: true });
});

const failures: string[] = [];
const options = (env: Readonly<Record<string, string>>, alive = () => true) => ({
  env: { PATH: process.env["PATH"], ...env },
  alive,
  failed: (reason: string) => failures.push(reason),
});

test.skipIf(!hasProgram("systemd-notify") || !hasProgram("python3"))(
  "the real systemd-notify carries readiness, status, heartbeats and the end to the socket",
  async () => {
    const socket = join(folder, "notify");
    const python = spawn("python3", ["-c", RECEIVER, socket], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    receiver = python;
    const lines = createInterface({ input: python.stdout })[Symbol.asyncIterator]();
    const next = async (): Promise<string> => {
      for (;;) {
        const { value } = (await lines.next()) as { value: string };
        if (!value.startsWith("BARRIER")) return value;
      }
    };
    expect(await next()).toBe("bound");
    let alive = true;
    const notifier = openServiceNotifier(
      options({ NOTIFY_SOCKET: socket, WATCHDOG_USEC: "400000" }, () => alive),
    );
    expect(notifier.listens).toBe(true);
    notifier.ready("Dock in mode shadow\nsecond line");
    expect(await next()).toBe("READY=1|STATUS=Dock in mode shadow second line");
    expect(await next()).toBe("WATCHDOG=1");
    expect(await next()).toBe("WATCHDOG=1");
    alive = false;
    notifier.stopping();
    let last = await next();
    while (last === "WATCHDOG=1") last = await next();
    expect(last).toBe("STOPPING=1");
  },
);

test("without a service manager every call does nothing", async () => {
  const notifier = openServiceNotifier(options({}));
  notifier.ready("x");
  notifier.status("y");
  notifier.stopping();
  await notifier.close();
  expect(notifier.listens).toBe(false);
});

test("messages keep their order; more than can wait lose their oldest status, and never readiness", async () => {
  const log = join(folder, "log");
  const slow = join(folder, "systemd-notify");
  await writeFile(slow, `#!/bin/sh\nsleep 0.05\necho "$1" >> ${log}\n`);
  await chmod(slow, 0o755);
  const PATH = `${folder}:${process.env["PATH"] ?? ""}`;
  const notifier = openServiceNotifier(options({ NOTIFY_SOCKET: "/none", PATH }));
  notifier.status("first");
  notifier.ready("ready");
  for (let i = 0; i < 20; i++) notifier.status(String(i));
  await notifier.close();
  const passed = (await readFile(log, "utf8")).trim().split("\n");
  expect(passed).toEqual([
    "STATUS=first",
    "READY=1",
    ...Array.from({ length: 7 }, (_, i) => `STATUS=${13 + i}`),
  ]);
});

test("a service manager that cannot be told is said once", async () => {
  failures.length = 0;
  const notifier = openServiceNotifier(
    options({ NOTIFY_SOCKET: join(folder, "none"), PATH: folder }),
  );
  notifier.ready("x");
  notifier.status("y");
  await notifier.close();
  expect(failures).toHaveLength(1);
  expect(failures[0]).toContain("systemd-notify");
});
