import { parentPort, workerData } from "node:worker_threads";
import { assert } from "@tocsin/core/units";
import type { Disk } from "@tocsin/sdk";
import { JournalWriter } from "./journal-writer.ts";
import { DISK_RETRY_MS, RESERVED_BYTES } from "./limits.ts";
import { monotonicMs } from "./monotonic-port.ts";
import { openNodeDisk } from "./node-disk-port.ts";
import { RingWriter } from "./ring-writer.ts";
import { SharedRing } from "./shared-ring.ts";
import { openSigningKey } from "./signing-key.ts";
import type { WorkerInput, WorkerMessage } from "./worker-messages.ts";

/** The journal's writer thread: everything that may have to wait for a disk happens here. */
async function runWorker(input: WorkerInput): Promise<void> {
  const ring = new SharedRing(input.ring);
  const writer = JournalWriter.open({
    disk: await openDisk(input),
    signer: openSigningKey(input.directory),
    segmentBytes: input.segmentBytes,
    reservedBytes: RESERVED_BYTES,
    newSegment: input.restarted,
    onFault: (code, detail) => send({ kind: "fault", code, detail }),
    onCheckpoint: (checkpoint) => send({ kind: "checkpoint", checkpoint }),
  });
  if (input.restarted) {
    const { durableSequence } = ring;
    const whole = writer.recovery.quarantined === null && writer.lastSequence >= durableSequence;
    assert(whole, "the journal lost durable records while it was open");
  } else ring.touch();
  const options = {
    groupCommitMs: input.groupCommitMs,
    retryMs: DISK_RETRY_MS,
    nowMs: monotonicMs,
    onDiskWorks: () => send({ kind: "disk-works" }),
  };
  const ringWriter = new RingWriter(ring, writer, options);
  // What was recovered counts as durable from the moment the journal is open.
  send({ kind: "opened", recovery: writer.recovery });
  const complete = ringWriter.run();
  if (!complete) throw new Error("the last records could not be made durable");
}

async function openDisk(input: WorkerInput): Promise<Disk> {
  if (input.diskModule === null) return openNodeDisk(input.directory);
  const module: unknown = await import(input.diskModule);
  assert(isDiskModule(module), "a disk module exports openDisk");
  return module.openDisk(input.directory);
}

interface DiskModule {
  readonly openDisk: (directory: string) => Disk;
}

const isDiskModule = (value: unknown): value is DiskModule =>
  typeof value === "object" &&
  value !== null &&
  "openDisk" in value &&
  typeof value.openDisk === "function";

const send = (message: WorkerMessage): void => parentPort?.postMessage(message, []);

await runWorker(workerData as WorkerInput);
