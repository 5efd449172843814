import { keepPage } from "../../app/page-cache.ts";
import { type WorkerScope, workerScope } from "../../app/worker-scope.ts";
import { InTurn } from "../in-turn.ts";
import { octetsOf } from "../../format/base64.ts";
import { bodyOf } from "./push-client.ts";
import { PAGE_SCOPE, wakingPosts } from "./push-posts.ts";
import { type Notice, noticeOf, unchecked } from "./push-notice.ts";
import { readPush } from "./read-push.ts";
import {
  keepToldNotes,
  type PageNote,
  readPageNote,
  readToldNotes,
  type ToldNotes,
} from "./worker-notes.ts";

/** As much of a push message as this worker reads. */
interface PushEvent {
  readonly data: { arrayBuffer(): ArrayBuffer } | null;
  waitUntil(until: Promise<unknown>): void;
}
interface ClickEvent {
  readonly notification: Notification;
  waitUntil(until: Promise<unknown>): void;
}
interface PushScope extends WorkerScope {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: WorkerScope["clients"] & {
    matchAll(of: {
      type: "window";
      includeUncontrolled: boolean;
    }): Promise<readonly { readonly url: string; focus(): Promise<unknown> }[]>;
    openWindow(url: string): Promise<unknown>;
  };
  addEventListener: WorkerScope["addEventListener"] & {
    (name: "push", listen: (event: PushEvent) => void): void;
    (name: "notificationclick", listen: (event: ClickEvent) => void): void;
    (
      name: "pushsubscriptionchange",
      listen: (event: { waitUntil(until: Promise<unknown>): void }) => void,
    ): void;
  };
}

const worker = workerScope() as PushScope;
const { pathname: scope } = new URL(worker.registration.scope);
const turn = new InTurn();

/** What came, as octets; or as text in base64, where what brought it carries nothing else. */
function octetsFrom({ data }: PushEvent): Uint8Array {
  const octets = new Uint8Array(data?.arrayBuffer() ?? new ArrayBuffer(0));
  const text = String.fromCodePoint(...octets);
  return /^[\w-]+$/.test(text) ? octetsOf(text) : octets;
}

/** Shows something in any case: a message that nothing is shown of costs the phone those to come. */
async function show(event: PushEvent): Promise<void> {
  const page = await readPageNote().catch(() => null);
  if (page === null) {
    await worker.registration.showNotification("Tocsin", { tag: "unchecked", silent: true });
    return;
  }
  const { notice, told } = await noticed(event, page).catch(() => ({
    notice: unchecked(page),
    told: null,
  }));
  await worker.registration.showNotification(notice.title, notice.options);
  if (told !== null) await keepToldNotes(told);
}

async function noticed(
  event: PushEvent,
  page: PageNote,
): Promise<{ readonly notice: Notice; readonly told: ToldNotes | null }> {
  const read = await readPush(octetsFrom(event), page);
  return read === null
    ? { notice: unchecked(page), told: null }
    : noticeOf(read, page, await readToldNotes(), Date.now());
}

/** A browser that gave this phone another address says so to nobody but this worker. */
async function subscribeAgain(): Promise<void> {
  const note = await readPageNote();
  const posts = note === null ? [] : wakingPosts(note);
  const post = posts.find((each) => each.scope === scope);
  if (post === undefined) return;
  const subscription = await worker.registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: octetsOf(post.key),
  });
  await fetch(`${post.origin}/people/push`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(bodyOf(subscription)),
  });
}

async function openPage(): Promise<void> {
  const open = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  const page = open.find(({ url }) => new URL(url).pathname === "/people");
  await (page === undefined ? worker.clients.openWindow("/people") : page.focus());
}

// One that is there for another post's messages keeps no page.
if (scope === PAGE_SCOPE) keepPage(worker);
worker.addEventListener("push", (event) => {
  event.waitUntil(turn.do(() => show(event)));
});
worker.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(openPage());
});
worker.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(subscribeAgain()));
