import type { CategorySpec } from "../codec/item-spec.ts";
import { category034 } from "./category-034.ts";
import { category048 } from "./category-048.ts";
import { category062 } from "./category-062.ts";

/** The categories that Tocsin reads and writes. */
export const asterixCategories: readonly CategorySpec[] = [category034, category048, category062];

/** The table of a category, or null where there is none. */
export const categorySpec = (category: number): CategorySpec | null => byNumber[category] ?? null;

const byNumber: (CategorySpec | undefined)[] = [];
for (const spec of asterixCategories) byNumber[spec.category] = spec;
