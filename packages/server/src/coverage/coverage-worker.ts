import { parentPort, workerData } from "node:worker_threads";
import { assert, CoverageSurvey } from "@tocsin/core";
import type { CoverageBand, CoverageBandDone, CoverageJob } from "./coverage-messages.ts";
import { healthOf } from "./health-of.ts";

/** Works out bands of coverage maps, one after the other, in a thread of its own. */
const port = parentPort;
assert(port !== null, "the coverage worker runs in a thread");
const job = workerData as CoverageJob;
const survey = new CoverageSurvey(job.site, healthOf(job.down, job.health));
port.on("message", (band: CoverageBand) => {
  const rows = survey.mapRows(job.layout, job.objects[band.object], band.fromRow, band.toRow);
  const values = new Uint8Array(rows);
  const done: CoverageBandDone = { ...band, values };
  port.postMessage(done, [values.buffer]);
});
