import { channelId } from "@tocsin/core";
import type { Channel, OutgoingWarning } from "@tocsin/sdk";
import { expect, test } from "vitest";
import { behindGate } from "./channel-gate.ts";
import { messageFor } from "./message.test-support.ts";

const RING = [33.3, 44.4, 33.31, 44.4, 33.31, 44.41];
const gated = (sent: OutgoingWarning[]): Channel =>
  behindGate({
    id: channelId("c"),
    modes: ["drill"],
    send(message) {
      sent.push(message);
      return Promise.resolve({ outcome: "delivered", detail: "" });
    },
    close: () => Promise.resolve(),
  });

test.each([
  ["no area", { areaRingsDeg: [] }],
  ["an empty area", { areaRingsDeg: [[]] }],
  ["two corners", { areaRingsDeg: [RING.slice(0, 4)] }],
  ["crossing itself", { areaRingsDeg: [[33.3, 44.4, 33.31, 44.41, 33.31, 44.4, 33.3, 44.41]] }],
  ["a country", { areaRingsDeg: [[30, 40, 35, 40, 35, 45]] }],
  ["nowhere on earth", { areaRingsDeg: [[33.3, 44.4, 133.31, 44.4, 33.31, 44.41]] }],
  ["not a number", { areaRingsDeg: [[33.3, 44.4, Number.NaN, 44.4, 33.31, 44.41]] }],
  ["half a corner", { areaRingsDeg: [RING.slice(0, 5)] }],
])("%s: no channel carries it, and the receipt says why", async (_, changes) => {
  const sent: OutgoingWarning[] = [];
  const receipt = await gated(sent).send(messageFor(changes));
  expect(receipt).toMatchObject({ outcome: "failed", detail: expect.stringMatching(/^refused: /) });
  expect(sent).toEqual([]);
});

test("what expires before it is sent is carried by none", async () => {
  const sent: OutgoingWarning[] = [];
  const sound = messageFor({});
  const warning = { ...sound.warning, expiresUs: sound.warning.issuedUs };
  expect(await gated(sent).send({ ...sound, warning })).toMatchObject({ outcome: "failed" });
  expect(sent).toEqual([]);
});

const STRIP = [33.3, 44.4, 33.3, 45.045, 33.408, 45.045, 33.408, 44.4];
const ACROSS = [-16.8, 179.95, -16.8, -179.95, -16.7, -179.95, -16.7, 179.95];

test.each([
  ["a few streets", {}],
  ["a strip 60 km long", { areaRingsDeg: [STRIP] }],
  ["both sides of the 180th meridian", { areaRingsDeg: [ACROSS] }],
])("%s: what is sound is carried, and again", async (_, changes) => {
  const sent: OutgoingWarning[] = [];
  const channel = gated(sent);
  const message = messageFor(changes);
  for (let i = 0; i < 2; i++)
    expect(await channel.send(message)).toMatchObject({ outcome: "delivered" });
  expect(sent).toHaveLength(2);
});
