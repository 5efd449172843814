import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { parentPort, workerData } from "node:worker_threads";

/** A push service that takes everything, in a thread of its own, so that what it costs is not counted; says its port. */
const server = createServer(
  workerData as { readonly key: string; readonly cert: string },
  (request, response) => {
    request.resume();
    request.on("end", () => response.writeHead(201).end());
  },
);
server.listen(0, "127.0.0.1", () => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread of our own has no origin
  parentPort?.postMessage((server.address() as AddressInfo).port);
});
