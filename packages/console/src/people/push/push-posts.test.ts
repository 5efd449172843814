import type { PeopleSiteInfo } from "@tocsin/sdk";
import { expect, test } from "vitest";
import { wakingPosts } from "./push-posts.ts";

const site: PeopleSiteInfo = {
  id: "weir",
  name: "Weir",
  mode: "live",
  areas: [],
  keys: [],
  push: { key: "own" },
};
const other = (name: string) => ({ name, url: `https://${name}.example`, publicKey: name });

test("each post that said its key wakes the phone by a worker of its own, and no other post", () => {
  const posts = wakingPosts({
    site,
    others: [other("north"), other("south"), other("mute")],
    pushKeys: { north: "n", mute: "", gone: "g" },
  });
  expect(posts).toEqual([
    { origin: "", scope: "/people", key: "own" },
    { origin: "https://north.example", scope: "/people-post/post-north", key: "n" },
  ]);
});

test("where the page's own post wakes nobody, nobody is asked", () => {
  const { push: _, ...quiet } = site;
  expect(wakingPosts({ site: quiet, others: [other("north")], pushKeys: { north: "n" } })).toEqual(
    [],
  );
});
