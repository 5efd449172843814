import { expect, test } from "vitest";
import { InTurn } from "./in-turn.ts";

test("what failed holds up nothing that comes after it, and the order is kept", async () => {
  const turn = new InTurn();
  const done: number[] = [];
  const [first, failing, last] = [
    turn.do(async () => {
      await new Promise((resolve) => setImmediate(resolve));
      done.push(1);
    }),
    turn.do(() => Promise.reject(new Error("the key was refused"))),
    turn.do(() => Promise.resolve(void done.push(3))),
  ];
  await expect(failing).rejects.toThrow("refused");
  await Promise.all([first, last]);
  expect(done).toEqual([1, 3]);
});
