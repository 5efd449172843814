import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type axe from "axe-core";
import type { Page } from "playwright-core";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** A page takes half the time to read it without its blanks. */
const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * What axe finds wrong with a page as it stands, one line for each element. It runs inside the page and only its findings
 * leave it: to bring out all that it looked at takes eight times as long as looking.
 */
export async function accessibilityProblems(page: Page): Promise<readonly string[]> {
  // To read it takes a page longer than to be looked at: once for each document is enough.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(SOURCE);
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
