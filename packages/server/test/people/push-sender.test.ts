import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { steadyMs } from "../../src/broadcast/steady-port.ts";
import { localCertificate } from "../../src/http/local-certificate.ts";
import { readSubscription } from "../../src/people/push/push-endpoint.ts";
import {
  type PushOrder,
  type PushResult,
  PushSender,
  TRIAL,
  TRIALS_MAX,
} from "../../src/people/push/push-sender.ts";
import { SubscriptionStore } from "../../src/people/push/subscription-store.ts";
import { pushKeyFile, pushPublicKey, VapidSigner } from "../../src/people/push/vapid.ts";
import { readClientTls } from "../../src/sources/client-tls.ts";
import { ENDLESS, NEVER, PushService } from "./push-service.ts";

let folder: string;
let service: PushService;
let store: SubscriptionStore;
let sender: PushSender;
let others: PushService[];
/** A push service beside the first: another origin. */
async function anotherService(): Promise<PushService> {
  const made = new PushService(await localCertificate(folder, ["localhost"]));
  await made.listen();
  made.serverKey = service.serverKey;
  others.push(made);
  return made;
}
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-push-sender-"));
  others = [];
  service = new PushService(await localCertificate(folder, ["localhost"]));
  await service.listen();
  const key = pushKeyFile(folder, "live");
  service.serverKey = pushPublicKey(key);
  const trouble = (detail: string): void => expect.fail(detail);
  store = new SubscriptionStore({ dataDir: folder, mode: "live", most: 1_000, trouble });
  const nowS = (): number => Date.now() / 1_000;
  sender = new PushSender({
    store,
    signer: new VapidSigner({ key, contact: "mailto:duty@example.org", nowS }),
    steadyMs,
    wallMs: () => Date.now(),
    secure: await readClientTls({ authority: join(folder, "tls", "authority.pem") }),
    privateAddresses: true,
  });
});
afterEach(() => {
  sender.close();
  store.close();
  for (const each of [service, ...others]) each.close();
  rmSync(folder, { recursive: true });
});

function phoneOf(name: string, at = service) {
  const body = JSON.stringify({ ...at.subscribe(name), nonce: "0123456789abcdef" });
  const read = readSubscription(Buffer.from(body));
  if (read === null) throw new Error("it is a subscription");
  return read.subscription;
}
const orderOf = (place: string, gravity: number, lifeMs = 60_000): PushOrder => ({
  place,
  said: Buffer.from(place),
  topic: null,
  urgency: "high",
  gravity,
  untilMs: steadyMs() + lifeMs,
});

test("phones that only ask hold up no warning, however many ask and however slow their service is", async () => {
  store.add(phoneOf("home"));
  const refused: PushResult[] = [];
  for (let i = 0; i < TRIALS_MAX + 1; i++) {
    const phone = phoneOf(`slow-${i}`);
    service.answers.set(`slow-${i}`, [NEVER]);
    sender.send(orderOf(`trial ${i}`, TRIAL), (result) => refused.push(result), [phone]);
  }
  expect(refused).toMatchObject([{ failed: 1, failure: "too much is on its way" }]);
  await service.until(16);
  const result = await new Promise<PushResult>((resolve) =>
    sender.send(orderOf("lock", 4), resolve),
  );
  expect(result).toEqual({ taken: 1, gone: 0, failed: 0, failure: null });
  expect(service.pushed.filter(({ phone }) => phone.startsWith("slow"))).toHaveLength(16);
  expect(sender.counts().waiting).toBe(TRIALS_MAX);
});

test("the gravest goes first, and what holds no more is not sent", async () => {
  for (let i = 0; i < 80; i++) store.add(phoneOf(`phone-${i}`));
  const done = (place: string, gravity: number, lifeMs?: number): Promise<PushResult> =>
    new Promise((resolve) => sender.send(orderOf(place, gravity, lifeMs), resolve));
  const clear = done("mill", 1);
  const cover = done("lock", 4);
  expect(await done("weir", 3, 900)).toMatchObject({
    taken: 0,
    failed: 80,
    failure: "it holds no more",
  });
  expect((await cover).taken).toBe(80);
  expect((await clear).taken).toBe(80);
  const places = service.pushed.map(({ said }) => said.toString());
  expect(places.lastIndexOf("lock")).toBeLessThan(places.lastIndexOf("mill"));
  expect(places.indexOf("lock")).toBeLessThan(70);
  expect(service.problems).toEqual([]);
});

test("what is on its way when it closes has not failed: nobody is told so, and it can be asked for again", async () => {
  store.add(phoneOf("slow"));
  service.answers.set("slow", [NEVER]);
  const results: PushResult[] = [];
  sender.send(orderOf("lock", 4), (result) => results.push(result));
  await service.until(1);
  sender.close();
  sender.send(orderOf("mill", 4), (result) => results.push(result));
  expect([results, sender.counts().waiting]).toEqual([[], 0]);
});

test("a service that wants phones tried later holds up no other phone that has to be tried again", async () => {
  const limited = Array.from({ length: 40 }, (_, i) => `limited-${i}`);
  for (const name of [...limited, "shaky"]) store.add(phoneOf(name));
  for (const name of limited)
    service.answers.set(name, [{ status: 429, headers: { "retry-after": "40" } }]);
  service.answers.set("shaky", [{ status: 500 }, { status: 503 }]);
  const began = steadyMs();
  sender.send(orderOf("lock", 4), () => undefined);
  await service.until(3, ({ phone }) => phone === "shaky");
  expect(steadyMs() - began).toBeLessThan(15_000);
  expect(service.pushed.filter(({ phone }) => phone !== "shaky")).toHaveLength(limited.length);
});

test("eight services that hang hold up no phone of a ninth", async () => {
  const sound = Array.from({ length: 50 }, (_, i) => phoneOf(`sound-${i}`));
  const all = [...sound];
  for (let i = 0; i < 8; i++) {
    const hanging = await anotherService();
    for (let j = 0; j < 70; j++) {
      hanging.answers.set(`hanging-${j}`, [NEVER, NEVER]);
      all.push(phoneOf(`hanging-${j}`, hanging));
    }
  }
  const began = steadyMs();
  // The last are told first.
  sender.send(orderOf("lock", 4), () => undefined, all);
  await service.until(50);
  // One attempt is given up after ten seconds: nobody waited for one.
  expect(steadyMs() - began).toBeLessThan(8_000);
  expect(others.reduce((sum, { pushed }) => sum + pushed.length, 0)).toBeLessThan(384);
  await expect.poll(() => sender.counts().waiting).toBe(560);
});

test("a service that begins to answer and never ends is not waited for", async () => {
  service.answers.set("drip", [ENDLESS]);
  store.add(phoneOf("drip"));
  const result = await new Promise<PushResult>((resolve) =>
    sender.send(orderOf("lock", 4), resolve),
  );
  expect(result).toEqual({ taken: 1, gone: 0, failed: 0, failure: null });
});
