import { OBJECT_CLASSES } from "@tocsin/core/vocabulary";
import type { Command } from "commander";
import type { Run, Verb } from "../verb.ts";

/** Heights above the ground of a map where none is asked for, m. */
const HEIGHTS_M = "20,50,100,300,1000,3000";

/** `tocsin coverage probe | map | observed`: what the sensors of a site see, and where they are blind. */
export const coverageVerb: Verb = {
  name: "coverage",
  summary: "show what the sensors of a site see, at a place or on a map, and what blinds them",
  examples: [
    {
      command: "tocsin coverage probe 33.29,44.39 --height 50 --config site.yaml",
      does: "one place: each sensor, and what keeps it from seeing an object there",
    },
    { command: "tocsin coverage map --config site.yaml", does: "the share of the ground seen" },
    {
      command: "tocsin coverage map --height 50 --class multirotor --cell 100 --out maps",
      does: "a map as a picture, with its figures",
    },
    {
      command: "tocsin coverage map --data-dir DIR --time 2021-11-06T23:11:33Z",
      does: "what the sensors saw then, those that were down left out",
    },
    {
      command: "tocsin coverage observed --data-dir DIR --out maps",
      does: "what sensors really saw of what others saw, beside what the site file claims",
    },
  ],
  outlivesOutput: false,
  declare(command, run) {
    declareProbe(command, run);
    declareMap(command, run);
    declareObserved(command, run);
  },
};

function objectOptions(command: Command, heights: string, about: string): Command {
  return command
    .option("--height <m>", about, heights)
    .option("--class <class>", `what flies: ${OBJECT_CLASSES.join(", ")}`, "fixed-wing-drone")
    .option("--course <deg>", "where it flies to, degrees clockwise from north; left out: any way")
    .option("--speed <mps>", "metres a second along the course; 0 hovers", "40")
    .option("--down <sensors>", "ids of sensors taken as down, with commas between")
    .option(
      "--time <time>",
      "by the record: the site and the state of its sensors then, such as 2021-11-06T23:31:00Z",
    );
}

function declareProbe(command: Command, run: Run): void {
  const probe = command
    .command("probe")
    .description("what each sensor sees of an object at a place, and why not more")
    .argument("<place>", "an area's id, or `latitude,longitude` in degrees");
  objectOptions(probe, "100", "metres above the ground there").action(
    run(async () => (await import("../actions/coverage.ts")).showProbe),
  );
}

function declareMap(command: Command, run: Run): void {
  const map = command
    .command("map")
    .description("the probability that at least one sensor detects an object, all over the site");
  objectOptions(map, HEIGHTS_M, "metres above the ground, several with commas between")
    .option("--cell <m>", "edge of one cell; left out: 250 m")
    .option("--reach <m>", "from the site's origin each way; left out: as the terrain, or 30 km")
    .option("--out <folder>", "write each map there as a PNG, with coverage.json beside them")
    .action(run(async () => (await import("../actions/coverage.ts")).showMap));
}

function declareObserved(command: Command, run: Run): void {
  command
    .command("observed")
    .description("what each sensor really saw, by the record, beside what the site file claims")
    .option(
      "--class <class>",
      `claimed for what, where nothing flew: ${OBJECT_CLASSES.join(", ")}`,
      "fixed-wing-drone",
    )
    .option("--out <folder>", "write observed.json there, and a picture of each sensor as an SVG")
    .action(run(async () => (await import("../actions/coverage.ts")).showObserved));
}
