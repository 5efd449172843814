import { join } from "node:path";
import type { DeskStanding } from "@tocsin/sdk";
import {
  draftReport,
  filesOfVersion,
  publishReport,
  readPublication,
  recordStanding,
} from "../publication/publication-folder.ts";

/** Where a desk writes a version that members are to sign: `tocsin case sign` takes it from there, too. */
const draftPath = (folder: string, version: number): string =>
  join(folder, "reports", `version-${version}`);

/** Where a desk writes what is published. */
export const publishedPath = (folder: string, version: number): string =>
  join(folder, "published", `version-${version}`);

/**
 * Does what members do at a desk: whose signature it is was settled in the browser, and is checked here. Throws where it counts for nothing, and then
 * nothing is recorded.
 */
export async function doStanding(
  folder: string,
  wanted: DeskStanding,
  done: { readonly by: string; readonly at: string },
): Promise<void> {
  if (wanted.kind === "draft") {
    const { versions } = readPublication(folder);
    const before = versions.findLast(({ published }) => published !== null);
    const corrects =
      before === undefined || wanted.corrects === null
        ? null
        : { version: before.version, ...wanted.corrects };
    await draftReport(folder, draftPath(folder, versions.length + 1), { corrects, ...done });
    return;
  }
  if (wanted.kind === "publish") {
    const { version } = wanted;
    await publishReport(folder, publishedPath(folder, version), { version, ...done });
    return;
  }
  // Nobody signs here what the case does not give.
  if (wanted.kind === "statement") filesOfVersion(folder, wanted.version);
  await recordStanding(folder, { ...wanted, ...done });
}
