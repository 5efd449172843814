import type { Page } from "playwright-core";

/** Where a busy computer holds the post up for two seconds, the screen rightly comes back to the present: one looks again. */
export async function lookBack(page: Page): Promise<void> {
  const slider = page.getByRole("slider", { name: "Moment of the recording" });
  const recalled = page.getByText("The lost connection brought you back to the present.");
  do {
    await page.locator('[data-connection="current"]').waitFor();
    await page.getByRole("button", { name: "Look back" }).click();
    await slider.or(recalled).first().waitFor();
  } while (!(await slider.isVisible()));
}
