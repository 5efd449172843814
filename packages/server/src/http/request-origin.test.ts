import { describe, expect, test } from "vitest";
import { isOwnHost, isSameOrigin } from "./request-origin.ts";

describe("isOwnHost", () => {
  test.each(["127.0.0.1:4600", "localhost", "[::1]:4600", "192.168.1.5", "tocsin.example:80"])(
    "%s is meant for us",
    (host) => expect(isOwnHost(host, "tocsin.example")).toBe(true),
  );
  test.each(["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:4600", "", "a b"])(
    "%s is not",
    (host) => expect(isOwnHost(host, "tocsin.example")).toBe(false),
  );
});

test("a browser's page has to come from here; a program says nothing", () => {
  expect(isSameOrigin(undefined, "127.0.0.1:4600")).toBe(true);
  expect(isSameOrigin("http://127.0.0.1:4600", "127.0.0.1:4600")).toBe(true);
  expect(isSameOrigin("http://127.0.0.1:4601", "127.0.0.1:4600")).toBe(false);
  expect(isSameOrigin("https://evil.example", "127.0.0.1:4600")).toBe(false);
  expect(isSameOrigin("null", "127.0.0.1:4600")).toBe(false);
});
