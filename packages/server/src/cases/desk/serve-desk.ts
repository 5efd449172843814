import { TocsinError } from "@tocsin/sdk";
import { CONSOLE_FOLDER } from "../../http/console-routes.ts";
import type { CaseDesk } from "./case-desk.ts";
import { DeskKeys } from "./desk-keys.ts";
import { buildDeskServer, DESK_HOST } from "./desk-server.ts";

export interface DeskOptions {
  readonly desk: CaseDesk;
  readonly port: number;
  /** Called with the address that lets the next window in. */
  readonly address: (address: string) => void;
  readonly failed: (error: unknown) => void;
  /** Where the console was built to, if not where it usually is. */
  readonly consoleFolder?: string;
}

/** Serves a desk on this machine until `close` is called. The key stands behind the `#`, which no browser sends to anybody. */
export async function serveDesk(
  options: DeskOptions,
): Promise<{ readonly close: () => Promise<void> }> {
  const { desk, port, failed } = options;
  const keys = new DeskKeys();
  const announce = (): void => {
    const bound = app.server.address();
    const used = typeof bound === "object" && bound !== null ? bound.port : port;
    options.address(`http://${DESK_HOST}:${used}/#key=${keys.entry}`);
  };
  const consoleFolder = options.consoleFolder ?? CONSOLE_FOLDER;
  const app = await buildDeskServer({ desk, keys, consoleFolder, entered: announce, failed });
  try {
    await app.listen({ host: DESK_HOST, port });
  } catch (error) {
    await app.close();
    if (error instanceof Error && "code" in error && error.code === "EADDRINUSE")
      throw new TocsinError("PORT_IN_USE", { host: DESK_HOST, port });
    const detail = error instanceof Error ? error.message : String(error);
    throw new TocsinError("ADDRESS_UNUSABLE", { host: DESK_HOST, port, detail });
  }
  announce();
  return { close: () => app.close() };
}
