import { parentPort, workerData } from "node:worker_threads";
import { giveWay } from "../http/give-way.ts";
import { readDeviceKeys } from "./read-device-keys.ts";

/** Reading a long journal takes time: it happens here, and gives way to everything else. */
giveWay();
readDeviceKeys(workerData as Parameters<typeof readDeviceKeys>[0], (keys) =>
  parentPort?.postMessage(keys, []),
);
