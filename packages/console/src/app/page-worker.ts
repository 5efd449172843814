/**
 * As much of a service worker's own scope as this one uses; the rest of the console has a window's. One worker keeps either page of the
 * phone, observers' or everybody's: whichever it was registered for. It imports nothing, since not every browser lets a worker.
 */
interface WorkerScope {
  readonly registration: { readonly scope: string };
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(
    name: "install" | "activate",
    listen: (event: { waitUntil(until: Promise<unknown>): void }) => void,
  ): void;
  addEventListener(
    name: "fetch",
    listen: (event: {
      readonly request: Request;
      respondWith(answer: Promise<Response>): void;
    }) => void,
  ): void;
}

const worker = self as unknown as WorkerScope;
const PAGE = new URL(worker.registration.scope).pathname;
const KEPT = `${PAGE.slice(1)}-1`;
/** What is asked of a post is never kept. */
const ASKED = ["/api/", "/people/"];

/** Fetches the page and keeps it with everything that it names: what it named before is dropped. */
async function freshPage(): Promise<Response> {
  const cache = await caches.open(KEPT);
  const answer = await fetch(PAGE, { cache: "no-cache" });
  if (!answer.ok) return answer;
  const text = await answer.clone().text();
  const names = [...text.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, name]) => name);
  await cache.addAll(names);
  await cache.put(PAGE, answer.clone());
  const wanted = new Set([PAGE, ...names]);
  for (const { url } of await cache.keys()) {
    const { pathname } = new URL(url);
    if (!wanted.has(pathname)) await cache.delete(pathname);
  }
  return answer;
}

/** As last served: without a network a page that is old is better than none. */
async function keptPage(): Promise<Response> {
  return (await caches.match(PAGE)) ?? Response.error();
}

const keptOrFetched = async (request: Request): Promise<Response> =>
  (await caches.match(new URL(request.url).pathname)) ?? fetch(request);

worker.addEventListener("install", (event) =>
  event.waitUntil(freshPage().then(() => worker.skipWaiting())),
);
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname } = new URL(request.url);
  if (request.method !== "GET" || ASKED.some((path) => pathname.startsWith(path))) return;
  event.respondWith(
    request.mode === "navigate" ? freshPage().catch(() => keptPage()) : keptOrFetched(request),
  );
});
