import { parentPort, workerData } from "node:worker_threads";
import { giveWay } from "../http/give-way.ts";
import { eraseAccounts } from "../identity/erase-account.ts";
import { openIdentityDatabase } from "../identity/identity-database.ts";
import { openNodeDisk } from "../journal/node-disk-port.ts";

/** Copying segments takes seconds of disk and processor: it happens here, and gives way to everything else. */
giveWay();
const { directory, dataDir } = workerData as { directory: string; dataDir: string };
const { database } = openIdentityDatabase(dataDir);
const report = eraseAccounts(database, openNodeDisk(directory));
database.close();
parentPort?.postMessage(report, []);
