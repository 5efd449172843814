import { TocsinError } from "@tocsin/sdk/errors";
import { loadSiteFile } from "../../config/load-site-file.ts";
import { readRunningServer } from "../../http/identity/local-key.ts";
import { askServer } from "../../run/remote-account-desk.ts";
import type { CliContext } from "../cli-context.ts";

/** Asks the post that runs on the site's data directory, as whoever may read that. */
export async function askLocalPost(
  context: CliContext,
  asked: { readonly method: "GET" | "POST"; readonly path: string },
): Promise<unknown> {
  const dataDir = await dataDirOf(context);
  const running = readRunningServer(dataDir);
  if (running === null) throw nothingServed(dataDir);
  return askServer(running, dataDir, asked);
}

/** The data directory of the site that a command names. */
export const dataDirOf = async ({ dataDir, configPath }: CliContext): Promise<string> =>
  dataDir ?? (await loadSiteFile(configPath)).config.data_dir;

export const nothingServed = (dataDir: string): TocsinError =>
  new TocsinError("POST_UNREACHABLE", {
    address: dataDir,
    detail: "no post has served from there, or you may not read where it does",
  });
