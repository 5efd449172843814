import { PassThrough, Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { areaId, channelId, siteId } from "@tocsin/core";
import type { OutgoingWarning } from "@tocsin/sdk";
import { expect, test } from "vitest";
import { createLogChannel, UNREAD_BYTES_MAX } from "./log-channel.ts";

const message: OutgoingWarning = {
  warning: {
    siteId: siteId("harbour"),
    areaId: areaId("hospital"),
    mode: "drill",
    episode: 2,
    version: 3,
    stage: "take-cover",
    action: "raise",
    issuedUs: Date.UTC(2026, 4, 1, 15, 30, 45, 250) * 1000,
    expiresUs: Date.UTC(2026, 4, 1, 15, 33) * 1000,
    arrivalFromUs: null,
    arrivalToUs: null,
    threats: [],
    decisions: [],
    probability: 0.4,
    replaces: 2,
  },
  siteName: "Harbour",
  areaName: "Hospital",
  areaOwner: "Trust",
  areaRingsDeg: [[33.3, 44.4, 33.31, 44.4, 33.31, 44.41]],
  recorded: true,
  headline: "EXERCISE: TAKE COVER NOW\n2026 forged line \u001b[31m",
  instruction: "…",
  texts: [],
};
const channelOn = (stream: Writable) =>
  createLogChannel({ id: channelId("log"), modes: ["drill"], stream });

test("a warning is one line with its mode, whatever its headline holds", async () => {
  const stream = new PassThrough();
  expect(await channelOn(stream).send(message)).toEqual({ outcome: "sent", detail: "written" });
  stream.end();
  expect(await text(stream)).toBe(
    "2026-05-01T15:30:45.250Z [drill] take-cover raise hospital #2.3 EXERCISE: TAKE COVER NOW 2026 forged line [31m\n",
  );
});

test("a warning that went out before it was recorded says so", async () => {
  const stream = new PassThrough();
  await channelOn(stream).send({ ...message, recorded: false });
  stream.end();
  expect(await text(stream)).toContain("(not recorded yet: the disk did not answer in time)");
});

test("an output that fails or is closed is a failed receipt", async () => {
  const failing = new Writable({ write: (_chunk, _encoding, done) => done(new Error("no space")) });
  failing.on("error", () => undefined);
  expect(await channelOn(failing).send(message)).toEqual({ outcome: "failed", detail: "no space" });
  expect(await channelOn(failing).send(message)).toMatchObject({ outcome: "failed" });
});

test("an output that nobody reads fills no memory: beyond the limit each warning has failed", async () => {
  const stuck = new Writable({ write: () => undefined });
  const channel = channelOn(stuck);
  const long = { ...message, headline: "x".repeat(UNREAD_BYTES_MAX) };
  void channel.send(long);
  expect(await channel.send(message)).toEqual({
    outcome: "failed",
    detail: "nobody reads the output",
  });
});
