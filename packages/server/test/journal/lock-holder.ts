import { openNodeDisk } from "../../src/journal/node-disk-port.ts";

/** A process for the lock's test: locks the directory it is given, says how that went, and waits to be killed. */
try {
  openNodeDisk(process.argv[2] ?? "").lock();
  process.stdout.write("locked\n");
} catch (error) {
  process.stdout.write(`${String(error)}\n`);
}
setInterval(() => undefined, 1_000);
