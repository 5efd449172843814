// By its name it would not load under an old Node, which only looks for the pinned one.
import * as nodeModule from "node:module";
import { fileURLToPath } from "node:url";

/** Beside what is installed: who may write here could change the code itself. A shared folder of temporary files would let others in. */
const KEPT = fileURLToPath(
  new URL("../../../node_modules/.cache/tocsin-compiled", import.meta.url),
);

/**
 * Keeps what Node makes of our TypeScript for the next start, in this process, its workers and the processes that it starts: half of a short command's time
 * goes into it. What is kept is found by its source, so a changed file is read anew. Where nothing can be kept, all is as it was.
 */
export function keepCompiled() {
  process.env["NODE_COMPILE_CACHE"] ??= KEPT;
  nodeModule.enableCompileCache(process.env["NODE_COMPILE_CACHE"]);
}
