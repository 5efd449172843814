import { refreshWho } from "../identity/who.ts";
import type { LivePorts } from "./live-source.ts";

/** Sockets, timers and chance of the browser. */
export const browserLivePorts: LivePorts = {
  open(events) {
    const address = new URL("/api/live", location.href);
    address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(address);
    socket.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
      if (typeof data === "string") events.message(data);
    });
    socket.addEventListener("close", () => {
      // The connection may have ended because the session did.
      void refreshWho();
      events.end();
    });
    return socket;
  },
  wakeAfter(ms, wake) {
    const dueMs = performance.now() + ms;
    const timer = setTimeout(() => wake(performance.now() - dueMs), ms);
    return () => clearTimeout(timer);
  },
  chance: () => Math.random(),
};
