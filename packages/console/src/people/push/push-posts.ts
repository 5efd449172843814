import { type OtherPost, type PeopleSiteInfo, postKeyId } from "@tocsin/sdk";

/** A post that wakes this phone. A browser takes the messages of one sender by each worker, so each post has one of its own. */
export interface WakingPost {
  /** Scheme, host and port; empty: where the page is from. */
  readonly origin: string;
  /** Of the worker that its messages come to. */
  readonly scope: string;
  /** By which push services know it. */
  readonly key: string;
}

export const PAGE_SCOPE = "/people";
const OTHERS_SCOPE = "/people-post/";

/** The posts that wake this phone, the page's own first; none where that does not. */
export function wakingPosts({
  site,
  others = [],
  pushKeys = {},
}: {
  readonly site: PeopleSiteInfo;
  readonly others?: readonly OtherPost[] | undefined;
  readonly pushKeys?: Readonly<Record<string, string>> | undefined;
}): readonly WakingPost[] {
  if (site.push === undefined) return [];
  return [
    { origin: "", scope: PAGE_SCOPE, key: site.push.key },
    ...others.flatMap(({ url, publicKey }) => {
      const key = pushKeys[publicKey] ?? "";
      const scope = `${OTHERS_SCOPE}${postKeyId(publicKey)}`;
      return key === "" ? [] : [{ origin: url, scope, key }];
    }),
  ];
}

/** Workers of posts that are not among these any more, or with `posts` empty of all but the page's own. */
export async function otherWorkers(
  posts: readonly WakingPost[],
): Promise<readonly ServiceWorkerRegistration[]> {
  const registrations = await navigator.serviceWorker.getRegistrations();
  return registrations.filter(({ scope }) => {
    const { pathname } = new URL(scope);
    return pathname.startsWith(OTHERS_SCOPE) && posts.every((post) => post.scope !== pathname);
  });
}

/** The worker that a post's messages come to, made where there is none. */
export async function workerOf({ scope }: WakingPost): Promise<ServiceWorkerRegistration> {
  if (scope === PAGE_SCOPE) return navigator.serviceWorker.ready;
  const registration = await navigator.serviceWorker.register("/people-worker.js", { scope });
  const begun = registration.active ?? registration.waiting ?? registration.installing;
  await new Promise<void>((resolve, reject) => {
    const look = (): void => {
      if (begun?.state === "activated") resolve();
      else if (begun === null || begun.state === "redundant")
        reject(new Error("the worker did not begin"));
    };
    begun?.addEventListener("statechange", look);
    look();
  });
  return registration;
}
