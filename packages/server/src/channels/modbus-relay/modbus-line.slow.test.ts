import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { ModbusLine } from "./modbus-line.ts";

/** Header of 7 octets, the last of which is the unit. */
const PDU_AT = 7;
const UNIT_AT = 6;
const READ = 1;

/** What a device that was asked does: what it writes, and with what it ends the line. */
type Way = (asked: Buffer, socket: Socket, count: number) => void;

let server: Server | null = null;
let line: ModbusLine | null = null;
afterEach(async () => {
  line?.close();
  if (server === null) return;
  const closed = once(server, "close");
  server.close();
  server.emit("end-all");
  await closed;
  server = null;
});

/** A device that does as it likes, one question to a piece, and a line to it. */
async function lineTo(way: Way): Promise<{ readonly line: ModbusLine; readonly asked: Buffer[] }> {
  const asked: Buffer[] = [];
  const made = createServer((socket) => {
    made.once("end-all", () => socket.destroy());
    socket.on("error", () => socket.destroy());
    socket.on("data", (piece: Buffer) => {
      asked.push(piece);
      way(piece, socket, asked.length);
    });
  });
  server = made;
  made.listen(0, "127.0.0.1");
  await once(made, "listening");
  const { port } = made.address() as AddressInfo;
  line = new ModbusLine({ host: "127.0.0.1", port, unit: 1 });
  return { line, asked };
}

/** What a sound device with all coils closed answers. */
function sound(asked: Buffer): Buffer {
  if (asked[PDU_AT] !== READ) return Buffer.from(asked);
  return Buffer.concat([
    asked.subarray(0, 4),
    Buffer.from([0, 4, asked[UNIT_AT] ?? 0, READ, 1, 1]),
  ]);
}
const changed = (answer: Buffer, at: number, to: number): Buffer => {
  const other = Buffer.from(answer);
  other[at] = to;
  return other;
};

test.each<[string, RegExp, Way]>([
  [
    "another unit",
    /unit 2 answers in the place of 1/,
    (asked, socket) => socket.write(changed(sound(asked), UNIT_AT, 2)),
  ],
  [
    "another coil",
    /another command than it was given/,
    (asked, socket) => socket.write(changed(sound(asked), PDU_AT + 2, 9)),
  ],
  [
    "another transaction",
    /no answer within 2 s/,
    (asked, socket) => socket.write(changed(sound(asked), 1, 0x77)),
  ],
  ["nothing", /no answer within 2 s/, () => undefined],
  [
    "another function",
    /no Modbus/,
    (asked, socket) => socket.write(changed(sound(asked), PDU_AT, 3)),
  ],
  ["half of it", /closed the line/, (asked, socket) => socket.end(sound(asked).subarray(0, 5))],
  [
    "no coil where one was asked for",
    /no Modbus/,
    (asked, socket) =>
      socket.write(
        asked[PDU_AT] === READ
          ? Buffer.concat([asked.subarray(0, 4), Buffer.from([0, 3, 1, READ, 0])])
          : sound(asked),
      ),
  ],
])("a device that answers %s has switched nothing", async (_name, words, way) => {
  const { line: own } = await lineTo(way);
  await expect(own.set(3, true)).rejects.toThrow(words);
  await expect(own.set(3, false)).rejects.toThrow(words);
});

test("a line that the device closed while nobody asked is opened anew by the same question, once", async () => {
  const { line: own, asked } = await lineTo((piece, socket, count) => {
    // The third question, of the second command, is met by a closed door.
    if (count === 3) socket.resetAndDestroy();
    else socket.write(sound(piece));
  });
  expect(await own.set(3, true)).toBe(true);
  expect(await own.set(3, true)).toBe(true);
  expect(asked).toHaveLength(5);
});

test("one that closes on every question is asked twice at most", async () => {
  let closes = false;
  const { line: own, asked } = await lineTo((piece, socket) => {
    if (closes) socket.resetAndDestroy();
    else socket.write(sound(piece));
  });
  await own.set(3, true);
  closes = true;
  await expect(own.set(3, true)).rejects.toThrow(/ECONNRESET/);
  expect(asked).toHaveLength(4);
});

test("a line that is closed while a question is open lets it go", async () => {
  const { line: own, asked } = await lineTo(() => own.close());
  await expect(own.set(3, true)).rejects.toThrow(/closed the line/);
  expect(asked).toHaveLength(1);
});
