import websocket from "@fastify/websocket";
import { TocsinError } from "@tocsin/sdk";
import type { FastifyInstance } from "fastify";
import type { HttpState } from "./http-state.ts";
import { forThose } from "./identity/access.ts";
import type { SessionWatch } from "./identity/session-watch.ts";
import type { LiveHub, LiveSocket } from "./live-hub.ts";
import { isSameOrigin } from "./request-origin.ts";

/** A client has nothing to tell us. */
const MESSAGE_BYTES_MAX = 1_024;

/** `GET /api/live`, upgraded to a WebSocket. Refusals come before the upgrade, in words. */
export async function addLiveRoute(
  app: FastifyInstance,
  {
    state,
    hub,
    sessions,
  }: { readonly state: HttpState; readonly hub: LiveHub; readonly sessions: SessionWatch },
): Promise<void> {
  await app.register(websocket, {
    options: { maxPayload: MESSAGE_BYTES_MAX, perMessageDeflate: false },
  });
  app.get(
    "/api/live",
    {
      ...forThose("view"),
      websocket: true,
      preValidation: async (request) => {
        if (state.live === null) throw new TocsinError("SOURCE_NOT_FOUND", { name: "live" });
        if (!request.ws)
          throw new TocsinError("REQUEST_INVALID", { detail: "/api/live is a WebSocket." });
        // A page of another site must not watch through its reader's browser.
        if (!isSameOrigin(request.headers.origin, request.headers.host))
          throw new TocsinError("REQUEST_INVALID", { detail: "Another site may not watch." });
        if (hub.full)
          throw new TocsinError("SERVER_BUSY", { detail: "Too many screens watch already." });
      },
    },
    (socket: LiveSocket, { asker }) => {
      sessions.add(socket, asker);
      hub.add(socket);
    },
  );
}
