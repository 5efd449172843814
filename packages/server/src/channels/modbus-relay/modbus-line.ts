import { connect, type Socket } from "node:net";

/** A device answers within this, or the line is taken for dead. */
const ANSWER_MS = 2_000;
/** Modbus application protocol V1.1b3: header of 7 octets, then at most 253. */
const HEADER_OCTETS = 7;
const LENGTH_MAX = 254;
const READ_COILS = 0x01;
const WRITE_COIL = 0x05;
const COIL_ON = 0xff00;
/** Function code, how many octets of coils follow, and that one octet (Modbus application protocol V1.1b3, section 6.1). */
const READ_ANSWER_OCTETS = 3;
/** Set in the function code of an answer that refuses. */
const EXCEPTION = 0x80;
const NO_MODBUS = "what it answers is no Modbus";

interface Question {
  readonly transaction: number;
  readonly resolve: (answer: Buffer) => void;
  readonly reject: (error: Error) => void;
}

/**
 * One line to a Modbus/TCP device, which writes and reads single coils. One question after the other, as many devices can do no more
 * (Modbus messaging on TCP/IP implementation guide V1.0b, section 4.2). A line that breaks or is late is opened anew by the next question, and one
 * that had been left idle, which devices close as they like, by the same question.
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
      if (!(await this.#answerTo(written)).equals(written))
        throw new Error("the device answers to another command than it was given");
      const read = Buffer.from([READ_COILS, 0, 0, 0, 1]);
      read.writeUInt16BE(coil, 1);
      const answer = await this.#answerTo(read);
      if (answer.length !== READ_ANSWER_OCTETS || answer[1] !== 1) throw new Error(NO_MODBUS);
      return (answer[2] & 1) === 1;
    });
    this.#last = done.catch(() => undefined);
    return done;
  }

  close(): void {
    this.#socket?.destroy();
  }

  async #answerTo(request: Buffer): Promise<Buffer> {
    const idle = this.#socket;
    let answer: Buffer;
    try {
      answer = await this.#ask(request, idle ?? this.#open());
    } catch (error) {
      if (idle === null || !(error instanceof LineClosed)) throw error;
      answer = await this.#ask(request, this.#open());
    }
    if (answer[0] === ((request[0] ?? 0) | EXCEPTION))
      throw new Error(`the device refuses: exception ${answer[1] ?? "unknown"}`);
    if (answer[0] !== request[0]) throw new Error(NO_MODBUS);
    return answer;
  }

  async #ask(request: Buffer, socket: Socket): Promise<Buffer> {
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
      return await new Promise<Buffer>((resolve, reject) => {
        this.#asked = { transaction, resolve, reject };
        socket.write(Buffer.concat([head, request]));
      });
    } finally {
      clearTimeout(late);
      this.#asked = null;
    }
  }

  #open(): Socket {
    const socket = connect({ host: this.#to.host, port: this.#to.port, noDelay: true });
    this.#received = Buffer.alloc(0);
    let ended: Error = new LineClosed("the device closed the line");
    socket.on("error", (error: NodeJS.ErrnoException) => {
      const byDevice = error.code === "ECONNRESET" || error.code === "EPIPE";
      ended = byDevice ? new LineClosed(error.message) : error;
    });
    socket.on("close", () => {
      if (this.#socket !== socket) return;
      this.#socket = null;
      this.#asked?.reject(ended);
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
        socket.destroy(new Error(NO_MODBUS));
        return;
      }
      const end = HEADER_OCTETS - 1 + length;
      if (this.#received.length < end) return;
      const [transaction, unit] = [this.#received.readUInt16BE(0), this.#received[6]];
      const answer = this.#received.subarray(HEADER_OCTETS, end);
      this.#received = this.#received.subarray(end);
      if (this.#asked?.transaction !== transaction) continue;
      if (unit === this.#to.unit) this.#asked.resolve(answer);
      else this.#asked.reject(new Error(`unit ${unit} answers in the place of ${this.#to.unit}`));
    }
  }
}

/** The device ended the line, without a word or with a reset. */
class LineClosed extends Error {}
