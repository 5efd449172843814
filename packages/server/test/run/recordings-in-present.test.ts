import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { playInPresent } from "../../src/run/play-in-present.ts";
import { ethernet, ipv4, pcap, udp } from "../asterix/capture-builder.ts";
import { RunningPost } from "./post-harness.ts";
import { SITE } from "./post-process.ts";

let dataDir = "";
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "tocsin-recorded-"));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const LONG_AGO_S = 1_500_000_000;

/** A radar's JSON in UDP: twenty sweeps, 0.1 s apart, with an object that comes nearer. */
const captured = (): Uint8Array =>
  pcap(
    Array.from({ length: 20 }, (_, step) => {
      const timeS = LONG_AGO_S + step / 10;
      const record = {
        type: "sweep",
        from_unix_s: timeS - 0.1,
        to_unix_s: timeS,
        detections: [
          {
            type: "polar",
            time_unix_s: timeS - 0.05,
            range_m: 3_000 - 5 * step,
            azimuth_deg: 40,
            elevation_deg: 10,
            track: "1",
          },
        ],
      };
      const payload = new TextEncoder().encode(`${JSON.stringify(record)}\n`);
      const seconds = Math.floor(timeS);
      const fraction = Math.round((timeS - seconds) * 1e6);
      return { seconds, fraction, bytes: ethernet(ipv4(udp(payload))) };
    }),
  );

test("a capture of years ago is sensed now: its looks are in time, and its sensor says that they are recorded", async () => {
  const path = join(dataDir, "radar.pcap");
  writeFileSync(path, captured());
  const post = new RunningPost({
    config: {
      ...SITE,
      mode: "shadow",
      channels: [],
      inputs: [
        {
          type: "generic",
          id: "recorded",
          transport: { type: "file", path },
          sensors: [
            {
              sensor: "radar",
              range_sigma_m: 10,
              azimuth_sigma_deg: 0.2,
              elevation_sigma_deg: 0.2,
            },
          ],
        },
      ],
    },
    dataDir,
  });
  await post.ready;
  await post.untilEffect("track", (effect) => effect.track.change === "confirmed");
  const events = post.steps.map(({ event }) => event);
  await post.stop();
  expect(post.faults("LOOK_TOO_LATE")).toEqual([]);
  const looks = events.filter((event) => event?.type === "look");
  for (const { look, receivedUs } of looks) {
    expect(Math.abs(Date.now() * 1_000 - receivedUs)).toBeLessThan(120e6);
    // The spacing of the recording is kept to the microsecond.
    expect(receivedUs - look.toUs).toBe(0);
  }
  expect(looks[1].receivedUs - looks[0].receivedUs).toBe(100_000);
  const health = events.find((event) => event?.type === "health");
  expect(health).toMatchObject({
    sensorId: "radar",
    status: "up",
    reason: "a recording of 2017-07-14T02:40:00.000Z, played as if it were sensed now",
  });
});

test("a capture that runs is left as it is", async () => {
  const nowUs = 1_800_000_000_000_000;
  const look = {
    sensorId: "radar",
    sequence: 1,
    fromUs: nowUs - 2e6,
    toUs: nowUs - 1e6,
    sweep: null,
    detections: [],
  };
  const given: unknown[] = [];
  const adapter = playInPresent(
    {
      id: "pipe",
      run: (sink) => {
        sink.look(look as never, nowUs - 1e6);
        return Promise.resolve();
      },
    },
    { nowUs: () => nowUs },
  );
  await adapter.run(
    {
      look: (...all) => void given.push(all),
      health: () => void given.push("health"),
      report: () => undefined,
      rejected: () => undefined,
      link: () => undefined,
    },
    new AbortController().signal,
  );
  expect(given).toEqual([[look, nowUs - 1e6]]);
});
