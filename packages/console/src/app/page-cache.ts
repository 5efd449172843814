import type { WorkerScope } from "./worker-scope.ts";

/** What is asked of a post is never kept. */
const ASKED = ["/api/", "/people/"];
/** A network that swallows what is asked keeps nobody longer from a page that was kept. */
const FRESH_WITHIN_MS = 3_000;

/** Keeps the page that a worker was registered for, so that it opens without a network. */
export function keepPage(worker: WorkerScope): void {
  const page = new URL(worker.registration.scope).pathname;
  worker.addEventListener("install", (event) =>
    event.waitUntil(freshPage(page).then(() => worker.skipWaiting())),
  );
  worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));
  worker.addEventListener("fetch", (event) => {
    const { request } = event;
    const { pathname } = new URL(request.url);
    if (request.method !== "GET" || ASKED.some((path) => pathname.startsWith(path))) return;
    event.respondWith(request.mode === "navigate" ? openedPage(page) : keptOrFetched(request));
  });
}

/** Fetches the page and keeps it with everything that it names: what it named before is dropped. */
async function freshPage(page: string): Promise<Response> {
  const cache = await caches.open(`${page.slice(1)}-1`);
  const answer = await fetch(page, { cache: "no-cache" });
  if (!answer.ok) return answer;
  const text = await answer.clone().text();
  const names = [...text.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, name]) => name);
  await cache.addAll(names);
  await cache.put(page, answer.clone());
  const wanted = new Set([page, ...names]);
  for (const { url } of await cache.keys()) {
    const { pathname } = new URL(url);
    if (!wanted.has(pathname)) await cache.delete(pathname);
  }
  return answer;
}

/** As served now, or as last served where no answer comes, or none of use: a page that is old is better than none. */
async function openedPage(page: string): Promise<Response> {
  const kept = await caches.match(page);
  if (kept === undefined) return freshPage(page);
  const waited = new Promise<Response>((resolve) => {
    setTimeout(() => resolve(kept), FRESH_WITHIN_MS);
  });
  const fresh = freshPage(page).then(
    (answer) => (answer.status < 500 ? answer : kept),
    () => kept,
  );
  return Promise.race([fresh, waited]);
}

const keptOrFetched = async (request: Request): Promise<Response> =>
  (await caches.match(new URL(request.url).pathname)) ?? fetch(request);
