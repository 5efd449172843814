import { describe, expect, it } from "vitest";
import { commandOf, readOptions, USAGE } from "../../bench/bench-options.ts";

const read = (line: string) => {
  const options = readOptions(line.split(" "));
  if (options === null) throw new Error("only help was wanted");
  return options;
};

describe("the options of the benchmark", () => {
  it("measure the pipeline with the numbers of objects that are named, and say how to do so again", () => {
    const options = read("--only pipeline --objects 200,50");
    expect(options.objects).toEqual([200, 50]);
    expect(commandOf("pipeline", options)).toBe(
      "npm run bench -- --only pipeline --objects 200,50 --seed 1 --seeds 20 --soup 1",
    );
    expect(commandOf("replay", options)).not.toContain("--objects");
    expect(read("--only pipeline").objects).toBeNull();
  });

  it("refuse numbers that are none, and to keep a section that was measured in part", () => {
    expect(() => read("--objects 200,many")).toThrow("--objects is a whole number");
    expect(() => read("--objects 0")).toThrow("--objects is of 1 and more");
    expect(() => read("--only pipeline --objects 200 --write")).toThrow("leave --objects out");
  });

  it("are each told of by the help", () => {
    expect(readOptions(["--help"])).toBeNull();
    const { quick, only, trackers, seed, seeds, soup, objects, json, write, page } =
      read("--quick");
    const known = { quick, only, tracker: trackers, seed, seeds, soup, objects, json, write, page };
    for (const name of Object.keys(known)) expect(USAGE).toContain(`--${name}`);
  });
});
