import { connect } from "node:net";

/** Opens so many connections to a port of this machine and reads whatever comes: the other side of the fan-out benchmark. */
const [port, count] = process.argv.slice(2).map(Number);
/** Connections that are under way at once. */
const AT_ONCE = 200;
let opened = 0;

function open(): void {
  if (opened >= count) return;
  opened++;
  const socket = connect(port, "127.0.0.1", open);
  socket.on("data", () => undefined);
  socket.on("error", () => process.exit(1));
}
for (let i = 0; i < AT_ONCE; i++) open();
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
