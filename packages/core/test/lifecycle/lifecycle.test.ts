import { expect, test } from "vitest";
import { runLifecycle } from "./run-lifecycle.ts";

test.each([1, 2, 3])(
  "30,000 random commands: no rule of the life cycle is broken (seed %i)",
  (seed) => {
    const figures = runLifecycle({ commands: 30_000, seed });
    // A campaign that does not reach a rule says nothing about it.
    for (const count of Object.values(figures)) expect(count).toBeGreaterThan(100);
  },
);
