/** The parts of a package-lock.json (version 3) that we look at. */
export interface LockFile {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

interface LockedPackage {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** An optional package that a locked one asks for and the lock file does not hold. */
export interface MissingPackage {
  readonly name: string;
  readonly version: string;
  readonly parent: string;
}

/**
 * `npm ci` demands that the lock file names every optional package of every locked one, whatever the platform. npm
 * leaves out those that its registry did not offer when the lock was written (a mirror may hold only some), and then
 * refuses the lock everywhere.
 */
export function missingFromLock({ packages }: LockFile): MissingPackage[] {
  return Object.entries(packages).flatMap(([parent, { optionalDependencies }]) =>
    Object.entries(optionalDependencies ?? {})
      .filter(([name]) => !isHeld(packages, parent, name))
      .map(([name, version]) => ({ name, version, parent })),
  );
}

/**
 * Adds what is missing. An added entry has the exact version that its parent asks for, and no hash, since there was
 * nothing to hash; npm fetches it only on the platform that its name says.
 */
export function completeLock<T extends LockFile>(lock: T): T {
  const packages: Record<string, LockedPackage> = { ...lock.packages };
  for (const { name, version, parent } of missingFromLock(lock)) {
    const dev = packages[parent]?.dev === true ? { dev: true } : {};
    packages[`node_modules/${name}`] = { version, ...platformOf(name), ...dev, optional: true };
  }
  const paths = Object.keys(packages).toSorted();
  return { ...lock, packages: Object.fromEntries(paths.map((path) => [path, packages[path]])) };
}

/** A package is found in the nearest `node_modules` at or above the one that asks for it. */
function isHeld(packages: LockFile["packages"], parent: string, name: string): boolean {
  for (
    let folder = parent;
    ;
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf("node_modules/") - 1))
  ) {
    if (`${folder}${folder === "" ? "" : "/"}node_modules/${name}` in packages) return true;
    if (folder === "") return false;
  }
}

/** Packages that carry a binary say in their name for which system, processor and C library it is. */
function platformOf(name: string): Pick<LockedPackage, "cpu" | "libc" | "os"> {
  const words = name.slice(name.lastIndexOf("/") + 1).split("-");
  const os = words.find((word) => SYSTEMS.has(word));
  const cpu = words.find((word) => PROCESSORS.has(word));
  if (os === undefined || cpu === undefined) throw new Error(`${name} does not say its platform`);
  const musl = os === "linux" && words.some((word) => word.startsWith("musl"));
  return { cpu: [cpu], ...(musl ? { libc: ["musl"] } : {}), os: [os] };
}

const SYSTEMS: ReadonlySet<string> = new Set([
  "android",
  "darwin",
  "freebsd",
  "linux",
  "openharmony",
  "win32",
]);
const PROCESSORS: ReadonlySet<string> = new Set([
  "arm",
  "arm64",
  "ia32",
  "ppc64",
  "riscv64",
  "s390x",
  "x64",
]);
