import type { PeopleSiteInfo } from "@tocsin/sdk";

/** A network that swallows what is asked must not keep the page from saying that it is not connected. */
const ANSWER_WITHIN_MS = 5_000;

/** The site as the post tells it now; null where no post answers in time. */
export async function fetchSite(
  address = "/people/site",
  withinMs = ANSWER_WITHIN_MS,
): Promise<PeopleSiteInfo | null> {
  try {
    const answer = await fetch(address, {
      cache: "no-store",
      signal: AbortSignal.timeout(withinMs),
    });
    return answer.ok ? ((await answer.json()) as PeopleSiteInfo) : null;
  } catch {
    return null;
  }
}

export interface SitePorts {
  readonly ask: () => Promise<PeopleSiteInfo | null>;
  readonly kept: PeopleSiteInfo | null;
  /** After each time that there was none: says so, and lets some time pass. */
  readonly without: () => Promise<void>;
}

/** What the page begins with: the post's answer or what the phone kept, asked for until there is one. */
export async function firstSite({ ask, kept, without }: SitePorts): Promise<PeopleSiteInfo> {
  for (;;) {
    const site = (await ask()) ?? kept;
    if (site !== null) return site;
    await without();
  }
}

/** Whether the post signs otherwise than the page listens for, as after a start in another mode: nothing that it says would be believed. */
export const hasOtherKeys = (kept: PeopleSiteInfo, told: PeopleSiteInfo): boolean =>
  keysOf(kept) !== keysOf(told);

const keysOf = ({ keys }: PeopleSiteInfo): string =>
  keys
    .map(({ keyId, issuer, audience, publicKey }) => [keyId, issuer, audience, publicKey].join())
    .toSorted()
    .join(";");
