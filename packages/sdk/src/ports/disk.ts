/**
 * One directory of files, as the journal sees a disk. It is synchronous: a write that has returned has been
 * handed to the system, and only {@link DiskFile.sync} makes it survive a power cut. Every method may throw an
 * error with a `code` such as `EIO` or `ENOSPC`. Names are plain file names, without a path.
 */
export interface Disk {
  /** Names of the files in the directory, in no particular order. */
  list(): string[];
  /** Makes a new empty file and opens it for appending; `EEXIST` when there is one of that name. */
  createAppend(name: string): DiskFile;
  /** Opens an existing file to append after its last byte, reserved ones included. */
  openAppend(name: string): DiskFile;
  openRead(name: string): DiskReader;
  /** Cuts the file to `sizeBytes` and makes the cut itself durable. */
  truncate(name: string, sizeBytes: number): void;
  /** Renames, replacing any file called `to`. Durable after {@link syncDirectory}. */
  rename(from: string, to: string): void;
  remove(name: string): void;
  /** Makes creations, renames and removals durable. */
  syncDirectory(): void;
  /** Takes the directory for this process alone, or throws a `JOURNAL_LOCKED` error that names the holder. */
  lock(): DiskLock;
}

/** A file open for appending. After a failed {@link sync} it must be closed, never synced again: see ADR 0006. */
export interface DiskFile {
  /** Appends and returns how many bytes were taken, which may be fewer than were given. */
  write(bytes: Uint8Array): number;
  /**
   * Puts zeros where the next `bytes` bytes will be written, as far as there are none. What is written over them changes the content of the file and neither its
   * length nor its place, so that its sync waits for that content alone, and not for all that others changed on the disk. Durable with the next sync.
   */
  reserve(bytes: number): void;
  /** Returns once everything written is on stable storage (fdatasync). */
  sync(): void;
  /** Gives back what was reserved and not written over, where it can; it may come back after a crash. */
  close(): void;
}

export interface DiskReader {
  sizeBytes(): number;
  /** Fills `into` from `offsetBytes` and returns how many bytes were there; 0 at the end of the file. */
  readAt(offsetBytes: number, into: Uint8Array): number;
  close(): void;
}

export interface DiskLock {
  release(): void;
}
