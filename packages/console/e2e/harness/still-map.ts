import type { Page } from "playwright-core";

/** Resolves once the map is to be seen and says that it has drawn everything there is. */
export async function stillMap(page: Page): Promise<void> {
  await page.locator('.map-canvas[data-state="still"]').waitFor();
}
