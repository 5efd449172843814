import { channelId } from "@tocsin/core";
import { broadcastAudience, sirenTopics } from "@tocsin/sdk";
import { expect, test } from "vitest";
import { Broadcaster } from "../../broadcast/broadcaster.ts";
import { makeDeviceKey } from "../../device/device-key-file.ts";
import { SystemClock } from "../../pipeline/system-clock.ts";
import { createMqttSirensChannel } from "./mqtt-sirens-channel.ts";

/** A channel with one siren, gate-1, and the topics that were published to. */
function openChannel() {
  const published: string[] = [];
  const clock = new SystemClock();
  const channel = createMqttSirensChannel({
    id: channelId("sirens"),
    mode: "drill",
    siteId: "s",
    baseTopic: "tocsin",
    sirens: [{ id: "gate-1", areas: null }],
    silentAfterUs: 15_000_000,
    testEveryUs: 60_000_000,
    clock,
    nonce: () => "nonce",
    reports: { receipt: () => undefined, fault: (_subject, detail) => expect.fail(detail) },
    voice: new Broadcaster({
      file: {
        keyId: "post",
        kind: "post",
        subject: "s",
        audience: broadcastAudience("s", "drill"),
        epoch: 1,
        key: makeDeviceKey().key,
      },
      site: { id: "s", name: "S" },
      mode: "drill",
      nowUs: () => clock.nowUs(),
      steadyMs: () => 0,
      chain: () => ({ sequence: 0, hash: null }),
    }),
    judge: () => null,
    line: () => ({
      connected: true,
      publish: (topic) => {
        published.push(topic);
        return Promise.resolve();
      },
      run: (signal) =>
        new Promise((resolve) => {
          signal.addEventListener("abort", () => resolve(), { once: true });
        }),
    }),
  });
  return { channel, published };
}

test("only a siren of the channel is tested: whatever else is asked for is published to no topic", async () => {
  const { channel, published } = openChannel();
  for (const name of ["gate-2", "", "+", "a/#"]) expect(await channel.test?.(name)).toBe(null);
  expect(published).toEqual([]);
  const tested = channel.test?.("gate-1");
  expect(published).toEqual([sirenTopics("tocsin", "s", "drill").to("gate-1")]);
  await channel.close();
  expect(await tested).toMatchObject({ ok: false });
});
