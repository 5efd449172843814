import { connect } from "node:net";
import { CrowdedSky } from "./crowded-sky.ts";

/** Sends the sweeps of a crowded sky to a port of this machine, `perS` a second, each at its time whatever became of the one before. */
const [port = 0, objects = 0, perS = 1] = process.argv.slice(2).map(Number);
const sky = new CrowdedSky(objects);
const socket = connect(port, "127.0.0.1");
const beginMs = Date.now();
let sent = 0;
const timer = setInterval(() => {
  while (sent < ((Date.now() - beginMs) / 1_000) * perS) {
    const toS = beginMs / 1_000 + sent / perS;
    socket.write(sky.sweep(toS - 1 / perS, toS));
    sent++;
  }
}, 10);
socket.on("error", () => process.exit(1));
socket.on("close", () => clearInterval(timer));
