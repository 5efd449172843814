import { transportSchema } from "@tocsin/sdk";
import { expect, test } from "vitest";
import { SystemClock } from "../../src/pipeline/system-clock.ts";
import { chance } from "../../src/sources/chance-port.ts";
import { createByteSource } from "../../src/sources/create-byte-source.ts";
import { freePort } from "../run/radar-feed.ts";
import { SourceRun } from "./source-run.ts";

const port = await freePort();

// Each as little as a site file may say of it.
test.each([
  [{ type: "tcp", host: "127.0.0.1", port }, "down", "ECONNREFUSED"],
  [{ type: "tcp-listen", port }, "up", `listening on 127.0.0.1:${port}`],
  [{ type: "udp", port }, "up", `listening on 127.0.0.1:${port}`],
  [{ type: "websocket", url: `ws://127.0.0.1:${port}` }, "down", "ECONNREFUSED"],
  [{ type: "websocket-listen", port }, "up", `listening on ws://127.0.0.1:${port}`],
  [{ type: "http", port }, "up", `listening on http://127.0.0.1:${port}`],
  [{ type: "http-poll", url: `http://127.0.0.1:${port}/` }, "down", "ECONNREFUSED"],
  [{ type: "mqtt", url: `mqtt://127.0.0.1:${port}`, topics: ["a"] }, "down", "ECONNREFUSED"],
  [{ type: "file", path: "/dev/null" }, "up", "reading /dev/null"],
])("%j runs and stops", async (transport, state, words) => {
  const source = createByteSource(transportSchema.parse(transport), {
    clock: new SystemClock(),
    chance,
  });
  const run = new SourceRun(source);
  const link = await run.until(() => run.of("link")[0]);
  expect(link.state).toBe(state);
  expect(link.detail).toContain(words);
  await run.stop();
});
