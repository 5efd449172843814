import type { Page } from "playwright-core";

/** When something happened in a page, by the page's own clock: how busy the machine of the test is does not count. */
export interface PageMoments {
  /** When the page was last given a message of the live stream. */
  readonly lastMessageMs: number;
  /** When it was first given one in which people are to take cover. */
  readonly alarmMessageMs: number | null;
  /** When that was first to be read. */
  readonly alarmShownMs: number | null;
  /** When it was last said that the connection is lost. */
  readonly lostShownMs: number | null;
}

declare global {
  interface Window {
    tocsinMoments?: { -readonly [K in keyof PageMoments]: PageMoments[K] };
  }
}

/** To be called before the page is opened. */
export async function watchMoments(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const moments: NonNullable<Window["tocsinMoments"]> = {
      lastMessageMs: 0,
      alarmMessageMs: null,
      alarmShownMs: null,
      lostShownMs: null,
    };
    window.tocsinMoments = moments;
    const Original = window.WebSocket;
    window.WebSocket = class extends Original {
      constructor(address: string | URL, protocols?: string | string[]) {
        super(address, protocols);
        this.addEventListener("message", ({ data }) => {
          moments.lastMessageMs = performance.now();
          if (String(data).includes('"stage":"take-cover","sinceUs"'))
            moments.alarmMessageMs ??= performance.now();
        });
      }
    };
    let lost = false;
    new MutationObserver(() => {
      const text = document.querySelector("body")?.textContent ?? "";
      const alarm = document.querySelector(".area-row[data-tone='alarm']");
      if (alarm !== null) moments.alarmShownMs ??= performance.now();
      const isLost = text.includes("Connection lost");
      if (isLost && !lost) moments.lostShownMs = performance.now();
      lost = isLost;
    }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
  });
}

export async function momentsOf(page: Page): Promise<PageMoments> {
  const moments = await page.evaluate(() => window.tocsinMoments);
  if (moments === undefined) throw new Error("the page was not watched from its beginning");
  return moments;
}
