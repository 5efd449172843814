import { EXIT } from "@tocsin/sdk";
import type { Command } from "commander";
import { readActions } from "../../cases/case-folder.ts";
import { openBrowser } from "../../cases/desk/open-browser.ts";
import { me } from "../case-acting.ts";
import type { CliContext } from "../cli-context.ts";
import { portOption } from "../options.ts";
import type { Run } from "../verb.ts";

/** Any that is free: the address is printed with its key, and good for this run only. */
const DEFAULT_PORT = "0";

interface DeskOptions {
  readonly port: string;
  readonly open: boolean;
}

/** `tocsin case desk`: the case as a page to work at. */
export function declareDesk(command: Command, run: Run): void {
  command
    .command("desk <folder>")
    .description("read and decide the case in the browser: on this machine only, until Ctrl-C")
    .option("--port <port>", "where to serve; 0: any port that is free", DEFAULT_PORT)
    .option("--no-open", "print the address, and open no browser")
    .action(run(desk));
}

async function desk(context: CliContext, folder: string, options: DeskOptions): Promise<number> {
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
