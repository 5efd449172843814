import { parentPort, workerData } from "node:worker_threads";
import { giveWay } from "../http/give-way.ts";
import { expireRaw } from "../journal/expire-raw.ts";
import { openNodeDisk } from "../journal/node-disk-port.ts";

/** Copying old segments takes seconds of disk and processor: it happens here, and gives way to everything else. */
giveWay();
const { directory, beforeUs } = workerData as { directory: string; beforeUs: number };
parentPort?.postMessage(expireRaw(openNodeDisk(directory), beforeUs), []);
