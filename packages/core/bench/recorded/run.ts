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
import { outcomesText } from "./outcomes-text.ts";

const USAGE = `npm run recorded -- FILE… [options]
  FILE           an altimeter's log, a fireball's settings, places of aircraft or drones, or a folder of them
  --find LAT,LON where a fireball's stone was found
  --wind FILE    a profile of the wind, in place of the one that the settings name
  --json         a line of JSON for each recording
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    find: { type: "string" },
    wind: { type: "string" },
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
if (values.help || positionals.length === 0) {
  (values.help ? process.stdout : process.stderr).write(USAGE);
  process.exit(values.help ? 0 : 2);
}
// npm runs scripts in the project's folder, wherever it was called.
const here = process.env["INIT_CWD"] ?? process.cwd();
const wind = values.wind === undefined ? undefined : resolve(here, values.wind);
const outcomes = findRecordings(positionals.map((path) => resolve(here, path))).map((path) =>
  judgeRecording(path, { find: values.find, wind }),
);
const text = values.json
  ? outcomes.map((outcome) => JSON.stringify(outcome)).join("\n")
  : outcomesText(outcomes);
process.stdout.write(`${text}\n`);
