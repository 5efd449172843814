import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { verifyJournal } from "../../src/journal/verify-journal.ts";
import { replayJournal } from "../../src/pipeline/replay-journal.ts";
import { moved } from "../adsb/aircraft-feed.ts";
import { absent, BEAST, realPath } from "../adsb/real-data.ts";
import { beastFrame } from "../../src/adapters/adsb/encode/beast-frame.ts";
import {
  identitySquitter,
  positionSquitter,
  velocitySquitter,
} from "../../src/adapters/adsb/encode/squitter.ts";
import { droneCapture, SERIAL } from "../remote-id/drone-capture.ts";
import { TRANSMITTER } from "../remote-id/message-builder.ts";
import { RunningPost } from "./post-harness.ts";
import { SITE } from "./post-process.ts";

let dataDir = "";
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "tocsin-air-"));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const PLACE = { latitudeDeg: SITE.site.latitude_deg, longitudeDeg: SITE.site.longitude_deg };

const withReceiver = (input: object, place = PLACE, rangeMaxM = 400_000) => ({
  ...SITE,
  mode: "shadow",
  channels: [],
  tracker: {},
  site: { ...SITE.site, latitude_deg: place.latitudeDeg, longitude_deg: place.longitudeDeg },
  areas: SITE.areas.map((area) => ({
    ...area,
    circle: { ...area.circle, latitude_deg: place.latitudeDeg, longitude_deg: place.longitudeDeg },
  })),
  sensors: [
    {
      id: "antenna",
      name: "Antenna",
      kind: "cooperative",
      latitude_deg: place.latitudeDeg,
      longitude_deg: place.longitudeDeg,
      height_m: 50,
      coverage: { range_max_m: rangeMaxM, horizon: false, elevation_max_deg: 90 },
      period_s: 1,
      stale_after_s: 3_600,
    },
  ],
  inputs: [{ id: "receiver", sensor: "antenna", ...input }],
});

const every = (ms: number, act: () => void): (() => void) => {
  const timer = setInterval(act, ms);
  return () => clearInterval(timer);
};

function expectReplayable(): void {
  expect(verifyJournal(join(dataDir, "journal"))).toMatchObject({ ok: true, tornTail: null });
  expect(replayJournal(join(dataDir, "journal"))).toMatchObject({ identical: true, unfinished: 0 });
}

/** A server on this machine, and the first that connects to it. */
async function served(): Promise<{ port: number; client: Promise<Socket>; close(): void }> {
  const server = createServer();
  const client = once(server, "connection").then(([socket]) => socket as Socket);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return { port, client, close: () => server.close() };
}

describe("aircraft heard by a receiver", () => {
  const head = { address: 0x4b_1a2b };

  /** An aircraft that comes in from the west at 100 m/s, as a receiver with a clock hears it. */
  function fly(send: (bytes: Uint8Array) => void): () => void {
    let step = 0;
    return every(250, () => {
      const place = moved(PLACE, -20_000 + 25 * step, 2_000);
      const ticks = 12_000_000 + step * 3_000_000;
      if (step % 8 === 0) send(beastFrame(identitySquitter(head, "SWR12A"), ticks));
      if (step % 4 === 0)
        send(
          beastFrame(velocitySquitter(head, { eastKt: 194, northKt: 0, differenceFt: 200 }), ticks),
        );
      send(
        beastFrame(
          positionSquitter(head, place, { isOdd: step % 2 === 1, altitudeFt: 3_000 }),
          ticks,
        ),
      );
      step++;
    });
  }

  test("over TCP become a track under their own name, and the line is taken up again when it breaks", async () => {
    const receiver = await served();
    const transport = { type: "tcp", host: "127.0.0.1", port: receiver.port };
    const post = new RunningPost({
      config: withReceiver({ type: "adsb", transport }),
      dataDir,
    });
    await post.ready;
    const client = await receiver.client;
    const end = fly((bytes) => client.write(bytes));
    const { track } = await post.untilEffect(
      "track",
      (effect) => effect.track.change === "confirmed",
    );
    expect(track.identity).toBe("SWR12A");
    end();
    client.destroy();
    const fault = await post.untilFault("INPUT_FAILED");
    expect(fault.detail).toContain("trying again");
    receiver.close();
    await post.stop();
    expectReplayable();
  });

  test.skipIf(absent(BEAST))(
    "in a recorded stream are played by the receiver's clock",
    async () => {
      const place = { latitudeDeg: 43.6, longitudeDeg: 1.4 };
      const transport = { type: "file", path: realPath(BEAST), speed: 20 };
      const post = new RunningPost({
        config: withReceiver({ type: "adsb", transport }, place, 900_000),
        dataDir,
      });
      await post.ready;
      const heard = await post.until(
        () => post.steps.flatMap(({ event }) => (event?.type === "look" ? [event.look] : []))[2],
      );
      expect(heard.detections[0].identity).toMatchObject({ callsign: "TRA89M" });
      await post.stop();
      expectReplayable();
    },
  );
});

describe("drones heard by a receiver", () => {
  test("that connects and sends lines of JSON become a track; a line that is none is counted", async () => {
    const probe = await served();
    probe.close();
    const transport = { type: "tcp-listen", port: probe.port };
    const post = new RunningPost({
      config: withReceiver({ type: "remote-id", transport }),
      dataDir,
    });
    await post.ready;
    const socket = connect(probe.port, "127.0.0.1");
    await once(socket, "connect");
    let step = 0;
    const end = every(100, () => {
      const place = moved(PLACE, -1_500 + 1.2 * step, 500);
      const report = {
        mac: TRANSMITTER,
        rssi: -71,
        basic_id: SERIAL,
        drone_lat: place.latitudeDeg,
        drone_long: place.longitudeDeg,
        drone_altitude: 120,
        speed: 12,
        heading: 90,
        pilot_lat: PLACE.latitudeDeg,
        pilot_long: PLACE.longitudeDeg,
      };
      socket.write(step % 5 === 4 ? "no report\n" : `${JSON.stringify(report)}\n`);
      step++;
    });
    const { track } = await post.untilEffect(
      "track",
      (effect) => effect.track.change === "confirmed",
    );
    expect(track.identity).toBe(SERIAL);
    await post.untilFault("INPUT_REJECTED", /no report/);
    end();
    socket.destroy();
    await post.stop();
    expectReplayable();
  });

  test("in captured beacons become a track", async () => {
    const path = join(dataDir, "drones.pcap");
    writeFileSync(path, droneCapture(PLACE));
    const post = new RunningPost({
      config: withReceiver({ type: "remote-id-capture", path }),
      dataDir,
    });
    await post.ready;
    const { track } = await post.untilEffect(
      "track",
      (effect) => effect.track.change === "confirmed",
    );
    expect(track.identity).toBe(SERIAL);
    await post.stop();
    expectReplayable();
  });
});
