import axe from "axe-core";
import type { Page } from "playwright-core";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * What axe finds wrong with a page as it stands, one line for each element. It runs inside the page and only its findings
 * leave it: to bring out all that it looked at takes eight times as long as looking.
 */
export async function accessibilityProblems(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async (tags) => {
    const { violations } = await window.axe.run({
      runOnly: { type: "tag", values: tags },
      resultTypes: ["violations"],
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => {
        const where = target.map(String).join(" ");
        return `${id}: ${where}: ${(failureSummary ?? "").replaceAll(/\s+/g, " ")}`;
      }),
    );
  }, RULES);
}

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}
