import type { WhoAmI } from "@tocsin/sdk";
import { expect, test, vi } from "vitest";
import { WhoStore } from "./who-store.ts";

const state = (name: WhoAmI["state"]): WhoAmI => ({ state: name }) as WhoAmI;

/** A store whose questions are answered by hand. */
function world() {
  const answers: ((who: WhoAmI) => void)[] = [];
  const store = new WhoStore(() => new Promise((resolve) => answers.push(resolve)));
  return { store, answers };
}

test("many questions at once are one, and its answer is taken over", async () => {
  const { store, answers } = world();
  const asked = [store.refresh(), store.refresh()];
  expect(answers).toHaveLength(1);
  answers[0]?.(state("open"));
  await Promise.all(asked);
  expect(store.current()).toEqual(state("open"));
});

test("an answer to a question from before the sign-in signs nobody out, and is asked for anew", async () => {
  const { store, answers } = world();
  const asked = store.refresh();
  store.set(state("account"));
  answers[0]?.(state("nobody"));
  await Promise.resolve();
  expect(store.current()).toEqual(state("account"));
  await vi.waitUntil(() => answers.length === 2);
  answers[1]?.(state("expired"));
  await asked;
  expect(store.current()).toEqual(state("expired"));
});
