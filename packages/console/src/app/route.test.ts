import { expect, test } from "vitest";
import { parseRoute, routePath } from "./route.ts";

test.each([
  ["", { page: "home" }],
  ["#/", { page: "home" }],
  ["#/live", { page: "live" }],
  ["#/scorecard/a%2Fb", { page: "scorecard", id: "a/b" }],
  ["#/drills", { page: "drills" }],
  ["#/drill/20261129T180000Z", { page: "drill", id: "20261129T180000Z" }],
  ["#/story/baghdad-2021-11", { page: "story", id: "baghdad-2021-11" }],
  ["#/source/a%2Fb", { page: "source", id: "a/b", atUs: null, decision: null }],
  ["#/source/a?at=12&decision=3", { page: "source", id: "a", atUs: 12, decision: 3 }],
  ["#/source/a?at=soon&decision=-1", { page: "source", id: "a", atUs: null, decision: null }],
])("%s leads to %j", (hash, route) => {
  expect(parseRoute(hash)).toEqual(route);
});

test.each(["#/nowhere", "#/source", "#/source/a/b", "#/source/%", "#/live/x"])(
  "%s leads nowhere",
  (hash) => {
    expect(parseRoute(hash).page).toBe("not-found");
  },
);

test("a path leads back to its route", () => {
  const route = { page: "source", id: "a/b c?d#e", atUs: 5, decision: 7 } as const;
  expect(parseRoute(routePath(route))).toEqual(route);
});
