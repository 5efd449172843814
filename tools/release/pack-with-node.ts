import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** `#!/bin/sh` that runs the release beside it under the Node beside it, from wherever it is linked to. */
const LAUNCHER = `#!/bin/sh
self=$(readlink -f "$0")
folder=\${self%/bin/tocsin}
exec "$folder/bin/node" "$folder/lib/bin/tocsin.mjs" "$@"
`;

/** For a machine without Node and network: the release and the Node that builds it, in one archive to unpack. */
export function packWithNode(stage: string, out: string, version: string): string {
  const name = `tocsin-${version}-${process.platform}-${process.arch}`;
  const folder = join(out, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, "bin"), { recursive: true });
  cpSync(stage, join(folder, "lib"), { recursive: true });
  copyFileSync(process.execPath, join(folder, "bin/node"));
  writeFileSync(join(folder, "bin/tocsin"), LAUNCHER);
  for (const file of ["node", "tocsin"]) chmodSync(join(folder, "bin", file), 0o755);
  const archive = join(out, `${name}.tar.gz`);
  const owner = ["--sort=name", "--owner=0", "--group=0", "--numeric-owner", "--mtime=2000-01-01"];
  execFileSync("tar", ["-czf", archive, ...owner, "-C", out, name]);
  rmSync(folder, { recursive: true });
  return archive;
}
