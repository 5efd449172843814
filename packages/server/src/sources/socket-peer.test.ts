import { createServer, connect, type Socket } from "node:net";
import { expect, test } from "vitest";
import { socketPeer } from "./socket-peer.ts";

test("what is passing leaves room for what matters on the line of a peer that reads nothing", async () => {
  const server = createServer((socket) => socket.pause());
  const port = await new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
  const socket = await new Promise<Socket>((resolve) => {
    const opened = connect(port, "127.0.0.1", () => resolve(opened));
  });
  const peer = socketPeer(socket, "behind");
  // As long as the machine takes it in at once.
  const piece = new Uint8Array(32_768);
  while (peer.send(piece, "passing")) await new Promise((resolve) => setImmediate(resolve));
  expect(peer.send(piece, "passing")).toBe(false);
  expect(Array.from({ length: 20 }, () => peer.send(piece))).not.toContain(false);
  socket.destroy();
  server.close();
});
