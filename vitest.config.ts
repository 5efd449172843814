import { defineConfig } from "vitest/config";

/**
 * Only there to end what hangs, so a test names no shorter time of its own: what takes seconds here takes a minute on a slow machine that does
 * other things beside. What must happen within a time is measured, and compared.
 */
const TEST_MS = 600_000;
const POLL_MS = 60_000;

/**
 * Node reads our TypeScript itself, as it does when Tocsin runs. Through Vite each call of what another module exports goes by way of an object, which took
 * what computes half as long again.
 */
const NATIVE = { viteModuleRunner: false, nodeLoader: false };

/** Long tests that share their modules with others: they compute, or have no server left when they end. The rest change what belongs to a whole process. */
const SHARING = [
  "packages/{core,sdk,inquiry,sim}/src/**/*.slow.test.ts",
  "packages/{core,sdk,inquiry,sim}/test/**/*.test.ts",
  "packages/server/test/{adsb,asterix,remote-id,sapient,cursor-on-target,cap,weather}/**/*.test.ts",
  "packages/server/test/{conformance,scoring,why,identity,observers,people}/**/*.test.ts",
];

/**
 * Five projects. `unit` runs in seconds and is part of `npm run check`; `slow` and `apart` hold the campaigns (long property
 * runs, child processes, sockets) and run only in `npm test`, as does `e2e`, which looks at the console in a browser; `tidy`
 * checks the source itself.
 */
export default defineConfig({
  test: {
    // Browser tests and those that start processes wait for a third of their time, in which two processors have room for a third file.
    maxWorkers: 3,
    projects: [
      {
        test: {
          name: "unit",
          // Pure functions share their modules: reading those anew for each file took a third of the time.
          isolate: false,
          include: ["packages/*/src/**/*.test.ts"],
          exclude: ["**/node_modules/**", "**/*.slow.test.ts"],
          expect: { poll: { timeout: POLL_MS } },
          testTimeout: TEST_MS,
          experimental: NATIVE,
        },
      },
      {
        test: {
          name: "slow",
          // As in `unit`: two seconds of processor time for each file.
          isolate: false,
          include: SHARING,
          exclude: ["**/node_modules/**"],
          expect: { poll: { timeout: POLL_MS } },
          testTimeout: TEST_MS,
          hookTimeout: TEST_MS,
          experimental: NATIVE,
        },
      },
      {
        test: {
          name: "apart",
          include: ["packages/*/src/**/*.slow.test.ts", "packages/*/test/**/*.test.ts"],
          exclude: ["**/node_modules/**", ...SHARING],
          expect: { poll: { timeout: POLL_MS } },
          testTimeout: TEST_MS,
          hookTimeout: TEST_MS,
          experimental: NATIVE,
        },
      },
      {
        test: {
          name: "e2e",
          include: ["packages/console/e2e/**/*.test.ts"],
          exclude: ["**/node_modules/**"],
          globalSetup: ["packages/console/e2e/harness/global-setup.ts"],
          expect: { poll: { timeout: POLL_MS } },
          testTimeout: TEST_MS,
          hookTimeout: TEST_MS,
          experimental: NATIVE,
        },
      },
      {
        test: {
          name: "tidy",
          include: ["tools/**/*.test.{ts,mjs}"],
          exclude: ["**/node_modules/**"],
          testTimeout: TEST_MS,
          hookTimeout: TEST_MS,
          experimental: NATIVE,
        },
      },
    ],
  },
});
