import type { PeopleSiteInfo } from "@tocsin/sdk";
import { base64urlOf, octetsOf } from "../../format/base64.ts";
import { otherWorkers, PAGE_SCOPE, type WakingPost, workerOf } from "./push-posts.ts";

/** How messages to this phone are while the page is closed. */
export type PushState =
  /** The site sends none. */
  | "not-offered"
  /** This browser takes none, or does so only from the home screen. */
  | "unable"
  | "home-screen"
  /** The person, or the browser, has forbidden them. */
  | "blocked"
  /** It was asked for in another mode, real warnings during an exercise: nothing of it is touched. */
  | "of-another-mode"
  | "off"
  | "on";

export type PushAnswer = "on" | "blocked" | "no-service" | "full" | "failed";

/** What the page keeps of having asked. */
export interface PushKept {
  readonly mode: PeopleSiteInfo["mode"];
  readonly key: string;
}

const ANSWER_WITHIN_MS = 10_000;

/** Live warnings are never given up for an exercise; an exercise is given up for them. */
export const isOfAnotherMode = (kept: PushKept | null, site: PeopleSiteInfo): boolean =>
  kept !== null && kept.mode === "live" && site.mode !== "live";

export async function pushState(site: PeopleSiteInfo, kept: PushKept | null): Promise<PushState> {
  if (site.push === undefined) return "not-offered";
  if (!("serviceWorker" in navigator)) return "unable";
  if (!("PushManager" in window) || !("Notification" in window))
    return /iPhone|iPad/.test(navigator.userAgent) ? "home-screen" : "unable";
  if (isOfAnotherMode(kept, site)) return "of-another-mode";
  if (Notification.permission === "denied") return "blocked";
  const registration = await navigator.serviceWorker.getRegistration(PAGE_SCOPE);
  const subscription = await registration?.pushManager.getSubscription();
  return kept !== null && subscription !== null && subscription !== undefined ? "on" : "off";
}

/** From within a tap: asks the person, the browser and the posts. One that takes it is enough to be woken; the others are asked again when the page is opened. */
export async function askForPush(posts: readonly WakingPost[]): Promise<PushAnswer> {
  if (posts.length === 0) return "failed";
  if ((await Notification.requestPermission()) !== "granted") return "blocked";
  return tellPosts(posts);
}

async function tellPosts(posts: readonly WakingPost[]): Promise<PushAnswer> {
  const answers = await Promise.all(posts.map(tellPost));
  return answers.includes("on") ? "on" : answers[0];
}

/**
 * Tells the post again where this phone is reached: it may have lost it, the browser may have been given another address, or the post another
 * key. To be called when the page is opened; nothing is asked of the person.
 */
export async function renewPush(
  site: PeopleSiteInfo,
  kept: PushKept | null,
  posts: readonly WakingPost[],
): Promise<boolean> {
  if (kept === null || site.push === undefined || isOfAnotherMode(kept, site)) return false;
  if ((await pushState(site, kept)) === "unable" || Notification.permission !== "granted")
    return false;
  for (const gone of await otherWorkers(posts)) await leave(gone, []);
  return (await tellPosts(posts)) === "on";
}

/** At the browser and at the posts, each whatever becomes of the others: either is enough to end them. */
export async function endPush(posts: readonly WakingPost[]): Promise<void> {
  const own = await navigator.serviceWorker.getRegistration(PAGE_SCOPE);
  const all = [...(own === undefined ? [] : [own]), ...(await otherWorkers([]))];
  await Promise.allSettled(all.map((registration) => leave(registration, posts)));
}

/** Ends what comes to a worker, and the worker where it is there for nothing else. */
async function leave(
  registration: ServiceWorkerRegistration,
  posts: readonly WakingPost[],
): Promise<void> {
  const { pathname } = new URL(registration.scope);
  const subscription = await registration.pushManager.getSubscription();
  const of = posts.find(({ scope }) => scope === pathname);
  if (subscription !== null) {
    const { endpoint } = subscription;
    await Promise.allSettled([
      subscription.unsubscribe(),
      of === undefined ? null : post(`${of.origin}/people/push/forget`, { endpoint }),
    ]);
  }
  if (pathname !== PAGE_SCOPE) await registration.unregister();
}

/** Subscribes with the post's key, in place of another, and gives the post the address. */
async function tellPost(waking: WakingPost): Promise<PushAnswer> {
  const { origin, key } = waking;
  try {
    const { pushManager } = await workerOf(waking);
    const before = await pushManager.getSubscription();
    if (before !== null && keyOf(before) !== key) await before.unsubscribe();
    const subscription = await pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: octetsOf(key),
    });
    const answer = answerOf(await post(`${origin}/people/push`, bodyOf(subscription)));
    if (answer === "no-service" || answer === "full") await subscription.unsubscribe();
    return answer;
  } catch {
    // The browser's push service was not reached, or the post was not: both are tried again by whoever wants it.
    return "failed";
  }
}

/** The post sends its first message as the answer to this number. */
export const bodyOf = (subscription: PushSubscription): object => ({
  ...subscription.toJSON(),
  nonce: crypto.randomUUID(),
});

const post = (path: string, body: object): Promise<Response> =>
  fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  });

function answerOf({ ok, status }: Response): PushAnswer {
  if (ok) return "on";
  if (status === 403) return "no-service";
  return status === 503 ? "full" : "failed";
}

function keyOf({ options }: PushSubscription): string | null {
  const { applicationServerKey } = options;
  return applicationServerKey === null ? null : base64urlOf(new Uint8Array(applicationServerKey));
}
