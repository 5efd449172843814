import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { areaId, channelId, siteId, type Warning } from "@tocsin/core";
import type { Channel, LaterReceipt, OutgoingWarning } from "@tocsin/sdk";
import { afterEach, expect, test } from "vitest";
import { SystemClock } from "../../pipeline/system-clock.ts";
import { createWebhookChannel } from "./webhook-channel.ts";
import { readWebhookSecret } from "./webhook-message.ts";

const SECRET = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
const clock = new SystemClock();

interface Asked {
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

let server: Server | null = null;
let channel: Channel | null = null;
afterEach(async () => {
  await channel?.close();
  server?.closeAllConnections();
  server?.close();
});

/** A real server that answers each request by the next of `answers`, the last for ever. */
async function serverOf(
  ...answers: readonly ((response: ServerResponse) => void)[]
): Promise<{ url: string; asked: Asked[]; count: (n: number) => Promise<void> }> {
  const asked: Asked[] = [];
  let look: () => void = () => undefined;
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (piece) => (body += String(piece)));
    request.on("end", () => {
      asked.push({ headers: request.headers, body });
      (answers[asked.length - 1] ?? answers.at(-1))?.(response);
      look();
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const count = (n: number): Promise<void> =>
    new Promise((resolve) => {
      look = () => void (asked.length >= n && resolve());
      look();
    });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, asked, count };
}

const status =
  (code: number, headers: Record<string, string> = {}) =>
  (response: ServerResponse): void =>
    void response.writeHead(code, headers).end();

function messageOf(version: number, lifeS = 60): OutgoingWarning {
  const nowUs = clock.nowUs();
  const warning: Warning = {
    siteId: siteId("s"),
    areaId: areaId("a"),
    mode: "live",
    episode: 1,
    version,
    stage: "take-cover",
    action: "start",
    issuedUs: nowUs,
    expiresUs: nowUs + lifeS * 1e6,
    arrivalFromUs: null,
    arrivalToUs: null,
    threats: [],
    decisions: [],
    probability: null,
    replaces: null,
  };
  const texts = [
    { language: "en", direction: "ltr", headline: "TAKE COVER", instruction: "Go in." },
  ] as const;
  return {
    warning,
    siteName: "S",
    areaName: "A",
    areaOwner: "O",
    areaRingsDeg: [[0, 0, 0, 1, 1, 1]],
    recorded: true,
    headline: "TAKE COVER",
    instruction: "Go in.",
    texts,
  };
}

function channelTo(url: string, secret = SECRET) {
  const later: LaterReceipt[] = [];
  let look: () => void = () => undefined;
  channel = createWebhookChannel({
    id: channelId("hook"),
    modes: ["live"],
    url,
    clock,
    reports: {
      receipt: (receipt) => {
        later.push(receipt);
        look();
      },
      fault: () => undefined,
    },
    secret: () => Promise.resolve(secret),
    secure: () => Promise.resolve({}),
  });
  const untilLater = (): Promise<LaterReceipt> =>
    new Promise((resolve) => {
      look = () => void (later.length > 0 && resolve(later[0]));
      look();
    });
  return { channel, later, untilLater };
}

test("a message is signed as Standard Webhooks has it, and a receiver can check it", async () => {
  const { url, asked } = await serverOf(status(204));
  const receipt = await channelTo(url).channel.send(messageOf(1));
  expect(receipt.outcome).toBe("delivered");
  const [{ headers, body }] = asked;
  const [id, time] = [String(headers["webhook-id"]), String(headers["webhook-timestamp"])];
  expect(id).toBe("s/a/live/1#1");
  const mac = createHmac("sha256", Buffer.alloc(32, 7)).update(`${id}.${time}.${body}`);
  expect(headers["webhook-signature"]).toBe(`v1,${mac.digest("base64")}`);
  expect(Math.abs(Number(time) - Date.now() / 1_000)).toBeLessThan(10);
  expect(JSON.parse(body)).toMatchObject({ type: "warning.take-cover", data: { version: 1 } });
});

test("a server that fails is tried again under the same id, and the receipt comes then", async () => {
  const { url, asked } = await serverOf(status(503), status(500), status(200));
  const { channel: hook, untilLater } = channelTo(url);
  const receipt = await hook.send(messageOf(1));
  expect(receipt).toMatchObject({
    outcome: "failed",
    detail: expect.stringMatching(/503/) as string,
  });
  expect(await untilLater()).toMatchObject({ outcome: "delivered", version: 1 });
  expect(new Set(asked.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  expect(asked).toHaveLength(3);
});

test("a redirect is not followed, and a server that wants no more is left alone", async () => {
  const { url, asked } = await serverOf(
    status(302, { location: "http://127.0.0.1:9/" }),
    status(410),
  );
  const { channel: hook } = channelTo(url);
  expect(await hook.send(messageOf(1))).toMatchObject({
    outcome: "failed",
    detail: expect.stringMatching(/302.*not followed/) as string,
  });
  expect(await hook.send(messageOf(2))).toMatchObject({
    detail: expect.stringMatching(/410: it wants no more/) as string,
  });
  expect(asked).toHaveLength(2);
});

test("a server that hangs does not hold up what is newer, which takes the place of the older", async () => {
  const { url, asked, count } = await serverOf(() => undefined, status(200));
  const { channel: hook } = channelTo(url);
  const hanging = hook.send(messageOf(1));
  await count(1);
  expect((await hook.send(messageOf(2))).outcome).toBe("delivered");
  expect((await hanging).outcome).toBe("failed");
  expect(
    asked.map(({ body }) => (JSON.parse(body) as { data: { version: number } }).data.version),
  ).toEqual([1, 2]);
});

test("what has expired is not tried any more", async () => {
  const { url, asked } = await serverOf(status(500));
  const { channel: hook, later } = channelTo(url);
  await hook.send(messageOf(1, 1));
  await clock.waitUntil(clock.nowUs() + 2_500_000, new AbortController().signal);
  const sent = asked.length;
  await clock.waitUntil(clock.nowUs() + 1_500_000, new AbortController().signal);
  expect([asked.length, later.length]).toEqual([sent, 0]);
});

test("without a secret nothing leaves", async () => {
  const { url, asked } = await serverOf(status(200));
  const receipt = await channelTo(url, "short").channel.send(messageOf(1));
  expect(receipt).toMatchObject({
    outcome: "failed",
    detail: expect.stringMatching(/secret/) as string,
  });
  expect(asked).toEqual([]);
  expect(readWebhookSecret(SECRET)).toHaveLength(32);
  expect(readWebhookSecret("whsec_c2hvcnQ=")).toBeNull();
});
