import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { areaId, channelId, siteId, type Warning } from "@tocsin/core";
import type { Cancellation, Channel, Clock, OutgoingWarning } from "@tocsin/sdk";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { documentKey } from "../../src/authority/document-certificate.ts";
import { createCapFileChannel } from "../../src/channels/cap-file/cap-file-channel.ts";
import {
  FEED_ENTRIES_MAX,
  FeedEntries,
  type FeedEntry,
  readFeedEntries,
  renderFeed,
} from "../../src/channels/cap-file/feed-index.ts";
import { FeedFront } from "../../src/feed/feed-front.ts";
import { SystemClock } from "../../src/pipeline/system-clock.ts";
import { RunningPost } from "../run/post-harness.ts";
import { SITE } from "../run/post-process.ts";
import { freePort } from "../run/radar-feed.ts";

const LIFETIME_US = 120_000_000;
const systemClock = new SystemClock();

let folder = "";
let open: Channel[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-feed-"));
});
afterEach(async () => {
  await Promise.all(open.map((channel) => channel.close()));
  open = [];
  rmSync(folder, { recursive: true });
});

/** A clock that stands until it is set. */
class HandClock implements Clock {
  #nowUs: number;
  readonly #waiting = new Set<() => void>();
  constructor(nowUs: number) {
    this.#nowUs = nowUs;
  }
  nowUs(): number {
    return this.#nowUs;
  }
  set(nowUs: number): void {
    this.#nowUs = nowUs;
    for (const look of this.#waiting) look();
  }
  waitUntil(timeUs: number, signal?: Cancellation): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (this.#nowUs < timeUs && signal?.aborted !== true) return;
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
      signal?.addEventListener("abort", look);
      look();
    });
  }
}

const ISSUED_US = Date.UTC(2026, 4, 1, 15, 30, 45) * 1_000;

function messageOf(
  version: number,
  warning: Partial<Warning> = {},
  startUs = ISSUED_US,
): OutgoingWarning {
  const issuedUs = startUs + version * 1_000_000;
  return {
    warning: {
      siteId: siteId("harbour"),
      areaId: areaId("hospital"),
      mode: "drill",
      episode: 1,
      version,
      stage: "take-cover",
      action: version === 1 ? "start" : "update",
      issuedUs,
      expiresUs: issuedUs + LIFETIME_US,
      arrivalFromUs: null,
      arrivalToUs: null,
      threats: [],
      decisions: [],
      probability: null,
      replaces: version === 1 ? null : version - 1,
      ...warning,
    },
    siteName: "Harbour",
    areaName: "Hospital",
    areaOwner: "Trust",
    areaRingsDeg: [[39.9, 19.9, 40.1, 19.9, 40.1, 20.1]],
    recorded: true,
    headline: `EXERCISE <"A" & 'B'>`,
    instruction: "…",
    texts: [{ language: "en", direction: "ltr", headline: "EXERCISE", instruction: "…" }],
  };
}

function channelOf(clock: Clock, port: number | null = null, faults: string[] = []): Channel {
  const channel = createCapFileChannel({
    id: channelId("cap"),
    modes: ["drill"],
    directory: join(folder, "out"),
    sender: "warning@harbour.example",
    senderName: null,
    scope: "Public",
    audience: null,
    signature: () => documentKey(folder, "cap-out"),
    feed: {
      clock,
      serve:
        port === null
          ? null
          : (failed) =>
              new FeedFront({ directory: join(folder, "out"), address: "127.0.0.1", port }, failed),
    },
    failed: (_part, detail) => faults.push(detail),
  });
  open.push(channel);
  return channel;
}

const listed = (): readonly FeedEntry[] =>
  readFeedEntries(readFileSync(join(folder, "out/feed.atom"), "utf8"));
const namesListed = (): readonly string[] => listed().map(({ name }) => name);

describe("the index", () => {
  test("lists of each episode the last message, and an alert no longer when it expires", async () => {
    const clock = new HandClock(ISSUED_US);
    const channel = channelOf(clock);
    await channel.send(messageOf(1));
    const second = await channel.send(messageOf(2));
    const other = await channel.send(messageOf(1, { areaId: areaId("school") }));
    await expect.poll(namesListed).toEqual([second.detail, other.detail]);
    expect(listed()[0]).toMatchObject({ status: "Exercise", title: `EXERCISE <"A" & 'B'>` });
    const ids = readFileSync(join(folder, "out/feed.atom"), "utf8").matchAll(/<id>(.*)<\/id>/g);
    expect([...ids].map(([, id]) => URL.canParse(id))).toEqual([true, true, true]);
    expect(listed()[0]?.identifier).toBe(second.detail.replace(".xml", ""));
    clock.set(ISSUED_US + 1_000_000 + LIFETIME_US);
    await expect.poll(namesListed).toEqual([second.detail]);
    clock.set(ISSUED_US + 2_000_000 + LIFETIME_US);
    await expect.poll(namesListed).toEqual([]);
  });

  test("goes on after a restart, and an older message comes after no newer one", async () => {
    const clock = new HandClock(ISSUED_US);
    const before = channelOf(clock);
    const { detail } = await before.send(messageOf(2));
    await before.close();
    expect(namesListed()).toEqual([detail]);
    const after = channelOf(clock);
    const other = await after.send(messageOf(1, { episode: 2 }));
    await after.send(messageOf(1));
    await after.close();
    expect(namesListed()).toEqual([detail, other.detail]);
  });

  test("that cannot be written keeps no warning back, and says so", async () => {
    const faults: string[] = [];
    mkdirSync(join(folder, "out/feed.atom"), { recursive: true });
    const channel = channelOf(new HandClock(ISSUED_US), null, faults);
    expect(await channel.send(messageOf(1))).toMatchObject({ outcome: "sent" });
    await expect
      .poll(() => faults)
      .toEqual([expect.stringMatching(/^the index cannot be written: /)]);
    rmSync(join(folder, "out/feed.atom"), { recursive: true });
    const { detail } = await channel.send(messageOf(2));
    await channel.close();
    expect(namesListed()).toEqual([detail]);
    expect(faults.at(-1)).toBe("over: the index is written again");
  });

  test("has a limit, at which what expires first is left out", () => {
    const entries = new FeedEntries();
    const entryOf = (i: number): FeedEntry => ({
      name: `a.b.drill.${i}.1.20260501T153045Z.xml`,
      identifier: "x",
      title: "x",
      status: "Exercise",
      sentUs: ISSUED_US,
      expiresUs: ISSUED_US + i * 1_000_000,
    });
    for (let i = 0; i < FEED_ENTRIES_MAX; i++) expect(entries.put(entryOf(i))).toBe(true);
    expect(entries.put(entryOf(FEED_ENTRIES_MAX))).toBe(false);
    expect(entries.all()).toHaveLength(FEED_ENTRIES_MAX);
    expect(entries.nextExpiryUs()).toBe(ISSUED_US + 1_000_000);
    const head = { id: "x", title: "x", updatedUs: ISSUED_US };
    expect(readFeedEntries(renderFeed(head, entries.all()))).toHaveLength(FEED_ENTRIES_MAX);
  });
});

interface Answer {
  readonly status: number;
  readonly type: string | undefined;
  readonly tag: string | undefined;
  readonly body: string;
}

/** Asks for exactly this path, which `fetch` would tidy up. */
const ask = (port: number, path: string, method = "GET", tag = ""): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const headers = tag === "" ? {} : { "if-none-match": tag };
    request({ host: "127.0.0.1", port, path, method, headers, agent: false }, (response) => {
      const pieces: Buffer[] = [];
      response.on("data", (piece: Buffer) => pieces.push(piece));
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          type: response.headers["content-type"],
          tag: response.headers.etag,
          body: Buffer.concat(pieces).toString("utf8"),
        }),
      );
    })
      .on("error", reject)
      .end();
  });

const untilServed = (port: number, path: string): Promise<void> =>
  expect
    .poll(() =>
      ask(port, path).then(
        ({ status }) => status,
        () => 0,
      ),
    )
    .toBe(200);

test("what is listed is served with its type and tag, and nothing else", async () => {
  const port = await freePort();
  const channel = channelOf(new HandClock(ISSUED_US), port);
  const old = await channel.send(messageOf(1));
  const { detail } = await channel.send(messageOf(2));
  await untilServed(port, `/${detail}`);
  writeFileSync(join(folder, "secret.xml"), "secret");
  writeFileSync(join(folder, "out/other.xml"), "another program's");
  const index = await ask(port, "/feed.atom");
  expect(index).toMatchObject({ status: 200, type: "application/atom+xml" });
  const alert = await ask(port, `/${detail}`);
  expect(alert.type).toBe("application/cap+xml");
  expect(alert.body).toBe(readFileSync(join(folder, "out", detail), "utf8"));
  expect(await ask(port, `/${detail}`, "HEAD")).toEqual({ ...alert, body: "" });
  expect((await ask(port, "/feed.atom", "GET", `"x", W/${index.tag}`)).status).toBe(304);
  expect((await ask(port, "/feed.atom", "GET", '"x"')).status).toBe(200);
  for (const method of ["POST", "PUT", "DELETE", "OPTIONS"])
    expect((await ask(port, "/feed.atom", method)).status, method).toBe(405);
  const elsewhere = [
    "/",
    "/../secret.xml",
    "/%2e%2e/secret.xml",
    "/other.xml",
    "/.",
    `//${detail}`,
  ];
  for (const path of [...elsewhere, `/${old.detail}`, `/out/../${detail}`, "/tls/cap-out.key"])
    expect((await ask(port, path)).status, path).toBe(404);
});

test("another post takes the feed: each alert once, verified, an exercise", async () => {
  const port = await freePort();
  const channel = channelOf(systemClock, port);
  const sent = messageOf(1, {}, systemClock.nowUs());
  await channel.send(sent);
  await untilServed(port, "/feed.atom");
  const post = new RunningPost({
    dataDir: join(folder, "post"),
    config: {
      ...SITE,
      mode: "drill",
      channels: [{ type: "log", id: "staff", modes: ["drill"] }],
      inputs: [
        {
          type: "cap",
          id: "harbour",
          source: "Harbour",
          certificate: join(folder, "tls/cap-out.pem"),
          transport: { type: "http-poll", url: `http://127.0.0.1:${port}/feed.atom`, every_s: 0.2 },
        },
      ],
    },
  });
  const taken = (): readonly unknown[] =>
    post.steps.flatMap(({ event }) => (event?.type === "official-warning" ? [event.warning] : []));
  await post.until(() => (taken().length > 0 ? true : undefined));
  await channel.send(messageOf(2, { stage: "retraction" }, systemClock.nowUs()));
  await post.until(() => (taken().length > 1 ? true : undefined));
  await post.stop();
  expect(taken()).toMatchObject([
    { status: "exercise", messageType: "alert", signature: "verified" },
    { status: "exercise", messageType: "cancel", signature: "verified" },
  ]);
});
