import { expect, test } from "vitest";
import { createFeedSource } from "./feed-source.ts";

const FEED = "https://alerts.example/feed";
const MINUTE_MS = 60_000;

/** An Atom feed with its oldest entry first, as some authorities serve it. */
const feed = (entries: number): string =>
  [
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    ...Array.from({ length: entries }, (_, i) => {
      const updated = new Date(Date.UTC(2026, 0, 1) + i * MINUTE_MS).toISOString();
      return `<entry><id>${i}</id><updated>${updated}</updated><link href="/alert/${i}" type="application/cap+xml"/></entry>`;
    }),
    "</feed>",
  ].join("");

/** The pages that are fetched until it waits for the next round. */
async function fetched(entries: number, linksMax: number) {
  const asked: string[] = [];
  const rejected: [string, number][] = [];
  const stop = new AbortController();
  const source = createFeedSource(
    { url: FEED, everyS: 10, hosts: [], linksMax },
    {
      clock: {
        nowUs: () => 0,
        waitUntil: () => {
          stop.abort();
          return Promise.resolve();
        },
      },
      fetchPage: (url) => {
        asked.push(new URL(url).pathname);
        const octets = new TextEncoder().encode(url === FEED ? feed(entries) : "<alert/>");
        return Promise.resolve({ octets, mark: { tag: null, modified: null } });
      },
    },
  );
  await source.run(
    {
      chunk: () => undefined,
      message: () => undefined,
      opened: () => undefined,
      ended: () => undefined,
      link: () => undefined,
      rejected: (reason, count) => void rejected.push([reason, count]),
    },
    stop.signal,
  );
  return { asked: asked.slice(1), rejected };
}

test("of a feed with more alerts than are followed the newest are read, wherever they stand, and the rest is counted", async () => {
  const { asked, rejected } = await fetched(1_200, 50);
  expect(asked).toEqual(Array.from({ length: 50 }, (_, i) => `/alert/${1_199 - i}`));
  expect(rejected).toEqual([["too-many-links", 1_150]]);
});

test("of a feed that is short enough all are read in its order", async () => {
  const { asked, rejected } = await fetched(3, 50);
  expect(asked).toEqual(["/alert/0", "/alert/1", "/alert/2"]);
  expect(rejected).toEqual([]);
});
