import { mkdtempSync, rmSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  decodeFrame,
  decodeMesh,
} from "../../src/adapters/cursor-on-target/decode/decode-frame.ts";
import type { CotEvent } from "../../src/adapters/cursor-on-target/decode/cot-event.ts";
import { createEventFramer } from "../../src/adapters/cursor-on-target/decode/event-framer.ts";
import { RunningPost } from "../run/post-harness.ts";
import { SITE } from "../run/post-process.ts";
import { boundSocket, closed, freePort } from "../run/radar-feed.ts";
import { xmlOf } from "./world.ts";

let dataDir = "";
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "tocsin-cot-"));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

/** What came to a client, which can be waited for. */
class Heard {
  readonly events: CotEvent[] = [];
  text = "";
  readonly #framer = createEventFramer();
  #waiting: (() => void)[] = [];

  stream(piece: Buffer): void {
    this.text += piece.toString("utf8");
    for (const each of this.#framer.push(piece))
      if (each.type === "frame") this.#take(decodeFrame(each.bytes));
  }
  datagram(octets: Uint8Array): void {
    this.#take(decodeMesh(octets));
  }
  #take(decoded: ReturnType<typeof decodeFrame>): void {
    if (!decoded.ok) throw new Error(decoded.reason);
    this.events.push(decoded.event);
    for (const look of this.#waiting) look();
  }
  until(found: (event: CotEvent) => boolean): Promise<CotEvent> {
    return new Promise((resolve) => {
      const look = (): void => {
        const event = this.events.find(found);
        if (event !== undefined) resolve(event);
      };
      this.#waiting.push(look);
      look();
    });
  }
}

const SPEED_MPS = 40;
const FROM_M = 1_200;
const HEIGHT_M = 60;

/** A drone that flies from the east to the area's middle, as the radar there reports it. */
function approach(sinceS: number): string {
  const eastM = FROM_M - SPEED_MPS * sinceS;
  const record = {
    type: "polar",
    time_unix_s: Date.now() / 1_000,
    range_m: Math.hypot(eastM, HEIGHT_M),
    azimuth_deg: 90,
    elevation_deg: (Math.atan2(HEIGHT_M, eastM) * 180) / Math.PI,
    range_sigma_m: 3,
    azimuth_sigma_deg: 0.2,
    elevation_sigma_deg: 0.2,
  };
  return JSON.stringify(record);
}

const WATCHERS = {
  id: "watchers",
  name: "Watchers",
  kind: "observer",
  latitude_deg: 40,
  longitude_deg: 20,
  height_m: 2,
  coverage: { range_max_m: 5_000 },
  period_s: 5,
  stale_after_s: 3_600,
};

const type =
  (begin: string) =>
  (event: CotEvent): boolean =>
    event.type.startsWith(begin);

const address = (server: ReturnType<typeof createServer>): number => {
  const bound = server.address();
  return typeof bound === "object" && bound !== null ? bound.port : 0;
};

test("an observer's report is taken in, and clients on a line and in a mesh get what is tracked and every warning", async () => {
  const client = new Heard();
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on("error", () => undefined);
    socket.on("data", (piece: Buffer) => client.stream(piece));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const mesh = new Heard();
  const group = await boundSocket(0);
  group.on("message", (octets) => mesh.datagram(octets));
  const radarPort = await freePort();
  const cotPort = await freePort();
  const post = new RunningPost({
    dataDir,
    config: {
      ...SITE,
      mode: "drill",
      sensors: [...SITE.sensors, WATCHERS],
      inputs: [
        {
          type: "generic",
          id: "json",
          transport: { type: "udp", port: radarPort },
          sensors: [{ sensor: "radar" }],
        },
        {
          type: "cursor-on-target",
          id: "tak",
          transport: { type: "tcp-listen", port: cotPort },
          sensors: [{ sensor: "watchers", reports: "observed" }],
        },
      ],
      channels: [
        {
          type: "cursor-on-target",
          id: "server",
          modes: ["drill"],
          transport: { type: "tcp", host: "127.0.0.1", port: address(server) },
        },
        {
          type: "cursor-on-target",
          id: "mesh",
          modes: ["drill"],
          format: "tak-v1",
          transport: { type: "udp-send", address: "127.0.0.1", port: group.address().port },
        },
      ],
    },
  });
  await post.ready;
  const observer = connect(cotPort, "127.0.0.1");
  const nowUs = Date.now() * 1_000;
  const point = `<point lat="40.03" lon="20" hae="300" ce="40" le="60"/>`;
  observer.write(xmlOf({ uid: "EYE", type: "a-h-A-M-F-Q", timeUs: nowUs, point, detail: "" }));
  const seen = await post.until(() =>
    post.steps
      .flatMap(({ event }) => (event?.type === "look" ? [event.look] : []))
      .find(({ sensorId }) => sensorId === "watchers"),
  );
  expect(seen.detections).toMatchObject([{ kind: "position", covarianceEeM2: 1_600 }]);

  const radar = await boundSocket(0);
  const startMs = Date.now();
  const timer = setInterval(
    () => radar.send(approach((Date.now() - startMs) / 1_000), radarPort, "127.0.0.1"),
    100,
  );
  for (const heard of [client, mesh]) {
    const alarm = await heard.until(type("b-a-o-c"));
    expect(alarm).toMatchObject({ operation: "e", callsign: "DRILL: Area" });
    expect(alarm.circularErrorM).toBeCloseTo(300, -2);
    const track = await heard.until(type("a-"));
    expect(track.uid).toMatch(/^tocsin\.site\.track\./);
    expect(track.callsign).toMatch(/^DRILL: T\d/);
    await heard.until(type("u-d-f"));
  }
  clearInterval(timer);
  await client.until(type("t-x-d-d"));
  await client.until(type("b-a-o-can"));
  expect(client.text).toMatch(/<link point="40\.\d{7},20\.\d{7}"\/>/);
  expect(client.text).toMatch(/<remarks>DRILL: Area: EXERCISE, NO REAL DANGER/);
  const receipts = post.steps.flatMap(({ event }) => (event?.type === "receipt" ? [event] : []));
  expect(new Set(receipts.map(({ outcome }) => outcome))).toEqual(new Set(["sent"]));
  observer.destroy();
  await post.stop();
  for (const socket of sockets) socket.destroy();
  server.close();
  await closed(radar);
  await closed(group);
});
