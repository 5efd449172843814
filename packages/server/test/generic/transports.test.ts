import { createSocket } from "node:dgram";
import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { WebSocket } from "ws";
import { RunningPost } from "../run/post-harness.ts";
import { SITE } from "../run/post-process.ts";
import { freePort } from "../run/radar-feed.ts";

let dataDir = "";
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "tocsin-generic-"));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

/** Opens a way to send lines to a port, and a way to close it. */
type Opened = { readonly send: (text: string) => void; readonly close: () => void };
const WAYS: Readonly<Record<string, (port: number) => Promise<Opened> | Opened>> = {
  "tcp-listen": (port) => {
    const socket = connect(port, "127.0.0.1");
    return { send: (text) => void socket.write(text), close: () => void socket.destroy() };
  },
  udp: (port) => {
    const socket = createSocket("udp4");
    return {
      send: (text) => socket.send(text, port, "127.0.0.1"),
      close: () => void socket.close(),
    };
  },
  http: (port) => ({
    send: (text) => void fetch(`http://127.0.0.1:${port}/`, { method: "POST", body: text }),
    close: () => undefined,
  }),
  "websocket-listen": (port) =>
    new Promise((resolve) => {
      const socket = new WebSocket(`ws://127.0.0.1:${port}`);
      socket.on("open", () =>
        resolve({ send: (text) => socket.send(text), close: () => socket.close() }),
      );
    }),
};

/** Something that comes straight in from the north-east at 80 m/s, as a radar would report it. */
const plot = (seconds: number): string =>
  `${JSON.stringify({
    type: "polar",
    time_unix_s: Date.now() / 1_000,
    range_m: 2_500 - 80 * seconds,
    azimuth_deg: 45,
    elevation_deg: 2.7,
  })}\n`;

test.each(Object.entries(WAYS))(
  "a sensor that sends JSON over %s is tracked",
  async (type, open) => {
    const port = await freePort();
    const sensors = [
      { sensor: "radar", range_sigma_m: 20, azimuth_sigma_deg: 0.3, elevation_sigma_deg: 0.3 },
    ];
    const inputs = [{ type: "generic", id: "json", transport: { type, port }, sensors }];
    const post = new RunningPost({
      config: { ...SITE, mode: "shadow", channels: [], inputs },
      dataDir,
    });
    await post.ready;
    const startedMs = Date.now();
    const way = await open(port);
    way.send("this is no JSON\n");
    const timer = setInterval(() => way.send(plot((Date.now() - startedMs) / 1_000)), 200);
    await post.untilEffect("track", ({ track }) => track.change === "confirmed");
    clearInterval(timer);
    const refused = await post.untilFault("INPUT_REJECTED");
    expect(refused.tally).toEqual({ input: "json", reason: "not-json", sensor: null, count: 1 });
    expect(refused.detail).toContain("this is no JSON");
    way.close();
    await post.stop();
  },
);
