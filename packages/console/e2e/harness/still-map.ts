import type { Page } from "playwright-core";

/** An empty map packs to less than this; one with anything on it to more. */
const DRAWN_BYTES = 12_000;
const LOOKS_MAX = 60;

/** Resolves once the map is drawn and two looks at it show the same: it draws in a thread of its own. */
export async function stillMap(page: Page): Promise<void> {
  const canvas = page.locator("canvas").first();
  let before: Buffer = Buffer.alloc(0);
  for (let look = 0; look < LOOKS_MAX; look += 1) {
    const now = await canvas.screenshot({ animations: "disabled" });
    if (now.length > DRAWN_BYTES && before.equals(now)) return;
    before = now;
  }
  throw new Error("the map was never drawn, or never came to rest");
}
