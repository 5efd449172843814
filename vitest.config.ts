import { defineConfig } from "vitest/config";

/**
 * Four projects. `unit` runs in seconds and is part of `npm run check`; `slow` holds the campaigns (long property
 * runs, child processes, sockets) and runs only in `npm test`, as does `e2e`, which looks at the console in a browser; `tidy`
 * checks the source itself.
 */
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: "unit",
          // Pure functions share their modules: reading those anew for each file took a third of the time.
          isolate: false,
          include: ["packages/*/src/**/*.test.ts"],
          exclude: ["**/node_modules/**", "**/*.slow.test.ts"],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: "slow",
          include: ["packages/*/src/**/*.slow.test.ts", "packages/*/test/**/*.test.ts"],
          exclude: ["**/node_modules/**"],
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: "e2e",
          include: ["packages/console/e2e/**/*.test.ts"],
          exclude: ["**/node_modules/**"],
          globalSetup: ["packages/console/e2e/harness/global-setup.ts"],
          // A page on a busy machine may take more than the usual second.
          expect: { poll: { timeout: 10_000 } },
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
      {
        test: {
          name: "tidy",
          include: ["tools/**/*.test.{ts,mjs}"],
          exclude: ["**/node_modules/**"],
          testTimeout: 240_000,
        },
      },
    ],
  },
});
