import { mkdtempSync, rmSync } from "node:fs";
import { createServer, connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fromBinary, toBinary } from "@bufbuild/protobuf";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findFaults } from "../../src/adapters/sapient/find-faults.ts";
import {
  AlertAck_AlertAckStatus,
  Alert_AlertStatus,
} from "../../src/adapters/sapient/generated/alert_pb.ts";
import {
  RangeBearingCoordinateSystem,
  RangeBearingDatum,
} from "../../src/adapters/sapient/generated/place_pb.ts";
import {
  type SapientMessage,
  SapientMessageSchema,
} from "../../src/adapters/sapient/generated/sapient_message_pb.ts";
import { registrationContent } from "../../src/adapters/sapient/own-messages.ts";
import { RunningPost } from "../run/post-harness.ts";
import { SITE } from "../run/post-process.ts";
import { freePort } from "../run/radar-feed.ts";
import { from, OBJECT, OWN, RADAR_ID, REPORT } from "./world.ts";

let dataDir = "";
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "tocsin-sapient-"));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

/** The other end of a connection, framed by hand. */
class Peer {
  readonly messages: SapientMessage[] = [];
  readonly #socket: Socket;
  #left = Buffer.alloc(0);
  #waiting: (() => void)[] = [];

  constructor(
    socket: Socket,
    answer: (message: SapientMessage) => SapientMessage | null = () => null,
  ) {
    this.#socket = socket;
    // A post that stops closes its lines.
    socket.on("error", () => undefined);
    socket.on("data", (piece: Buffer) => {
      this.#left = Buffer.concat([this.#left, piece]);
      while (this.#left.length >= 4 && this.#left.length >= 4 + this.#left.readUInt32LE(0)) {
        const length = this.#left.readUInt32LE(0);
        const message = fromBinary(SapientMessageSchema, this.#left.subarray(4, 4 + length));
        this.#left = this.#left.subarray(4 + length);
        this.messages.push(message);
        const reply = answer(message);
        if (reply !== null) this.send(reply);
      }
      for (const look of this.#waiting) look();
    });
  }

  send(message: SapientMessage): void {
    const body = toBinary(SapientMessageSchema, message);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(body.length);
    this.#socket.write(Buffer.concat([length, body]));
  }

  until(found: (message: SapientMessage) => boolean): Promise<SapientMessage> {
    return new Promise((resolve) => {
      const look = (): void => {
        const message = this.messages.find(found);
        if (message === undefined) return;
        this.#waiting = this.#waiting.filter((each) => each !== look);
        resolve(message);
      };
      this.#waiting.push(look);
      look();
    });
  }

  end(): void {
    this.#socket.destroy();
  }
}

/** A connection to a post that may not listen yet: it is tried until it stands. */
async function connected(port: number): Promise<Socket> {
  for (;;) {
    const socket = connect(port, "127.0.0.1");
    const stands = await new Promise<boolean>((resolve) => {
      socket.once("connect", () => resolve(true));
      socket.once("error", () => resolve(false));
    });
    if (stands) return socket;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const isA =
  (name: SapientMessage["content"]["case"]) =>
  ({ content }: SapientMessage): boolean =>
    content.case === name;

const SPEED_MPS = 40;
const FROM_M = 1_200;

/** A drone that flies from the east to the area's middle, as the radar there reports it. */
function approach(sinceS: number): SapientMessage {
  const eastM = FROM_M - SPEED_MPS * sinceS;
  const heightM = 60;
  return from(
    RADAR_ID,
    {
      case: "detectionReport",
      value: {
        reportId: REPORT,
        objectId: OBJECT,
        locationOneof: {
          case: "rangeBearing",
          value: {
            azimuth: 90,
            elevation: (Math.atan2(heightM, eastM) * 180) / Math.PI,
            range: Math.hypot(eastM, heightM),
            rangeError: 3,
            azimuthError: 0.2,
            elevationError: 0.2,
            coordinateSystem: RangeBearingCoordinateSystem.DEGREES_M,
            datum: RangeBearingDatum.TRUE,
          },
        },
      } as object,
    },
    Date.now() * 1_000,
  );
}

test("a sensor that connects is taken in, and who commands gets what is tracked and every warning, and says so", async () => {
  const heard: Peer[] = [];
  const acknowledge = (message: SapientMessage): SapientMessage | null =>
    message.content.case === "alert"
      ? from(RADAR_ID, {
          case: "alertAck",
          value: {
            alertId: message.content.value.alertId ?? "",
            alertAckStatus: AlertAck_AlertAckStatus.ACCEPTED,
          },
        })
      : null;
  const command = createServer((socket) => heard.push(new Peer(socket, acknowledge)));
  await new Promise<void>((resolve) => command.listen(0, "127.0.0.1", resolve));
  const address = command.address();
  const commandPort = typeof address === "object" && address !== null ? address.port : 0;
  const port = await freePort();
  const post = new RunningPost({
    dataDir,
    config: {
      ...SITE,
      mode: "drill",
      inputs: [
        {
          type: "sapient",
          id: "sensors",
          transport: { type: "tcp-listen", port },
          sensors: [{ node: RADAR_ID, sensor: "radar" }],
        },
      ],
      channels: [
        {
          type: "sapient",
          id: "command",
          modes: ["drill"],
          transport: { type: "tcp", host: "127.0.0.1", port: commandPort },
        },
      ],
    },
  });
  await post.ready;
  const radar = new Peer(await connected(port));
  const registration = registrationContent(OWN);
  radar.send(from(RADAR_ID, registration));
  const answer = await radar.until(isA("registrationAck"));
  expect(answer.content.value).toMatchObject({ acceptance: true });
  const startMs = Date.now();
  const timer = setInterval(() => radar.send(approach((Date.now() - startMs) / 1_000)), 100);

  const { warning } = await post.untilEffect(
    "warning",
    (effect) => effect.warning.stage === "take-cover",
  );
  const delivered = await post.until(() =>
    post.steps
      .flatMap(({ event }) => (event?.type === "receipt" ? [event] : []))
      .find(({ outcome }) => outcome === "delivered"),
  );
  expect(delivered).toMatchObject({ channelId: "command", detail: "acknowledged" });
  const [system] = heard;
  if (system === undefined) throw new Error("nobody connected");
  const alert = await system.until(isA("alert"));
  const track = await system.until(isA("detectionReport"));
  clearInterval(timer);
  expect(system.messages.flatMap(findFaults)).toEqual([]);
  expect(system.messages[0]?.content.case).toBe("registration");
  expect(alert.content.value).toMatchObject({ status: Alert_AlertStatus.ACTIVE });
  expect(alert.content.case === "alert" && alert.content.value.description).toMatch(
    /^DRILL: Area: /,
  );
  const threats = alert.content.case === "alert" ? alert.content.value.associatedDetection : [];
  expect(threats).toHaveLength(warning.threats.length);
  expect(threats.map(({ objectId }) => objectId)).toContain(
    track.content.case === "detectionReport" ? track.content.value.objectId : null,
  );
  radar.end();
  await post.untilEffect("sensor", ({ health }) => /connection ended/.test(health.reason));
  await post.stop();
  command.close();
  for (const peer of heard) peer.end();
});

test("a frame over the limit costs its sender the line, and no other", async () => {
  const port = await freePort();
  const post = new RunningPost({
    dataDir,
    config: {
      ...SITE,
      mode: "shadow",
      channels: [],
      inputs: [
        {
          type: "sapient",
          id: "sensors",
          transport: { type: "tcp-listen", port },
          sensors: [{ node: RADAR_ID, sensor: "radar" }],
        },
      ],
    },
  });
  await post.ready;
  const bad = (await connected(port)).resume();
  bad.on("error", () => undefined);
  const closed = new Promise<void>((resolve) => bad.once("close", () => resolve()));
  const radar = new Peer(await connected(port));
  await radar.until(isA("registration"));
  bad.write(Buffer.from([0xff, 0xff, 0xff, 0x7f, 1]));
  await closed;
  radar.send(approach(0));
  const { health } = await post.untilEffect("sensor", (effect) => effect.health.status === "up");
  expect(health.sensorId).toBe("radar");
  radar.end();
  await post.stop();
});
