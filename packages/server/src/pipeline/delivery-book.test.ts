import { areaId, channelId, siteId, type Warning, warningKey } from "@tocsin/core";
import { expect, test } from "vitest";
import { DeliveryBook } from "./delivery-book.ts";
import type { Receipt } from "./receipt.ts";

const WARNING: Warning = {
  siteId: siteId("s"),
  areaId: areaId("a"),
  mode: "live",
  episode: 1,
  version: 3,
  stage: "take-cover",
  action: "raise",
  issuedUs: 1_000_000,
  expiresUs: 2_000_000,
  arrivalFromUs: null,
  arrivalToUs: null,
  threats: [],
  decisions: [],
  probability: null,
  replaces: 2,
};

const from = (recipient: string | null, outcome: Receipt["outcome"]): Receipt => ({
  type: "receipt",
  warningKey: warningKey(WARNING),
  version: WARNING.version,
  channelId: channelId("sirens"),
  ...(recipient === null ? {} : { recipient }),
  outcome,
  detail: "",
});

function bookAfter(...receipts: readonly Receipt[]): DeliveryBook {
  const book = new DeliveryBook();
  book.recorded(WARNING);
  for (const receipt of receipts) book.answered(receipt);
  return book;
}

test("a channel that knows whom it warns has answered when each of them has", () => {
  const half = bookAfter(
    from("gate-1", "sent"),
    from("gate-2", "sent"),
    from(null, "sent"),
    from("gate-1", "delivered"),
    from("gate-1", "acknowledged"),
    from("gate-2", "delivered"),
  );
  const waiting = [{ channelId: "sirens", recipient: "gate-2" }];
  expect(half.list()).toMatchObject([{ warning: WARNING, answered: [], waiting }]);
  half.answered(from("gate-2", "acknowledged"));
  expect(half.list()).toEqual([{ warning: WARNING, answered: ["sirens"], told: ["sirens"] }]);
});

test("an answer that comes in the wrong order takes nothing back", () => {
  const book = bookAfter(
    from("gate-1", "acknowledged"),
    from("gate-1", "delivered"),
    from("gate-1", "sent"),
    from(null, "delivered"),
  );
  expect(book.list()).toEqual([{ warning: WARNING, answered: ["sirens"], told: ["sirens"] }]);
});

test("what a snapshot holds goes on where it was", () => {
  const book = new DeliveryBook();
  book.restore(bookAfter(from("gate-1", "sent"), from(null, "sent")).list());
  expect(book.list()[0].answered).toEqual([]);
  book.answered(from("gate-1", "acknowledged"));
  expect(book.list()).toEqual([{ warning: WARNING, answered: ["sirens"], told: ["sirens"] }]);
});

test("who was sent anything of an alarm is known until the next, over a restart too", () => {
  const book = bookAfter(from(null, "failed"));
  const update = { ...WARNING, version: 4 };
  book.recorded(update);
  const again = new DeliveryBook();
  again.restore(book.list());
  expect(again.list()).toEqual([{ warning: update, answered: [], told: ["sirens"] }]);
  again.recorded({ ...WARNING, episode: 2, version: 1 });
  expect(again.list()[0].told).toBeUndefined();
});
