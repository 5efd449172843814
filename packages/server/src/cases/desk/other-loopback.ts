import { createServer } from "node:http";
import type { FastifyInstance } from "fastify";

const OTHER_HOST = "::1";
/** What a machine without IPv6 says: then nobody else can listen there either. */
const NOT_THERE: readonly string[] = ["EADDRNOTAVAIL", "EAFNOSUPPORT", "EINVAL"];

/**
 * A browser that is sent to `localhost` may ask at `::1` before `127.0.0.1`: the desk answers at both, so that no other program can answer for it and
 * read the key of its address. Throws where another one listens there. Gives what ends it.
 */
export async function listenOnOtherLoopback(
  app: FastifyInstance,
  port: number,
): Promise<() => Promise<void>> {
  const { requestTimeout, maxConnections } = app.server;
  const other = createServer({ requestTimeout }, (request, reply) => app.routing(request, reply));
  other.maxConnections = maxConnections;
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  other.once("error", (error: NodeJS.ErrnoException) =>
    NOT_THERE.includes(error.code ?? "") ? resolve(undefined) : reject(error),
  );
  other.listen(port, OTHER_HOST, () => resolve(undefined));
  await promise;
  return async () => {
    if (!other.listening) return;
    other.closeAllConnections();
    await new Promise((closed) => other.close(closed));
  };
}
