import { createServer, type Server, type Socket } from "node:net";
import { fromBinary } from "@bufbuild/protobuf";
import { areaId, siteId, type WarningStage } from "@tocsin/core";
import type { ByteSource, LaterReceipt, OutgoingWarning, Picture, SourcePeer } from "@tocsin/sdk";
import { afterEach, expect, test } from "vitest";
import {
  AlertAck_AlertAckStatus,
  Alert_AlertStatus,
} from "../../src/adapters/sapient/generated/alert_pb.ts";
import { LocationCoordinateSystem } from "../../src/adapters/sapient/generated/place_pb.ts";
import {
  type SapientMessage,
  SapientMessageSchema,
} from "../../src/adapters/sapient/generated/sapient_message_pb.ts";
import { StatusReport_System } from "../../src/adapters/sapient/generated/status_pb.ts";
import { encodeMessage } from "../../src/adapters/sapient/message-codec.ts";
import { createSapientChannel } from "../../src/adapters/sapient/sapient-channel.ts";
import { SystemClock } from "../../src/pipeline/system-clock.ts";
import { chance } from "../../src/sources/chance-port.ts";
import { createTcpClientSource } from "../../src/sources/tcp-client-source.ts";
import { from, OWN, RADAR_ID } from "./world.ts";

const clock = new SystemClock();

function warning(version: number, stage: WarningStage, holdsUs = 60e6): OutgoingWarning {
  const issuedUs = clock.nowUs();
  return {
    warning: {
      siteId: siteId("site"),
      areaId: areaId("gate"),
      mode: "live",
      episode: 1,
      version,
      stage,
      action: version === 1 ? "start" : "raise",
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
    areaName: "Gate",
    areaOwner: "Owner",
    areaRingsDeg: [[40, 20, 40.01, 20, 40.01, 20.01]],
    recorded: true,
    headline: "TAKE COVER NOW: Gate.",
    instruction: "Now.",
    texts: [],
  };
}

/** A command system that is spoken to: what it heard, and the lines that it was spoken to over. */
class CommandSystem {
  readonly heard: SapientMessage[] = [];
  readonly lines: Socket[] = [];
  readonly #server: Server;
  #looking: (() => void)[] = [];

  constructor() {
    this.#server = createServer((socket) => {
      this.lines.push(socket);
      socket.on("error", () => undefined);
      let left = Buffer.alloc(0);
      socket.on("data", (piece: Buffer) => {
        left = Buffer.concat([left, piece]);
        while (left.length >= 4 && left.length >= 4 + left.readUInt32LE(0)) {
          const end = 4 + left.readUInt32LE(0);
          this.heard.push(fromBinary(SapientMessageSchema, left.subarray(4, end)));
          left = left.subarray(end);
        }
        for (const look of this.#looking) look();
      });
    });
  }

  listen(): Promise<number> {
    return new Promise((resolve) => {
      this.#server.listen(0, "127.0.0.1", () => {
        const address = this.#server.address();
        resolve(typeof address === "object" && address !== null ? address.port : 0);
      });
    });
  }

  /** As soon as so many of a kind were heard. */
  async until(
    kind: "alert" | "statusReport" | "detectionReport" | "registration",
    count: number,
  ): Promise<readonly SapientMessage[]> {
    for (;;) {
      const found = this.heard.filter(({ content }) => content.case === kind);
      if (found.length >= count) return found;
      await new Promise<void>((resolve) => this.#looking.push(resolve));
    }
  }

  acknowledge(alert: SapientMessage): void {
    const alertId = alert.content.case === "alert" ? alert.content.value.alertId : undefined;
    const message = from(RADAR_ID, {
      case: "alertAck",
      value: { alertId: alertId ?? "", alertAckStatus: AlertAck_AlertAckStatus.ACCEPTED },
    });
    this.lines.at(-1)?.write(encodeMessage(message));
  }

  close(): void {
    for (const line of this.lines) line.destroy();
    this.#server.close();
  }
}

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function world(given?: ByteSource) {
  const system = new CommandSystem();
  const port = await system.listen();
  const receipts: LaterReceipt[] = [];
  const reported: (() => void)[] = [];
  const channel = createSapientChannel({
    id: "command",
    modes: ["live"],
    own: OWN,
    siteId: "site",
    source: given ?? createTcpClientSource({ host: "127.0.0.1", port }, { clock, chance }),
    acknowledges: false,
    clock,
    reports: {
      receipt: (receipt) => {
        receipts.push(receipt);
        for (const tell of reported.splice(0)) tell();
      },
      fault: () => undefined,
    },
  });
  closing.push(
    () => system.close(),
    () => channel.close(),
  );
  return {
    system,
    channel,
    receipts,
    nextReceipt: () => new Promise<void>((r) => reported.push(r)),
  };
}

const picture = (status: Picture["protection"]["status"], because: readonly string[]): Picture => ({
  timeUs: clock.nowUs(),
  mode: "live",
  protection: { status, sinceUs: 0, because },
  tracks: [],
  areas: [],
  sensors: [],
  inputs: [],
  defences: [],
  decisions: [],
  warnings: [],
  faults: [],
  automation: true,
});

test("the answer to a message is not taken for one to the message after it", async () => {
  const { system, channel } = await world();
  await system.until("registration", 1);
  const first = channel.send(warning(1, "pre-alert"));
  const [ready] = await system.until("alert", 1);
  const second = channel.send(warning(2, "take-cover"));
  await system.until("alert", 2);
  system.acknowledge(ready);
  expect(await first).toEqual({ outcome: "delivered", detail: "acknowledged" });
  expect(await second).toEqual({ outcome: "sent", detail: "given to 1, not acknowledged" });
});

test("an answer that is late is reported, and not lost", async () => {
  const { system, channel, receipts, nextReceipt } = await world();
  await system.until("registration", 1);
  expect(await channel.send(warning(1, "take-cover"))).toMatchObject({ outcome: "sent" });
  const reported = nextReceipt();
  system.acknowledge((await system.until("alert", 1))[0]);
  await reported;
  expect(receipts).toMatchObject([
    { warningKey: "site/gate/live/1", version: 1, outcome: "delivered" },
  ]);
});

test("whoever connects while a warning holds is told it, also after a restart, and that it arrived is reported", async () => {
  const { system, channel, receipts, nextReceipt } = await world();
  channel.resume?.([warning(1, "take-cover")]);
  const [told] = await system.until("alert", 1);
  expect(told.content.value).toMatchObject({
    status: Alert_AlertStatus.ACTIVE,
    description: "Gate: TAKE COVER NOW: Gate. Now.",
  });
  const reported = nextReceipt();
  system.acknowledge(told);
  await reported;
  expect(receipts).toMatchObject([{ version: 1, outcome: "delivered" }]);
  system.lines[0].destroy();
  await system.until("alert", 2);
});

test("its status says whether the site is protected, at once when that changes", async () => {
  const { system, channel } = await world();
  const [{ content: first }] = await system.until("statusReport", 1);
  expect(first.value).toMatchObject({ system: StatusReport_System.WARNING });
  channel.show?.(picture("not-protecting", ["radar is down"]));
  channel.show?.(picture("not-protecting", ["radar is down"]));
  channel.show?.(picture("protecting", []));
  const states = (await system.until("statusReport", 3)).map(({ content }) => content.value);
  expect(states.slice(1)).toMatchObject([
    { system: StatusReport_System.ERROR, status: [{ statusValue: "radar is down" }] },
    { system: StatusReport_System.OK, status: [] },
  ]);
});

test("places of tracks are of the kind that the registration names", async () => {
  const { system } = await world();
  const [{ content }] = await system.until("registration", 1);
  expect(content.case === "registration" && content.value.modeDefinition).toMatchObject([
    {
      detectionDefinition: [
        { locationType: { coordinatesOneof: { value: LocationCoordinateSystem.UTM_M } } },
      ],
    },
  ]);
});

test("what is tracked is told only to whoever keeps up, and warnings to everybody", async () => {
  const told: (string | undefined)[] = [];
  const { channel } = await world({
    run: (sink, signal) => {
      const peer: SourcePeer = {
        id: "behind",
        send: (bytes, urgency) => {
          const { content } = fromBinary(SapientMessageSchema, bytes.subarray(4));
          if (urgency === undefined) told.push(content.case);
          return urgency === undefined;
        },
        close: () => undefined,
      };
      sink.opened(peer, clock.nowUs());
      return new Promise((resolve) => signal.addEventListener("abort", () => resolve()));
    },
  });
  channel.show?.({ ...picture("protecting", []), tracks: [TRACK] });
  expect(await channel.send(warning(1, "take-cover"))).toMatchObject({ outcome: "sent" });
  expect(told).toEqual(["registration", "statusReport", "statusReport", "alert"]);
});

const TRACK: Picture["tracks"][number] = {
  id: "track",
  label: "T1",
  status: "confirmed",
  place: [40, 20],
  heightM: 100,
  ellipse: { majorM: 10, minorM: 10, bearingDeg: 0 },
  speedMps: 30,
  courseDeg: 0,
  climbMps: 0,
  existence: 1,
  class: "unknown",
  classProbability: 1,
  identity: null,
  sources: { independent: 1, authenticated: 0, groups: [] },
  masked: false,
  lastSensedUs: 0,
  trail: [],
  impact: null,
  threatens: [],
};
