import { loadSiteFile } from "../../config/load-site-file.ts";
import type { AccountDesk } from "../../identity/account-desk.ts";
import { openAccountDesk } from "../../run/open-account-desk.ts";
import type { CliContext } from "../cli-context.ts";

/** Gives a command the accounts of the site that it names, and closes them afterwards. */
export async function withDesk(
  context: CliContext,
  act: (desk: AccountDesk) => Promise<void>,
): Promise<void> {
  const { config } = await loadSiteFile(context.configPath);
  const desk = await openAccountDesk(context.dataDir ?? config.data_dir, config);
  try {
    await act(desk);
  } finally {
    await desk.close();
  }
}
