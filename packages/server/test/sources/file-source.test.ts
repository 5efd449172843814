import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import { createFileSource } from "../../src/sources/file-source.ts";
import { ethernet, ipv4, pcap, udp } from "../asterix/capture-builder.ts";
import { PORTS, SourceRun } from "./source-run.ts";

const folder = mkdtempSync(join(tmpdir(), "tocsin-file-"));
afterAll(() => rmSync(folder, { recursive: true }));
const write = (name: string, bytes: Uint8Array | string): string => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};
const frame = (text: string, seconds: number) => ({
  seconds,
  fraction: 0,
  bytes: ethernet(ipv4(udp(Buffer.from(text)))),
});

test.each([
  ["plain", Buffer.from("line\n".repeat(50_000))],
  ["gzipped", gzipSync("line\n".repeat(50_000))],
])("a %s file is one stream, whole and ended cleanly", async (name, bytes) => {
  const run = new SourceRun(createFileSource({ path: write(name, bytes), speed: 1 }, PORTS));
  await run.ended;
  expect(run.text).toBe("line\n".repeat(50_000));
  expect(run.events.map(({ type }) => type).filter((type) => type !== "chunk")).toEqual([
    "link",
    "opened",
    "ended",
  ]);
  expect(run.of("ended")).toMatchObject([{ clean: true }]);
});

test("a capture gives its datagrams, at its own pace and with its own times", async () => {
  const path = write("capture.pcap", pcap([frame("one", 1), frame("two", 11)]));
  const waited: number[] = [];
  let nowUs = 500;
  const clock = {
    nowUs: () => nowUs,
    waitUntil: (timeUs: number) => {
      waited.push(timeUs - nowUs);
      nowUs = timeUs;
      return Promise.resolve();
    },
  };
  const run = new SourceRun(createFileSource({ path, speed: 4 }, { ...PORTS, clock }));
  await run.ended;
  expect(run.of("message").map(({ text, peer }) => [text, peer.id])).toEqual([
    ["one", "10.0.0.1:4000 to 232.1.1.12:21112"],
    ["two", "10.0.0.1:4000 to 232.1.1.12:21112"],
  ]);
  expect(waited).toEqual([2_500_000]);
});

test("a capture that is cut off gives what is whole, and says so", async () => {
  const whole = pcap([frame("one", 0), frame("two", 0)]);
  const path = write("cut.pcap", whole.subarray(0, whole.length - 1));
  const run = new SourceRun(createFileSource({ path, speed: 0 }, PORTS));
  await run.ended;
  expect(run.text).toBe("one");
  expect(run.of("rejected")).toMatchObject([{ reason: "damaged recording", count: 1 }]);
});

test("a file that is not there is a fault", async () => {
  const path = join(folder, "absent");
  await expect(new SourceRun(createFileSource({ path, speed: 1 }, PORTS)).ended).rejects.toThrow(
    "ENOENT",
  );
});
