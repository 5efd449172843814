import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MODES } from "@tocsin/core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Screen } from "../http/shown-post.ts";
import { RunningPost } from "../run/post-harness.ts";
import { SITE } from "../run/post-process.ts";
import { freePort } from "../run/radar-feed.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-self-test-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** One of each kind, each for whatever it may carry beside the post's own mode. */
async function channelsFor(mode: (typeof MODES)[number], webhook: number) {
  const modes = mode === "live" ? ["live"] : MODES.filter((each) => each !== "live");
  writeFileSync(join(folder, "secret"), `whsec_${Buffer.alloc(32, 7).toString("base64")}\n`);
  return [
    { type: "log", id: "log", modes },
    {
      type: "cap-file",
      id: "cap",
      modes,
      directory: join(folder, "cap"),
      sender: "warning@site.example",
    },
    {
      type: "webhook",
      id: "webhook",
      modes,
      url: `http://127.0.0.1:${webhook}/`,
      secret_file: join(folder, "secret"),
    },
    {
      type: "modbus-relay",
      id: "relay",
      modes,
      host: "127.0.0.1",
      port: await freePort(),
      outputs: [{ area: "area", stage: "take-cover", coil: 1 }],
    },
    {
      type: "mqtt-sirens",
      id: "sirens",
      modes: [mode],
      url: `mqtt://127.0.0.1:${await freePort()}`,
      sirens: [{ id: "gate" }],
    },
    { type: "people", id: "people", modes, port: 0 },
    {
      type: "cursor-on-target",
      id: "tak",
      modes,
      format: "xml",
      transport: { type: "tcp-listen", address: "127.0.0.1", port: await freePort() },
    },
    {
      type: "sapient",
      id: "sapient",
      modes,
      transport: { type: "tcp-listen", address: "127.0.0.1", port: await freePort() },
    },
  ];
}

test.each([
  ["live", {}],
  ["simulation", { self_test: { on: true } }],
] as const)(
  "in mode %s a post tests itself, and no channel, picture or record hears of it",
  async (mode, changes) => {
    let posted = 0;
    const hook = createServer((_request, response) => {
      posted++;
      response.end();
    }).listen(0, "127.0.0.1");
    await once(hook, "listening");
    const channels = await channelsFor(mode, (hook.address() as AddressInfo).port);
    let announce: (address: string) => void = () => undefined;
    const address = new Promise<string>((resolve) => (announce = resolve));
    const post = new RunningPost({
      config: { ...SITE, ...changes, mode, channels },
      dataDir: join(folder, "data"),
      web: { host: "127.0.0.1", port: 0, announce: (at) => announce(at) },
    });
    await post.ready;
    const screen = await Screen.open(await address);
    const shown = await screen.message(
      (message) => message.type !== "heartbeat" && message.picture.selfTest?.state === "passed",
    );
    if (shown.type === "heartbeat") throw new Error("a picture was waited for");
    const { selfTest, tracks, warnings, decisions, areas } = shown.picture;
    expect(selfTest).toMatchObject({ broken: null, detail: "", everyS: 60 });
    expect([tracks, warnings, decisions]).toEqual([[], [], []]);
    expect(areas.map(({ id, stage }) => [id, stage])).toEqual([["area", null]]);
    await screen.message(
      (message) => message.type === "heartbeat" && message.timeUs > (selfTest?.lastUs ?? Infinity),
    );
    const metrics = await (await fetch(`${await address}/metrics`)).text();
    expect(metrics).toMatch(/tocsin_self_test_rounds_total\{outcome="passed"\} 1/);
    expect(metrics).toMatch(/tocsin_self_test_link_seconds\{link="receipt"\} \d/);
    expect(metrics).not.toMatch(/tocsin_(looks|decisions|warnings|receipts)_total\{/);
    const recorded = new Set(post.steps.map(({ event }) => event?.type));
    for (const type of ["look", "receipt"] as const) expect(recorded).not.toContain(type);
    const effects = new Set(post.effects.map(({ type }) => type));
    for (const type of ["track", "decision", "warning"] as const)
      expect(effects).not.toContain(type);
    expect(post.faults("SELF_TEST_FAILED")).toEqual([]);
    await screen.leave();
    await post.stop();
    hook.close();
    expect(posted).toBe(0);
    expect(existsSync(join(folder, "cap")) ? readdirSync(join(folder, "cap")) : []).toEqual([]);
    expect(String(post.output.read() ?? "")).not.toMatch(/COVER|~/);
  },
  60_000,
);
