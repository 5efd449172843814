import { connect } from "node:net";
import { areaId, siteId, type WarningStage } from "@tocsin/core";
import type { OutgoingWarning } from "@tocsin/sdk";
import { expect, test } from "vitest";
import { createCotChannel } from "../../src/adapters/cursor-on-target/cot-channel.ts";
import { decodeFrame } from "../../src/adapters/cursor-on-target/decode/decode-frame.ts";
import { createEventFramer } from "../../src/adapters/cursor-on-target/decode/event-framer.ts";
import { SystemClock } from "../../src/pipeline/system-clock.ts";
import { chance } from "../../src/sources/chance-port.ts";
import { createTcpServerSource } from "../../src/sources/tcp-server-source.ts";
import { freePort } from "../run/radar-feed.ts";

const clock = new SystemClock();

function warning(area: string, stage: WarningStage, holdsUs: number): OutgoingWarning {
  const issuedUs = clock.nowUs();
  return {
    warning: {
      siteId: siteId("site"),
      areaId: areaId(area),
      mode: "live",
      episode: 1,
      version: 1,
      stage,
      action: "start",
      issuedUs,
      expiresUs: issuedUs + holdsUs,
      arrivalFromUs: null,
      arrivalToUs: null,
      probability: null,
      threats: [],
      decisions: [],
      replaces: null,
    },
    siteName: "Site",
    areaName: area,
    areaOwner: "Owner",
    areaRingsDeg: [[40, 20, 40.01, 20, 40.01, 20.01]],
    recorded: true,
    headline: "TAKE COVER NOW",
    instruction: "Now.",
    texts: [],
  };
}

test("a warning that nobody hears has failed, and whoever connects while it holds is told it first, also after a restart", async () => {
  const port = await freePort();
  const channel = createCotChannel({
    id: "clients",
    modes: ["live"],
    siteId: "site",
    form: "tak-stream",
    source: createTcpServerSource(
      { address: "127.0.0.1", port, peersMax: 4, allow: [] },
      { clock, chance },
    ),
    clock,
    reports: { fault: () => undefined },
  });
  channel.resume?.([warning("held before", "take-cover", 60e6)]);
  const failed = await channel.send(warning("over", "take-cover", 0));
  expect(failed).toEqual({ outcome: "failed", detail: "nobody is connected" });
  await channel.send(warning("holds", "take-cover", 60e6));
  const framer = createEventFramer();
  const socket = connect(port, "127.0.0.1");
  const told: string[] = [];
  await new Promise<void>((resolve) => {
    socket.on("data", (piece) => {
      for (const each of framer.push(Buffer.from(piece))) {
        const decoded = each.type === "frame" ? decodeFrame(each.bytes) : null;
        if (decoded?.ok === true) told.push(`${decoded.event.type} ${decoded.event.callsign}`);
      }
      if (told.length >= 4) resolve();
    });
  });
  expect(told).toEqual([
    "b-a-o-c held before",
    "u-d-f held before",
    "b-a-o-c holds",
    "u-d-f holds",
  ]);
  expect(await channel.send(warning("holds", "all-clear", 60e6))).toMatchObject({
    outcome: "sent",
    detail: "given to 1; no event is acknowledged",
  });
  socket.destroy();
  await channel.close();
});
