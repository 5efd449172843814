import { connect, type Socket } from "node:net";

/** A device answers within this, or the line is taken for dead. */
const ANSWER_MS = 2_000;
/** Modbus application protocol V1.1b3: header of 7 octets, then at most 253. */
const HEADER_OCTETS = 7;
const LENGTH_MAX = 254;
const READ_COILS = 0x01;
const WRITE_COIL = 0x05;
const COIL_ON = 0xff00;

interface Question {
  readonly transaction: number;
  readonly resolve: (answer: Buffer) => void;
  readonly reject: (error: Error) => void;
}

/**
 * One line to a Modbus/TCP device, which writes and reads single coils. One question after the other, as many devices can do no more
 * (Modbus messaging on TCP/IP implementation guide V1.0b, section 4.2). A line that breaks or is late is opened anew by the next question.
 */
export class ModbusLine {
  readonly #to: { readonly host: string; readonly port: number; readonly unit: number };
  #socket: Socket | null = null;
  #received = Buffer.alloc(0);
  #asked: Question | null = null;
  #transaction = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(to: { readonly host: string; readonly port: number; readonly unit: number }) {
    this.#to = to;
  }

  /** Writes a coil and reads it back; resolves with what it reads. Rejects where the device does not do it. */
  set(coil: number, on: boolean): Promise<boolean> {
    const done = this.#last.then(async () => {
      const written = Buffer.from([WRITE_COIL, 0, 0, 0, 0]);
      written.writeUInt16BE(coil, 1);
      written.writeUInt16BE(on ? COIL_ON : 0, 3);
      await this.#ask(written);
      const read = Buffer.from([READ_COILS, 0, 0, 0, 1]);
      read.writeUInt16BE(coil, 1);
      const answer = await this.#ask(read);
      return (answer[2] & 1) === 1;
    });
    this.#last = done.catch(() => undefined);
    return done;
  }

  close(): void {
    this.#socket?.destroy();
    this.#socket = null;
  }

  async #ask(request: Buffer): Promise<Buffer> {
    const socket = this.#socket ?? this.#open();
    this.#transaction = (this.#transaction + 1) & 0xffff;
    const transaction = this.#transaction;
    const head = Buffer.alloc(HEADER_OCTETS);
    head.writeUInt16BE(transaction, 0);
    head.writeUInt16BE(request.length + 1, 4);
    head[6] = this.#to.unit;
    const late = setTimeout(
      () => socket.destroy(new Error(`no answer within ${ANSWER_MS / 1_000} s`)),
      ANSWER_MS,
    );
    try {
      const answer = await new Promise<Buffer>((resolve, reject) => {
        this.#asked = { transaction, resolve, reject };
        socket.write(Buffer.concat([head, request]));
      });
      if (answer[0] !== request[0])
        throw new Error(`the device refuses: exception ${answer[1] ?? "unknown"}`);
      return answer;
    } finally {
      clearTimeout(late);
      this.#asked = null;
    }
  }

  #open(): Socket {
    const socket = connect({ host: this.#to.host, port: this.#to.port, noDelay: true });
    this.#received = Buffer.alloc(0);
    let detail = "the device closed the line";
    socket.on("error", ({ message }) => {
      detail = message;
    });
    socket.on("close", () => {
      if (this.#socket === socket) this.#socket = null;
      this.#asked?.reject(new Error(detail));
    });
    socket.on("data", (piece: Buffer) => this.#take(socket, piece));
    this.#socket = socket;
    return socket;
  }

  #take(socket: Socket, piece: Buffer): void {
    this.#received = Buffer.concat([this.#received, piece]);
    while (this.#received.length >= HEADER_OCTETS) {
      const length = this.#received.readUInt16BE(4);
      if (this.#received.readUInt16BE(2) !== 0 || length < 3 || length > LENGTH_MAX) {
        socket.destroy(new Error("what it answers is no Modbus"));
        return;
      }
      const end = HEADER_OCTETS - 1 + length;
      if (this.#received.length < end) return;
      const transaction = this.#received.readUInt16BE(0);
      const answer = this.#received.subarray(HEADER_OCTETS, end);
      this.#received = this.#received.subarray(end);
      if (this.#asked?.transaction === transaction) this.#asked.resolve(answer);
    }
  }
}
