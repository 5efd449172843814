import type { Page } from "playwright-core";
import { accessibilityProblems } from "./axe.ts";

/** Goes to a view of the desk by its tab. */
export async function openView(page: Page, name: string): Promise<void> {
  await page.locator(".desk-tabs").getByRole("link", { name }).click();
  await page.locator(`.desk-tabs a[aria-current="page"]`, { hasText: name }).waitFor();
}

/** What axe finds wrong with the view of the desk that is open, in both colours, and how far it spills over to the side: a line each. */
export async function deskViewProblems(page: Page): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const found = await accessibilityProblems(page);
    problems.push(...found.map((problem) => `${colorScheme}: ${problem}`));
  }
  const spillPx = await page.evaluate(() =>
    Math.max(
      document.documentElement.scrollWidth - innerWidth,
      ...[...document.querySelectorAll(".timeline, .findings")].map(
        (each) => each.scrollWidth - each.clientWidth,
      ),
    ),
  );
  if (spillPx > 0) problems.push(`spills over by ${spillPx} px`);
  return problems;
}
