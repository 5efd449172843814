import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { PeopleSiteInfo } from "@tocsin/sdk";
import { expect, test } from "vitest";
import { fetchSite, firstSite, hasOtherKeys } from "./site-of-post.ts";

const site = (mode: "live" | "drill", publicKey = "a"): PeopleSiteInfo => ({
  id: "weir",
  name: "Weir",
  mode,
  areas: [],
  keys: [
    {
      keyId: `post-${publicKey}`,
      issuer: "weir",
      audience: `weir/${mode}`,
      publicKey,
      fingerprint: publicKey,
    },
  ],
});

test("a post that takes the question and never answers is given up", async () => {
  const silent = createServer(() => undefined);
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  const { port } = silent.address() as AddressInfo;
  expect(await fetchSite(`http://127.0.0.1:${String(port)}/people/site`, 50)).toBeNull();
  silent.closeAllConnections();
  silent.close();
});

test("the site is asked for until somebody has one, and each time it is said that there is none", async () => {
  const answers = [null, null, site("live")];
  let said = 0;
  const ask = (): Promise<PeopleSiteInfo | null> => Promise.resolve(answers.shift() ?? null);
  const without = (): Promise<void> => Promise.resolve(void said++);
  expect(await firstSite({ ask, kept: null, without })).toEqual(site("live"));
  expect(said).toBe(2);
  expect(await firstSite({ ask, kept: site("drill"), without })).toEqual(site("drill"));
  expect(said).toBe(2);
});

test("another mode and another key are other keys; a new name of the site is not", () => {
  expect(hasOtherKeys(site("live"), site("drill"))).toBe(true);
  expect(hasOtherKeys(site("live"), site("live", "b"))).toBe(true);
  expect(hasOtherKeys(site("live"), { ...site("live"), name: "New Weir" })).toBe(false);
});
