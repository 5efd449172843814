import { createSocket, type RemoteInfo, type Socket } from "node:dgram";
import { isIPv6 } from "node:net";
import type { TimeUs } from "@tocsin/core";
import type { ReceivedDatagram } from "./received-datagram.ts";

/** One port to listen at. */
export interface UdpBinding {
  readonly port: number;
  /** Multicast group to join; without one, what is sent to the host itself is received. */
  readonly group?: string;
  /** Address of the local interface: to receive on, or, with a group, to join it on. */
  readonly interfaceAddress?: string;
  /** Sender of a source-specific group (RFC 4607). */
  readonly sourceAddress?: string;
}

export interface UdpSourceOptions {
  readonly bindings: readonly UdpBinding[];
  /** The post's clock. */
  readonly nowUs: () => TimeUs;
  /** Asked of the kernel for each socket (SO_RCVBUF); it may grant less. */
  readonly receiveBufferOctets?: number;
  /** Datagrams that wait to be read; the oldest are dropped, and counted. */
  readonly queueMax?: number;
}

export interface UdpCounts {
  readonly received: number;
  readonly dropped: number;
  readonly waiting: number;
  /** What the kernel granted, the least of all sockets. */
  readonly receiveBufferOctets: number;
  /** Errors of sockets after they were opened. */
  readonly errors: readonly string[];
}

/** Datagrams as they come in. Iterate once; `close` ends the iteration. */
export interface UdpSource {
  readonly datagrams: AsyncIterable<ReceivedDatagram>;
  /** The ports listened at, in the order of the bindings: of use where a binding asked for port 0. */
  readonly ports: readonly number[];
  counts(): UdpCounts;
  close(): Promise<void>;
}

export const UDP_QUEUE_MAX = 65_536;
export const UDP_RECEIVE_BUFFER_OCTETS = 4 * 1_024 * 1_024;
const ERRORS_KEPT_MAX = 16;

/** Opens all bindings, or throws the first one's error (port taken, no such interface) with none left open. */
export async function openUdpSource(options: UdpSourceOptions): Promise<UdpSource> {
  const receiver = new UdpReceiver(options);
  try {
    for (const binding of options.bindings) await receiver.open(binding);
  } catch (error) {
    await receiver.close();
    throw error;
  }
  return receiver;
}

class UdpReceiver implements UdpSource {
  readonly ports: number[] = [];
  readonly datagrams: AsyncIterable<ReceivedDatagram>;
  private readonly options: UdpSourceOptions;
  private readonly sockets: Socket[] = [];
  private readonly queueMax: number;
  private readonly errors: string[] = [];
  private queue: ReceivedDatagram[] = [];
  private head = 0;
  private receiveBufferOctets = Infinity;
  private received = 0;
  private dropped = 0;
  private closed = false;
  private wake: (() => void) | null = null;

  constructor(options: UdpSourceOptions) {
    this.options = options;
    this.queueMax = options.queueMax ?? UDP_QUEUE_MAX;
    this.datagrams = this.iterate();
  }

  async open(binding: UdpBinding): Promise<void> {
    const group = binding.group;
    const isIpv6 = isIPv6(group ?? binding.interfaceAddress ?? "");
    const socket = createSocket({ type: isIpv6 ? "udp6" : "udp4", reuseAddr: group !== undefined });
    this.sockets.push(socket);
    await bound(socket, binding);
    if (group !== undefined) join(socket, group, binding);
    socket.setRecvBufferSize(this.options.receiveBufferOctets ?? UDP_RECEIVE_BUFFER_OCTETS);
    this.receiveBufferOctets = Math.min(this.receiveBufferOctets, socket.getRecvBufferSize());
    const local = { address: group ?? socket.address().address, port: socket.address().port };
    this.ports.push(local.port);
    socket.on("error", (error) => {
      if (this.errors.length < ERRORS_KEPT_MAX) this.errors.push(error.message);
    });
    socket.on("message", (payload: Buffer, from: RemoteInfo) => {
      const source = { address: from.address, port: from.port };
      this.push({ receivedUs: this.options.nowUs(), payload, source, destination: local });
    });
  }

  counts(): UdpCounts {
    return {
      received: this.received,
      dropped: this.dropped,
      waiting: this.queue.length - this.head,
      receiveBufferOctets: this.receiveBufferOctets,
      errors: [...this.errors],
    };
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await Promise.all(this.sockets.map((socket) => closed(socket)));
    this.wake?.();
  }

  private push(datagram: ReceivedDatagram): void {
    this.received++;
    this.queue.push(datagram);
    if (this.queue.length - this.head > this.queueMax) {
      this.dropped++;
      this.advance();
    }
    this.wake?.();
  }

  /** Moves past the oldest, and gives back the room of those read now and then. */
  private advance(): void {
    this.head++;
    if (this.head * 2 < this.queue.length) return;
    this.queue = this.queue.slice(this.head);
    this.head = 0;
  }

  private async *iterate(): AsyncGenerator<ReceivedDatagram> {
    for (;;) {
      if (this.head < this.queue.length) {
        const next = this.queue[this.head];
        this.advance();
        yield next;
      } else if (this.closed) {
        return;
      } else {
        await new Promise<void>((resolve) => {
          this.wake = resolve;
        });
        this.wake = null;
      }
    }
  }
}

/**
 * A socket for a group binds to the group, so that it gets no other group's datagrams of that port (Linux hands
 * them to every socket bound to all addresses). Windows binds to no group.
 */
function bound(socket: Socket, { port, group, interfaceAddress }: UdpBinding): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once("error", reject);
    const ofGroup = process.platform === "win32" ? undefined : group;
    const address = group === undefined ? interfaceAddress : ofGroup;
    socket.bind({ port, ...(address !== undefined && { address }) }, () => {
      socket.off("error", reject);
      resolve();
    });
  });
}

function join(socket: Socket, group: string, binding: UdpBinding): void {
  const { interfaceAddress, sourceAddress } = binding;
  if (sourceAddress === undefined) socket.addMembership(group, interfaceAddress);
  else socket.addSourceSpecificMembership(sourceAddress, group, interfaceAddress);
}

const closed = (socket: Socket): Promise<void> =>
  new Promise((resolve) => {
    socket.close(() => resolve());
  });
