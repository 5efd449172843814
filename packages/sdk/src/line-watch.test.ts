import { expect, test } from "vitest";
import { LineWatch } from "./line-watch.ts";

test("a line that does not stand is told of before a warning shows it, again and again, and when it stands", () => {
  const said: string[] = [];
  const line = new LineWatch((detail) => said.push(detail));
  line.link("down", "desk:5030: refused", 0);
  for (let second = 0; second <= 40; second += 1) {
    line.look(second * 1e6);
    if (second % 15 === 14) line.link("down", "desk:5030: timed out", second * 1e6);
  }
  expect(said).toEqual([
    "it is not connected: desk:5030: refused",
    "it is not connected: desk:5030: timed out",
  ]);
  line.link("up", "connected to desk:5030", 41e6);
  line.look(42e6);
  expect(said).toHaveLength(2);
  line.link("down", "desk closed the line", 43e6);
  line.link("up", "connected to desk:5030", 44e6);
  line.look(60e6);
  expect(said.slice(2)).toEqual(["over: it is connected again"]);
});

test("a line that is taken up again at once, and one that only listens, is not told of", () => {
  const said: string[] = [];
  const line = new LineWatch((detail) => said.push(detail));
  line.look(0);
  line.link("down", "desk closed the line", 10e6);
  line.look(11e6);
  line.link("up", "connected to desk", 12e6);
  line.look(30e6);
  expect(said).toEqual([]);
});
