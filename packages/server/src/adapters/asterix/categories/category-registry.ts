import type { CategorySpec } from "../codec/item-spec.ts";
import { category010 } from "./category-010.ts";
import { category015 } from "./category-015.ts";
import { category016 } from "./category-016.ts";
import { category021 } from "./category-021.ts";
import { category034 } from "./category-034.ts";
import { category048 } from "./category-048.ts";
import { category062 } from "./category-062.ts";
import { category062Early } from "./category-062-early.ts";

/** The categories that Tocsin reads and writes, in their current editions. */
export const asterixCategories: readonly CategorySpec[] = [
  category010,
  category015,
  category016,
  category021,
  category034,
  category048,
  category062,
];

/** Editions that cannot be read by the table of the current one. */
export const formerEditions: readonly CategorySpec[] = [category062Early];

/** The table for each category number: what a decoder goes by. */
export type CategoryTables = readonly (CategorySpec | undefined)[];

/** The current tables, with other editions put in for some categories: `{ 62: "0.17" }`. Null where there is no such edition. */
export function tablesWith(editions: Readonly<Record<number, string>>): CategoryTables | null {
  const tables = [...currentTables];
  for (const [category, edition] of Object.entries(editions)) {
    const spec = categorySpec(Number(category), edition);
    if (spec === null) return null;
    tables[spec.category] = spec;
  }
  return tables;
}

export const currentTables: CategoryTables = asterixCategories.reduce<(CategorySpec | undefined)[]>(
  (tables, spec) => {
    tables[spec.category] = spec;
    return tables;
  },
  [],
);

/** The table of a category, of the current edition unless another is named; null where there is none. */
export function categorySpec(category: number, edition?: string): CategorySpec | null {
  const current = currentTables[category];
  if (edition === undefined || current?.edition === edition) return current ?? null;
  const isMeant = (spec: CategorySpec): boolean =>
    spec.category === category && spec.edition === edition;
  return formerEditions.find(isMeant) ?? null;
}
