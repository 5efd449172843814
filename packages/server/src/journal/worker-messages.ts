import type { Checkpoint } from "./checkpoint.ts";
import type { JournalFaultCode } from "./journal-fault.ts";
import type { RecoveryReport } from "./recover.ts";
import type { RingMemory } from "./shared-ring.ts";

/** What the journal's writer thread is started with. */
export interface WorkerInput {
  readonly directory: string;
  readonly ring: RingMemory;
  readonly segmentBytes: number;
  /** Records wait at most this long for the next sync, unless somebody waits for them. */
  readonly groupCommitMs: number;
  /** A module that exports `openDisk(directory)`, in place of the real disk. */
  readonly diskModule: string | null;
  /** A writer died before this one. */
  readonly restarted: boolean;
}

export type WorkerMessage =
  | { readonly kind: "opened"; readonly recovery: RecoveryReport }
  | { readonly kind: "fault"; readonly code: JournalFaultCode; readonly detail: string }
  | { readonly kind: "disk-works" }
  | { readonly kind: "checkpoint"; readonly checkpoint: Checkpoint };
