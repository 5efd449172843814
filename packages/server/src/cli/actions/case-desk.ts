import { EXIT } from "@tocsin/sdk/errors";
import { readActions } from "../../cases/case-folder.ts";
import { openBrowser } from "../../cases/desk/open-browser.ts";
import { me } from "./case-acting.ts";
import type { CliContext } from "../cli-context.ts";
import { portOption } from "../options.ts";

interface DeskOptions {
  readonly port: string;
  readonly open: boolean;
}

export async function desk(
  context: CliContext,
  folder: string,
  options: DeskOptions,
): Promise<number> {
  const port = portOption(options.port, "case desk ");
  readActions(folder);
  // A server is read by this command alone: the other ones of the verb do without.
  const [{ CaseDesk }, { serveDesk }] = await Promise.all([
    import("../../cases/desk/case-desk.ts"),
    import("../../cases/desk/serve-desk.ts"),
  ]);
  const progress = context.progress("reading accounts");
  const shown = new CaseDesk(folder, me());
  shown.show();
  progress.stop();
  const signal = context.signal();
  let windows = 0;
  const { close } = await serveDesk({
    desk: shown,
    port,
    address: (address) => {
      windows += 1;
      if (context.json) context.printJson({ address });
      else context.print(`${windows === 1 ? "Open" : "For another window:"} ${address}`);
      if (windows > 1) return;
      if (!context.json) context.print("  It is for you alone, and works once. Ctrl-C stops.");
      if (options.open) openBrowser(address);
    },
    failed: (error) =>
      context.note(`desk: ${error instanceof Error ? error.message : String(error)}`),
  });
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
  await close();
  if (!context.json) context.print("Stopped. What was decided is in the case.");
  return EXIT.ok;
}
