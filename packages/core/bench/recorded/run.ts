/**
 * What would have been predicted of flights that others recorded, beside what happened:
 *
 *   npm run recorded -- rocket.csv event.cfg logs/ [--find LATITUDE,LONGITUDE] [--wind profile.csv] [--json]
 *
 * A table of times and heights (any altimeter's) is a rocket's: from 2, 4 and 6 s of its coast its greatest height and when, each with the
 * interval that holds it nine times of ten. A file of settings with `lat0`, `z0`, `vtot0`, … is a fireball's: where its stone lies, through
 * still air and through the wind of the file that it names (or `--wind`), and how far that is from `--find`. Places of aircraft or drones (a table,
 * JSON, a trace of readsb, GPX) are seen by a radar with noise, misses and clutter and followed: how many have one track, and of
 * what class. A folder stands for the files in it.
 */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { findRecordings, judgeRecording } from "./judge-recording.ts";
import { printOutcomes } from "./print-outcomes.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    find: { type: "string" },
    wind: { type: "string" },
    json: { type: "boolean", default: false },
  },
});
if (positionals.length === 0) {
  console.error(
    "Usage: npm run recorded -- FILE… [--find LATITUDE,LONGITUDE] [--wind FILE] [--json]",
  );
  process.exit(2);
}
// npm runs scripts in the project's folder, wherever it was called.
const here = process.env["INIT_CWD"] ?? process.cwd();
const wind = values.wind === undefined ? undefined : resolve(here, values.wind);
const outcomes = findRecordings(positionals.map((path) => resolve(here, path))).map((path) =>
  judgeRecording(path, { find: values.find, wind }),
);
if (values.json) for (const outcome of outcomes) console.log(JSON.stringify(outcome));
else printOutcomes(outcomes);
