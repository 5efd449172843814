import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** The rules whose answer depends on colours. */
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

/** What axe finds wrong with a page as it stands, one line for each element. */
export const accessibilityProblems = (page: Page): Promise<readonly string[]> =>
  problemsOf(new AxeBuilder({ page }).withTags(RULES));

/** The same of a page that has only changed its theme since all rules were asked: a theme changes colours, and nothing else. */
export const colourProblems = (page: Page): Promise<readonly string[]> =>
  problemsOf(new AxeBuilder({ page }).withRules(COLOUR_RULES));

async function problemsOf(axe: AxeBuilder): Promise<readonly string[]> {
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => {
      const where = target.map(String).join(" ");
      return `${id}: ${where}: ${(failureSummary ?? "").replaceAll(/\s+/g, " ")}`;
    }),
  );
}
