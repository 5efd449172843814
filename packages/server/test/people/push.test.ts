import { createPublicKey, verify } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Mode, WarningStage } from "@tocsin/core";
import {
  type Channel,
  createEnvelopeFramer,
  type LaterReceipt,
  type OutgoingWarning,
  type PeopleSiteInfo,
  Receiver,
} from "@tocsin/sdk";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Broadcaster } from "../../src/broadcast/broadcaster.ts";
import { beginPostEpoch } from "../../src/broadcast/post-key.ts";
import { steadyMs } from "../../src/broadcast/steady-port.ts";
import { localCertificate } from "../../src/http/local-certificate.ts";
import { createPeopleChannel } from "../../src/people/people-channel.ts";
import type { PeopleCounts } from "../../src/people/people-messages.ts";
import { areaRing, outgoingWarning } from "./outgoing-warning.ts";
import { type Pushed, PushService } from "./push-service.ts";

/** A post with a people's page that pushes, in a folder. */
interface Post {
  readonly channel: Channel;
  readonly url: string;
  readonly site: PeopleSiteInfo;
  readonly counts: () => PeopleCounts;
  readonly receipts: readonly LaterReceipt[];
  readonly failures: readonly string[];
  /** Resolves once the latest receipt says so. */
  readonly until: (detail: RegExp) => Promise<LaterReceipt>;
}

let folder: string;
let service: PushService;
let post: Post;
const NONCE = "0123456789abcdef";

async function startPost(mode: Mode = "live", privateAddresses = true): Promise<Post> {
  const nowUs = (): number => Date.now() * 1_000;
  const broadcaster = new Broadcaster({
    file: beginPostEpoch(folder, "weir", mode),
    site: { id: "weir", name: "Weir" },
    mode,
    nowUs,
    steadyMs,
    chain: () => ({ sequence: 1, hash: null }),
  });
  const [receipts, failures]: [LaterReceipt[], string[]] = [[], []];
  let look: () => void = () => undefined;
  let counts: () => PeopleCounts = () => expect.fail("nothing is counted");
  const started = Promise.withResolvers<string>();
  const channel = createPeopleChannel(
    {
      type: "people",
      id: "people",
      modes: [mode],
      address: "127.0.0.1",
      port: 0,
      clients_max: 10,
      clients_per_address: 10,
      behind_proxy: false,
      posts: [],
      tells_unwatched: true,
      push: {
        contact: "mailto:duty@example.org",
        services: [service.host],
        private_addresses: privateAddresses,
        tls: { authority: join(folder, "tls", "authority.pem") },
        subscriptions_max: 3,
      },
      escalate_to: [],
      standby: false,
    },
    {
      broadcaster,
      host: {
        dataDir: folder,
        consoleFolder: folder,
        site: {
          id: "weir",
          name: "Weir",
          mode,
          areas: [{ id: "lock", name: "Lock", ringsDeg: [areaRing("lock")] }],
        },
        listening: (address) => started.resolve(address.replace(/\/people$/, "")),
        safe: () => undefined,
        counts: (ask) => (counts = ask),
        nowUs,
      },
      failed: (_, detail) => {
        failures.push(detail);
        started.reject(new Error(detail));
      },
      receipt: (receipt) => {
        receipts.push(receipt);
        look();
      },
    },
  );
  const url = await started.promise;
  const site = (await (await fetch(`${url}/people/site`)).json()) as PeopleSiteInfo;
  service.serverKey = site.push?.key ?? "";
  const until = (detail: RegExp): Promise<LaterReceipt> =>
    new Promise((resolve) => {
      look = () => {
        const found = receipts.findLast((receipt) => detail.test(receipt.detail));
        if (found !== undefined) resolve(found);
      };
      look();
    });
  return { channel, url, site, counts: () => counts(), receipts, failures, until };
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-push-"));
  service = new PushService(await localCertificate(folder, ["localhost"], "server"));
  await service.listen();
  post = await startPost();
});
afterEach(async () => {
  await post.channel.close();
  service.close();
  rmSync(folder, { recursive: true });
});

async function tell(path: string, body: object, headers: object = {}): Promise<number> {
  const answer = await fetch(`${post.url}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  return answer.status;
}
const subscribe = (phone: string): Promise<number> =>
  tell("/people/push", { ...service.subscribe(phone), nonce: NONCE });
/** Subscribed, and its first message has come. */
async function subscribed(phone: string): Promise<void> {
  expect(await subscribe(phone)).toBe(201);
  await service.until(1, (pushed) => pushed.phone === phone);
}
const messageOf = (stage: WarningStage, version: number, mode: Mode = "live"): OutgoingWarning =>
  outgoingWarning(mode, {
    area: "lock",
    stage,
    action: version === 1 ? "start" : stage === "all-clear" ? "end" : "raise",
    episode: 1,
    version,
    holdsS: 90,
    arrivalS: [20, 40],
  });

/** What a phone that kept the site's key makes of a message. */
function heard({ said }: Pushed) {
  const receiver = new Receiver({
    keys: post.site.keys.map((key) => ({
      ...key,
      publicKey: Buffer.from(key.publicKey, "base64url"),
    })),
    nowMs: () => performance.now(),
  });
  receiver.asked(NONCE);
  const [frame] = createEnvelopeFramer().push(said);
  if (frame?.type !== "frame") throw new Error("it is no envelope");
  const candidate = receiver.check(frame.bytes);
  if (!candidate.ok) throw new Error(candidate.reason);
  const x = post.site.keys[0]?.publicKey ?? "";
  const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
  expect(verify(null, candidate.signed, key, candidate.signature)).toBe(true);
  const taking = receiver.take(candidate);
  if (!taking.ok) throw new Error(taking.reason);
  return taking.document;
}
const isTrial = ({ headers }: Pushed): boolean => headers["topic"] === undefined;
const isWarning = (pushed: Pushed): boolean => !isTrial(pushed);

test("a phone that asks is told at once that it will be, and of each stage, encrypted for it and signed by the post", async () => {
  await subscribed("a");
  expect(await subscribe("a")).toBe(201);
  const [first] = service.pushed;
  expect(heard(first)).toEqual({ purpose: "clock", clock: { nonce: NONCE } });
  await post.channel.send(messageOf("take-cover", 1));
  const [cover] = await service.until(1, isWarning);
  expect(heard(cover)).toMatchObject({
    purpose: "warning-state",
    state: { area: "lock", stage: "take-cover", lifeMs: expect.any(Number) as number },
  });
  expect(cover.headers).toMatchObject({ urgency: "high" });
  expect(Number(cover.headers["ttl"])).toBeGreaterThanOrEqual(88);
  expect(Number(cover.headers["ttl"])).toBeLessThanOrEqual(90);
  expect(await post.until(/took it for 1 of 1 phones$/)).toMatchObject({
    warningKey: "weir/lock/live/1",
    version: 1,
    outcome: "sent",
  });
  // What only goes on is not pushed; the end is, under the same topic.
  await post.channel.send(messageOf("take-cover", 2));
  await post.channel.send(messageOf("all-clear", 3));
  const [, clear] = await service.until(2, isWarning);
  expect(heard(clear)).toMatchObject({ state: { stage: "all-clear", version: 3 } });
  expect(clear.headers["topic"]).toBe(cover.headers["topic"]);
  expect(Number(clear.headers["ttl"])).toBeGreaterThan(590);
  expect(service.problems).toEqual([]);
});

test("a service that fails is asked again until it takes it, and who is gone is forgotten", async () => {
  for (const phone of ["a", "b", "c"]) await subscribed(phone);
  service.answers.set("a", [{ status: 503 }, { status: 429, headers: { "retry-after": "1" } }]);
  service.answers.set("b", [{ status: 410 }]);
  service.answers.set("c", [{ status: 413 }]);
  const begunMs = performance.now();
  await post.channel.send(messageOf("take-cover", 1));
  const { detail } = await post.until(/took it/);
  expect(performance.now() - begunMs).toBeGreaterThan(1_400);
  expect(detail).toBe(
    "push services took it for 1 of 3 phones; 1 are reached no more; 1 failed (answered 413)",
  );
  expect(service.pushed.filter(({ phone }) => phone === "a").filter(isWarning)).toHaveLength(3);
  await post.channel.send(messageOf("all-clear", 2));
  await post.until(/took it for 2 of 2 phones$/);
  expect(post.failures).toEqual([]);
});

test("what no phone could be told shows as a fault, and something newer takes its place", async () => {
  await subscribed("a");
  service.answers.set(
    "a",
    Array.from({ length: 3 }, () => ({ status: 500 })),
  );
  await post.channel.send(messageOf("pre-alert", 1));
  await service.until(1, isWarning);
  await post.channel.send(messageOf("take-cover", 2));
  const overtaken = await post.until(/took its place/);
  expect(overtaken).toMatchObject({ version: 1 });
  expect(overtaken.detail).toContain("0 of 1 phones; 1 failed (something newer took its place)");
  expect(post.failures).toHaveLength(1);
  expect(await post.until(/took it for 1 of 1/)).toMatchObject({ version: 2 });
});

test("a post that starts again knows its phones, and tells them what holds", async () => {
  await subscribed("a");
  await post.channel.close();
  post = await startPost();
  expect(await subscribe("b")).toBe(201);
  post.channel.resume?.([messageOf("take-cover", 4)]);
  const both = await service.until(2, isWarning);
  expect(both.map(({ phone }) => phone).toSorted()).toEqual(["a", "b"]);
  expect(heard(both[0])).toMatchObject({ state: { stage: "take-cover", version: 4 } });
  expect(service.problems).toEqual([]);
});

test("an exercise has a key of its own and no phone of live warnings", async () => {
  await subscribed("a");
  const liveKey = post.site.push?.key;
  await post.channel.close();
  post = await startPost("drill");
  expect(post.site.push?.key).not.toBe(liveKey);
  await subscribed("b");
  await post.channel.send(messageOf("take-cover", 1, "drill"));
  await post.until(/took it for 1 of 1 phones$/);
  const told = service.pushed.filter(isWarning);
  expect(told.map(({ phone }) => phone)).toEqual(["b"]);
  expect(heard(told[0])).toMatchObject({ state: { mode: "drill" } });
});

test("only services that the site names are called, only as many phones are taken as there is room for, and who leaves is told no more", async () => {
  const wanted = service.subscribe("a") as { readonly endpoint: string; readonly keys: object };
  const asked = (changes: object, headers = {}) =>
    tell("/people/push", { ...wanted, nonce: NONCE, ...changes }, headers);
  expect(await asked({ endpoint: "https://localhost/a" })).toBe(403);
  expect(await asked({ endpoint: "https://169.254.169.254/a" })).toBe(403);
  expect(await asked({ keys: {} })).toBe(400);
  expect(await asked({}, { origin: "https://evil.example" })).toBe(400);
  expect(service.pushed).toEqual([]);
  for (const phone of ["a", "b", "c"]) await subscribed(phone);
  await service.until(3);
  await post.channel.send(messageOf("pre-alert", 1));
  await post.until(/took it for 3 of 3/);
  expect(await subscribe("d")).toBe(503);
  const forgotten = { endpoint: `https://${service.host}/b` };
  expect(await tell("/people/push/forget", forgotten)).toBe(204);
  await post.channel.send(messageOf("take-cover", 2));
  await post.until(/took it for 2 of 2/);
  const rest = await Promise.all(
    Array.from({ length: 130 }, () => tell("/people/push/forget", forgotten)),
  );
  expect(rest).toContain(429);
});

test("a service with an address that is not public is not connected to", async () => {
  await post.channel.close();
  post = await startPost("live", false);
  expect(await subscribe("a")).toBe(201);
  await post.channel.send({
    ...messageOf("take-cover", 1),
    warning: { ...messageOf("take-cover", 1).warning, expiresUs: Date.now() * 1_000 + 2_000_000 },
  });
  expect((await post.until(/failed/)).detail).toContain("localhost has no public address");
  expect(service.pushed).toEqual([]);
  expect(post.counts().push).toMatchObject({ subscriptions: 1, taken: 0 });
});
