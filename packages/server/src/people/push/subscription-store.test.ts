import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
const open = (most = 10): SubscriptionStore => new SubscriptionStore(folder, "live", most);

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
  const drill = new SubscriptionStore(folder, "drill", 10);
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
  expect(store.setAside).toMatch(/push-live\.db\.damaged$/);
  expect(store.add(of("a"))).toBe(true);
  store.close();
});
