import { writeFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { isMainThread } from "node:worker_threads";

/** Put before a program with `--import`: at its end the addresses of all modules that its main thread loaded are in the file that `TOLD_MODULES` names. */
const file = process.env["TOLD_MODULES"];
const loaded = [];

if (isMainThread && file !== undefined) {
  registerHooks({
    load(url, context, next) {
      if (url.startsWith("file:")) loaded.push(url);
      return next(url, context);
    },
  });
  process.on("exit", () => writeFileSync(file, JSON.stringify(loaded)));
}
