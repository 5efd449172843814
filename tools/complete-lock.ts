import { readFileSync, writeFileSync } from "node:fs";
import { completeLock, type LockFile, missingFromLock } from "./tidy/lock-file.ts";

/** `npm run lock`: to be run after npm changed the lock file, so that `npm ci` takes it on every platform. */
const path = new URL("../package-lock.json", import.meta.url);
const lock = JSON.parse(readFileSync(path, "utf8")) as LockFile;
const missing = missingFromLock(lock).length;
if (missing > 0) writeFileSync(path, `${JSON.stringify(completeLock(lock), null, 2)}\n`);
console.log(missing === 0 ? "The lock file is complete." : `Added ${missing} optional packages.`);
