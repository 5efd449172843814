import { TocsinError } from "@tocsin/sdk/errors";
import { MEMBER_PASSKEY_HOST } from "@tocsin/sdk/inquiry";
import { CONSOLE_FOLDER } from "../../http/console-routes.ts";
import { CaseDesk } from "./case-desk.ts";
import { DeskKeys } from "./desk-keys.ts";
import { buildDeskServer, DESK_HOST } from "./desk-server.ts";
import { listenOnOtherLoopback } from "./other-loopback.ts";

export interface DeskOptions {
  readonly desk: CaseDesk;
  readonly port: number;
  /** Called with the address that lets the next window in. */
  readonly address: (address: string) => void;
  readonly failed: (error: unknown) => void;
  /** Where the console was built to, if not where it usually is. */
  readonly consoleFolder?: string;
}

interface ServedDesk {
  readonly close: () => Promise<void>;
  /** The address that lets the next window in. */
  readonly address: () => string;
}

/**
 * Serves a desk on this machine until `close` is called. The key stands behind the `#`, which no browser sends to anybody. The address is a name,
 * because browsers give passkeys to no address of digits.
 */
export async function serveDesk(options: DeskOptions): Promise<ServedDesk> {
  const { desk, port, failed } = options;
  const keys = new DeskKeys();
  const address = (): string => `http://${MEMBER_PASSKEY_HOST}:${used()}/#key=${keys.entry}`;
  const used = (): number => {
    const bound = app.server.address();
    return typeof bound === "object" && bound !== null ? bound.port : port;
  };
  const announce = (): void => options.address(address());
  const others = new OtherDesks(options);
  const consoleFolder = options.consoleFolder ?? CONSOLE_FOLDER;
  const app = await buildDeskServer({
    desk,
    keys,
    consoleFolder,
    openCase: (folder) => others.open(folder),
    entered: announce,
    failed,
  });
  let closeOther = (): Promise<void> => Promise.resolve();
  try {
    await app.listen({ host: DESK_HOST, port });
    closeOther = await listenOnOtherLoopback(app, used());
  } catch (error) {
    await app.close();
    if (error instanceof Error && "code" in error && error.code === "EADDRINUSE")
      throw new TocsinError("PORT_IN_USE", { host: DESK_HOST, port });
    const detail = error instanceof Error ? error.message : String(error);
    throw new TocsinError("ADDRESS_UNUSABLE", { host: DESK_HOST, port, detail });
  }
  announce();
  return {
    address,
    close: async () => {
      await others.close();
      await closeOther();
      await app.close();
    },
  };
}

/** Linked cases that were opened from a desk: each has a desk of its own, and nothing of it comes into the other. */
class OtherDesks {
  readonly #options: DeskOptions;
  readonly #served = new Map<string, Promise<ServedDesk>>();

  constructor(options: DeskOptions) {
    this.#options = options;
  }

  async open(folder: string): Promise<string> {
    const served = this.#served.get(folder) ?? this.#serve(folder);
    this.#served.set(folder, served);
    try {
      return (await served).address();
    } catch (error) {
      this.#served.delete(folder);
      throw error;
    }
  }

  async close(): Promise<void> {
    for (const served of this.#served.values()) await (await served).close();
  }

  #serve(folder: string): Promise<ServedDesk> {
    const { desk, failed, consoleFolder } = this.#options;
    return serveDesk({
      desk: new CaseDesk(folder, desk.by),
      port: 0,
      address: () => undefined,
      failed,
      ...(consoleFolder === undefined ? {} : { consoleFolder }),
    });
  }
}
