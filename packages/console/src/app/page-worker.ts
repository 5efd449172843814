import { keepPage } from "./page-cache.ts";
import { type WorkerScope, workerScope } from "./worker-scope.ts";

/** The worker of the observers' page. It is built into one file that imports nothing, since not every browser lets a worker import. */
keepPage(workerScope() as WorkerScope);
