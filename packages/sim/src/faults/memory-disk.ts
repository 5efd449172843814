import type { Disk, DiskFile, DiskLock, DiskReader } from "@tocsin/sdk";
import { MemoryFile, type WriteFate } from "./memory-file.ts";

/** What a disk operation is about to do; fault plans count them. */
export type DiskOperation =
  | "create"
  | "open"
  | "write"
  | "sync"
  | "truncate"
  | "rename"
  | "remove"
  | "sync-directory";

export interface MemoryDiskOptions {
  /**
   * Called before each changing operation with its number from 1. It may throw a {@link diskError}, advance a virtual
   * clock to make the disk slow, or call {@link MemoryDisk.crash} to see what a power cut here would leave.
   */
  readonly before?: (operation: DiskOperation, number: number, name: string) => void;
  /** At most so many bytes of a write are taken. */
  readonly maxWriteBytes?: number;
}

/** An error such as the system gives. */
export const diskError = (code: "EIO" | "ENOSPC" | "EEXIST" | "ENOENT"): Error & { code: string } =>
  Object.assign(new Error(`${code}: simulated disk error`), { code });

/** The choices a crash leaves open. */
export interface CrashChoice {
  /** How many of the directory changes since the last directory sync survive, in order; all by default. */
  readonly directoryChanges?: number;
  /** What becomes of each write since its file's last sync, in order over all files. */
  readonly write: (index: number) => WriteFate;
}

type Directory = ReadonlyMap<string, MemoryFile>;

/**
 * A disk in memory that can fail. What was not synced may be lost, torn or out of order after a crash: {@link crash}
 * makes the disk that is found afterwards. Directory changes survive in the order they were made.
 */
export class MemoryDisk implements Disk {
  readonly #options: MemoryDiskOptions;
  #directories: Directory[];
  #operations = 0;
  #locked = false;

  constructor(options: MemoryDiskOptions = {}, files: Directory = new Map()) {
    this.#options = options;
    this.#directories = [files];
  }

  /** Changing operations so far. */
  get operations(): number {
    return this.#operations;
  }

  /** Directory changes that a crash could undo. */
  get unsyncedDirectoryChanges(): number {
    return this.#directories.length - 1;
  }

  /** Writes that a crash could drop or tear, in the order {@link CrashChoice.write} numbers them, with their sizes. */
  get unsyncedWrites(): readonly number[] {
    const sizes: number[] = [];
    for (const file of this.#files.values()) sizes.push(...file.unsyncedSizes());
    return sizes;
  }

  /** The disk as it is found after power was lost now. */
  crash(choice: CrashChoice, options: MemoryDiskOptions = {}): MemoryDisk {
    const kept = choice.directoryChanges ?? this.unsyncedDirectoryChanges;
    const directory =
      this.#directories[Math.min(kept, this.unsyncedDirectoryChanges)] ?? this.#files;
    const fates = new Map<MemoryFile, WriteFate[]>();
    let index = 0;
    for (const file of this.#files.values()) {
      fates.set(
        file,
        file.unsyncedSizes().map(() => choice.write(index++)),
      );
    }
    const files = new Map<string, MemoryFile>();
    for (const [name, file] of directory) files.set(name, file.afterCrash(fates.get(file) ?? []));
    return new MemoryDisk(options, files);
  }

  /** An independent copy without faults: what another reader sees, or a place to damage. */
  copy(): MemoryDisk {
    return this.crash({ write: () => "keep" });
  }

  /** The whole content of a file, for a test to look at or to damage. */
  contentOf(name: string): Uint8Array {
    return this.#file(name).content();
  }

  /** Puts a durable file in place, whatever was there. */
  put(name: string, content: Uint8Array): void {
    const files = new Map(this.#files);
    files.set(name, new MemoryFile(Uint8Array.from(content)));
    this.#directories = [files];
  }

  list(): string[] {
    return [...this.#files.keys()];
  }

  createAppend(name: string): DiskFile {
    this.#begin("create", name);
    if (this.#files.has(name)) throw diskError("EEXIST");
    const file = new MemoryFile(new Uint8Array(0));
    this.#change((files) => files.set(name, file));
    return this.#append(name, file);
  }

  openAppend(name: string): DiskFile {
    this.#begin("open", name);
    return this.#append(name, this.#file(name));
  }

  openRead(name: string): DiskReader {
    const file = this.#file(name);
    return {
      sizeBytes: () => file.sizeBytes,
      readAt: (offsetBytes, into) => file.readAt(offsetBytes, into),
      close: () => undefined,
    };
  }

  truncate(name: string, sizeBytes: number): void {
    this.#begin("truncate", name);
    this.#file(name).truncate(sizeBytes);
  }

  rename(from: string, to: string): void {
    this.#begin("rename", from);
    const file = this.#file(from);
    this.#change((files) => {
      files.delete(from);
      files.set(to, file);
    });
  }

  remove(name: string): void {
    this.#begin("remove", name);
    this.#file(name);
    this.#change((files) => files.delete(name));
  }

  syncDirectory(): void {
    this.#begin("sync-directory", "");
    this.#directories = [this.#files];
  }

  lock(): DiskLock {
    if (this.#locked)
      throw Object.assign(new Error("the disk is locked"), { code: "JOURNAL_LOCKED" });
    this.#locked = true;
    return {
      release: () => {
        this.#locked = false;
      },
    };
  }

  get #files(): Directory {
    return this.#directories.at(-1) ?? new Map();
  }

  #file(name: string): MemoryFile {
    const file = this.#files.get(name);
    if (file === undefined) throw diskError("ENOENT");
    return file;
  }

  #change(edit: (files: Map<string, MemoryFile>) => void): void {
    const files = new Map(this.#files);
    edit(files);
    this.#directories.push(files);
  }

  #append(name: string, file: MemoryFile): DiskFile {
    let at = file.sizeBytes;
    return {
      write: (bytes) => {
        this.#begin("write", name);
        const taken = bytes.subarray(0, this.#options.maxWriteBytes ?? bytes.length);
        file.write(at, taken);
        at += taken.length;
        return taken.length;
      },
      reserve: (bytes) => {
        const lacking = at + bytes - file.sizeBytes;
        if (lacking <= 0) return;
        this.#begin("write", name);
        file.write(file.sizeBytes, new Uint8Array(lacking));
      },
      sync: () => {
        try {
          this.#begin("sync", name);
        } catch (error) {
          file.failSync();
          throw error;
        }
        file.sync();
      },
      // What was reserved stays: no reader may depend on its being given back.
      close: () => undefined,
    };
  }

  #begin(operation: DiskOperation, name: string): void {
    this.#operations += 1;
    this.#options.before?.(operation, this.#operations, name);
  }
}
