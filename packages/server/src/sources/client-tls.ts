import { readFile } from "node:fs/promises";
import type { ConnectionOptions } from "node:tls";

/** Whom to trust on a line that is opened here, and what to show. */
export interface ClientTls {
  readonly authority?: string | undefined;
  readonly certificate?: string | undefined;
  readonly key?: string | undefined;
  readonly server_name?: string | undefined;
}

/** Reads the files each time a line is opened: a certificate that was renewed is taken up. Rejects where one cannot be read. */
export async function readClientTls(tls: ClientTls | undefined): Promise<ConnectionOptions> {
  const read = async (path: string | undefined): Promise<string | undefined> =>
    path === undefined ? undefined : readFile(path, "utf8");
  const [ca, cert, key] = await Promise.all([
    read(tls?.authority),
    read(tls?.certificate),
    read(tls?.key),
  ]);
  const servername = tls?.server_name;
  return {
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
    ...(servername === undefined ? {} : { servername }),
  };
}
