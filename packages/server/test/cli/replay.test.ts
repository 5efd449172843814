import { execFileSync } from "node:child_process";
import { copyFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { gzipSync } from "node:zlib";
import { aircraftRecording } from "../adsb/aircraft-recording.ts";
import { framesOf } from "../adsb/recorded-frames.ts";
import { droneCapture } from "../remote-id/drone-capture.ts";
import { absent, RADARS, realPath, TRACKER } from "../asterix/real-data.ts";
import { CliFolder } from "./cli-folder.ts";
import { radarRecording } from "./radar-recording.ts";

const TRACKS = z.array(z.object({ trackId: z.string() })).min(1);

let folder: CliFolder;
beforeAll(() => {
  folder = new CliFolder();
  writeFileSync(folder.file("radar.pcap"), radarRecording());
});
afterAll(() => folder.remove());

/** Replays a recording and asks of it what anybody may ask. */
async function replayAndAsk(file: string, dataDir: string): Promise<string> {
  const text = await folder.ok("replay", file, "--quiet", "--data-dir", dataDir);
  expect(await folder.ok("journal", "verify", "--data-dir", dataDir)).toContain(
    "Nothing is missing",
  );
  expect(await folder.ok("replay", dataDir)).toContain("byte for byte");
  const [{ trackId }] = TRACKS.parse(await folder.json("why", "--data-dir", dataDir));
  expect(await folder.ok("why", "track", trackId, "--data-dir", dataDir)).toContain(
    "Chain [replay]",
  );
  return text;
}

describe("tocsin replay of a recording", () => {
  test("lists its sources, verifies, and answers why of a track", async () => {
    const text = await replayAndAsk("radar.pcap", "radar");
    expect(text).toContain("radar.pcap: pcap, from 2016-05-05T07:35:56");
    expect(text).toContain("source 25/13: 15 × CAT048");
    expect(text).toContain("the recording does not say where source-25-13 stands");
  });

  test.skipIf(absent(RADARS))("of real radars, likewise", async () => {
    copyFileSync(realPath(RADARS), folder.file(RADARS));
    const text = await replayAndAsk(RADARS, "radars");
    expect(text).toContain("source 25/12: 5 × CAT034, 19 × CAT048");
    expect(text).toContain("not used: 81 × duplicate");
  });

  test.skipIf(absent(TRACKER))("of a real tracker, likewise", async () => {
    copyFileSync(realPath(TRACKER), folder.file(TRACKER));
    expect(await replayAndAsk(TRACKER, "tracker")).toContain("source 25/100: 100 × CAT062");
  });

  test("that is cut off uses what is whole, says where it is cut, and ends with 0", async () => {
    writeFileSync(folder.file("cut.pcap"), radarRecording().subarray(0, -20));
    const text = await replayAndAsk("cut.pcap", "cut");
    expect(text).toContain("source 25/13: 14 × CAT048");
    expect(text).toMatch(/the recording is damaged: cut off .*; all before that was used/);
  });

  test.each([
    ["empty.pcap", new Uint8Array(0), "the file is empty"],
    [
      "photo.png",
      Buffer.from("89504e470d0a1a0a0000000d49484452000000100000001008060000001ff3ff61", "hex"),
      "no recording that we know",
    ],
    [
      "monitoring.raw",
      Uint8Array.of(63, 0, 6, 0x80, 25, 201),
      "1 × datagrams that begin as CAT063",
    ],
    ["head.pcap", radarRecording().subarray(0, 24), "no ASTERIX record"],
  ])("%s holds none: exit code 4, in words", async (name, bytes, words) => {
    writeFileSync(folder.file(name), bytes);
    const { code, stdout, stderr } = await folder.run("replay", name);
    expect({ code, stdout }).toEqual({ code: 4, stdout: "" });
    expect(stderr).toContain(`error: The recording ${name} holds nothing that could be decoded: `);
    expect(stderr).toContain(words);
  });

  test("that is not there: exit code 4", async () => {
    const { code, stderr } = await folder.run("replay", "none.pcap");
    expect(code).toBe(4);
    expect(stderr).toContain("There is no recording at none.pcap.");
  });

  test("that is a pipe is refused, and not waited for: exit code 4", async () => {
    execFileSync("mkfifo", [folder.file("pipe")]);
    const { code, stderr } = await folder.run("replay", "pipe");
    expect(code).toBe(4);
    expect(stderr).toContain("it is a pipe or a device, not a file");
  });
});

/** The same squitters as lines of AVR, and what BaseStation and readsb make of one flight. */
function asAvr(beast: Uint8Array): string {
  return framesOf(beast)
    .map(({ message, ticks }) => {
      const digits = ticks.toString(16).padStart(12, "0") + Buffer.from(message).toString("hex");
      return `@${digits.toUpperCase()};`;
    })
    .join("\r\n");
}

const seconds = Array.from({ length: 60 }, (_, second) => second);
const asBaseStation = (): string =>
  seconds
    .map(
      (second) =>
        `MSG,3,1,1,4B1A2B,1,2024/05/01,12:00:${String(second).padStart(2, "0")}.000,2024/05/01,12:00:00.000,,5000,,,47.4,${(8.2 + 0.0013 * second).toFixed(5)},,,0,0,0,0`,
    )
    .join("\n");
const asReadsb = (): string =>
  seconds
    .map((second) =>
      JSON.stringify({
        now: 1_714_564_800 + second,
        hex: "4b1a2b",
        lat: 47.4,
        lon: 8.2 + 0.0013 * second,
        alt_baro: 5000,
        seen_pos: 0,
      }),
    )
    .join("\n");

describe("tocsin replay of those that say themselves where they are", () => {
  const beast = aircraftRecording();
  test.each([
    ["aircraft.beast", beast, "beast, from 1970-01-01", "1 aircraft, 119 places"],
    ["within.bin", beast.subarray(7), "beast, from 1970-01-01", "1 aircraft, 119 places"],
    ["aircraft.beast.gz", gzipSync(beast), "beast, from 1970-01-01", "1 aircraft, 119 places"],
    ["aircraft.avr", asAvr(beast), "avr, from 1970-01-01", "1 aircraft, 119 places"],
    ["aircraft.sbs", asBaseStation(), "sbs, from 2024-05-01T12:00:00", "1 aircraft, 60 places"],
    ["lines.json", asReadsb(), "readsb-json, from 2024-05-01T12:00:00", "1 aircraft, 60 places"],
    ["drone.pcap", droneCapture(), "remote-id, from 2026-05-28T20:26:40", "1 drone, 60 places"],
  ])("%s", async (name, bytes, format, heard) => {
    writeFileSync(folder.file(name), bytes);
    const text = await replayAndAsk(name, `of-${name}`);
    expect(text).toContain(`${name}: ${format}`);
    expect(text).toContain(heard);
    expect(text).toContain("the recording does not say where the receiver stands");
    expect(text).not.toContain("nothing in it says when");
    // A minute of recording lasts a minute, whatever its clock counts in; then one more until its receiver is stale.
    expect(text).toMatch(/(1 min 5\d|2 min 0\d) s of recording/);
  });

  test("takes a day for what carries no date", async () => {
    writeFileSync(folder.file("dated.beast"), beast);
    const flags = ["--quiet", "--day", "2024-05-01", "--data-dir", "dated"];
    expect(await folder.ok("replay", "dated.beast", ...flags)).toContain(
      "from 2024-05-01T00:00:00",
    );
  });

  test("says that lines without times are one moment", async () => {
    writeFileSync(folder.file("untimed.avr"), asAvr(beast).replaceAll(/@.{12}/g, "*"));
    const text = await folder.ok("replay", "untimed.avr", "--quiet", "--data-dir", "untimed");
    expect(text).toContain("1 aircraft, 1 places");
    expect(text).toContain("nothing in it says when it was heard");
  });

  test("says what is in it where nothing says a place: exit code 4", async () => {
    writeFileSync(folder.file("mute.avr"), "*5D4B1A2B000000;\n".repeat(30));
    const { code, stderr } = await folder.run("replay", "mute.avr");
    expect(code).toBe(4);
    expect(stderr).toContain("nothing in it (avr) says a place");
  });
});

describe("tocsin replay of a journal", () => {
  test("reproduces every decision, and says so in JSON too", async () => {
    await folder.ok("simulate", "green-zone-2021-02", "--quiet", "--data-dir", "volley");
    const report = await folder.json("replay", "volley");
    expect(report).toMatchObject({ identical: true, firstDifference: null });
    expect(await folder.okAlone("replay", "volley/journal")).toContain("byte for byte");
  });

  test("in a folder without one: exit code 5", async () => {
    const { code, stderr } = await folder.run("replay", ".");
    expect(code).toBe(5);
    expect(stderr).toContain("There is no journal in");
  });
});
