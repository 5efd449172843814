export {
  type CrashChoice,
  type DiskOperation,
  diskError,
  MemoryDisk,
  type MemoryDiskOptions,
} from "./faults/memory-disk.ts";
export type { WriteFate } from "./faults/memory-file.ts";
