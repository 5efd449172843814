import { open, rename, rm } from "node:fs/promises";
import { join } from "node:path";

/**
 * Puts a file into a folder so that a reader sees all of it or none, and a power cut after the return loses
 * nothing: temporary name, write, sync, rename, sync of the folder. Temporary names begin with a dot.
 */
export async function writeFileAtomically(
  folder: string,
  name: string,
  content: string | Uint8Array,
): Promise<void> {
  const temporary = join(folder, `.${name}.part`);
  try {
    const file = await open(temporary, "w", 0o644);
    try {
      await file.writeFile(content, "utf8");
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, join(folder, name));
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(folder);
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
