import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Mode } from "@tocsin/core";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { PushSubscription } from "./push-endpoint.ts";
import { SubscriptionStore } from "./subscription-store.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-subscriptions-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const of = (name: string, secret = 1): PushSubscription => ({
  endpoint: `https://push.example/${name}`,
  p256dh: Buffer.alloc(65, 4),
  auth: Buffer.alloc(16, secret),
});
const namesIn = (store: SubscriptionStore): readonly string[] =>
  store
    .all()
    .map(({ endpoint }) => endpoint.slice(-1))
    .toSorted();
let troubles: string[] = [];
const open = (most = 10, mode: Mode = "live"): SubscriptionStore => {
  troubles = [];
  const trouble = (detail: string, lasts = false): void =>
    void troubles.push(`${detail}${lasts ? ", until it is over" : ""}`);
  return new SubscriptionStore({ dataDir: folder, mode, most, trouble });
};

test("a start finds what another kept, of its own mode only, and what was taken out is gone", () => {
  const first = open();
  for (const name of ["a", "b", "c"]) first.add(of(name));
  first.prove(of("a").endpoint);
  first.remove(of("b").endpoint);
  first.close();
  const next = open();
  expect(namesIn(next)).toEqual(["a", "c"]);
  expect(next.all().find(({ endpoint }) => endpoint.endsWith("a"))).toMatchObject({
    p256dh: Uint8Array.from(of("a").p256dh),
    auth: Uint8Array.from(of("a").auth),
  });
  expect([next.isProven(of("a").endpoint), next.isProven(of("c").endpoint)]).toEqual([true, false]);
  next.close();
  const drill = open(10, "drill");
  expect(drill.size).toBe(0);
  drill.close();
  expect(statSync(join(folder, "identity", "push-live.db")).mode & 0o777).toBe(0o600);
});

test("full, it gives up who was never reached, and nobody else", () => {
  const store = open(2);
  store.add(of("a"));
  store.add(of("b"));
  store.prove(of("a").endpoint);
  expect(store.add(of("c"))).toBe(true);
  expect(namesIn(store)).toEqual(["a", "c"]);
  store.prove(of("c").endpoint);
  expect(store.add(of("d"))).toBe(false);
  expect(store.add(of("a"))).toBe(true);
  expect([store.size, store.isProven(of("a").endpoint)]).toEqual([2, true]);
  // Other keys at the same place are another browser's word.
  store.add(of("a", 2));
  expect(store.isProven(of("a").endpoint)).toBe(false);
  store.close();
});

test("each time another is the first to be told", () => {
  const store = open();
  for (const name of ["a", "b", "c"]) store.add(of(name));
  const firsts = Array.from({ length: 3 }, () => store.all()[0].endpoint.slice(-1));
  expect(new Set(firsts).size).toBe(3);
  store.prove(of("b").endpoint);
  expect(Array.from({ length: 3 }, () => store.all()[0].endpoint.slice(-1))).toEqual([
    "b",
    "b",
    "b",
  ]);
  store.close();
});

test("a file that cannot be read is put aside, and the post begins anew", () => {
  open().close();
  writeFileSync(join(folder, "identity", "push-live.db"), "x".repeat(8_192));
  const store = open();
  expect(troubles).toEqual([expect.stringMatching(/push-live\.db\.damaged-1$/)]);
  expect(store.add(of("a"))).toBe(true);
  store.close();
});

test("a disk that fails keeps nobody who is known from being told, takes nobody new, and learns the rest when it is well", () => {
  const store = open();
  for (const name of ["a", "b"]) store.add(of(name));
  const other = new DatabaseSync(join(folder, "identity", "push-live.db"));
  other.exec("ALTER TABLE subscription RENAME TO away");
  expect(store.add(of("c"))).toBe(false);
  expect(store.add(of("a", 2))).toBe(false);
  expect(store.add(of("a"))).toBe(true);
  store.prove(of("a").endpoint);
  store.remove(of("b").endpoint);
  expect(namesIn(store)).toEqual(["a"]);
  expect(store.isProven(of("a").endpoint)).toBe(true);
  expect(troubles).toEqual([expect.stringContaining("cannot be kept on the disk: no such table")]);
  store.retry();
  expect(troubles).toHaveLength(1);
  other.exec("ALTER TABLE away RENAME TO subscription");
  other.close();
  // Nobody has to come before that is known.
  store.retry();
  expect(troubles).toEqual([
    expect.stringMatching(/, until it is over$/),
    "over: phones to push to are kept on the disk again",
  ]);
  expect(store.add(of("d"))).toBe(true);
  expect(troubles).toHaveLength(2);
  store.close();
  store.prove(of("d").endpoint);
  const next = open();
  expect(namesIn(next)).toEqual(["a", "d"]);
  expect(next.isProven(of("a").endpoint)).toBe(true);
  next.close();
});

test("a file that cannot be opened is left as it is, and said", () => {
  mkdirSync(join(folder, "identity", "push-live.db"), { recursive: true });
  const store = open();
  expect(troubles).toEqual([
    expect.stringMatching(/could not be read: EISDIR.*, until it is over$/),
  ]);
  expect([store.size, store.add(of("a"))]).toEqual([0, false]);
  store.close();
  expect(readdirSync(join(folder, "identity"))).toEqual(["push-live.db"]);
});
