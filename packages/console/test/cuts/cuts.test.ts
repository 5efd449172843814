import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const SCRIPT = fileURLToPath(new URL("prove.ts", import.meta.url));

/** At full length: `npm run prove -- cuts`. */
test("a page whose way is cut, loudly or without a word, has all that holds within two seconds of the first heartbeat", () => {
  const args = ["--cuts", "24", "--pages", "24", "--longest", "8", "--seed", "3"];
  const said = execFileSync(
    process.execPath,
    ["--experimental-eventsource", "--no-warnings", SCRIPT, ...args],
    { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] },
  );
  expect(said).toContain("6 closed, 6 swallowed, 6 post-unheard, 6 page-unheard");
  expect(said).toContain("none missed; 24 without one");
});
