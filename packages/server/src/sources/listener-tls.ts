import type { X509Certificate } from "node:crypto";
import type { Server, Socket } from "node:net";
import { type TlsOptions, TLSSocket } from "node:tls";
import type { ByteSink, PeerProof } from "@tocsin/sdk";
import { plainAddress } from "./allowed-peers.ts";
import { type Caller, HandshakeBudget } from "./handshake-budget.ts";
import { placeText } from "./socket-peer.ts";

/** Who may come in with a certificate. */
export interface PeerDoor {
  /** Certificates (PEM) of the authority that those of peers have to be of. */
  readonly authority: string;
  /** Whom a certificate is of, or why it is not let in. */
  admit(certificate: X509Certificate): PeerProof | { readonly refused: string };
  /** Calls back whenever somebody may have lost the right to be here; what it answers ends that. */
  watch(changed: () => void): () => void;
}

/** What a port is encrypted with. */
export interface ListenerTls {
  readonly key: string;
  readonly cert: string;
  /** null: peers show no certificate. */
  readonly door: PeerDoor | null;
}

const HANDSHAKE_MS = 10_000;

export const tlsServerOptions = ({ key, cert, door }: ListenerTls): TlsOptions => ({
  key,
  cert,
  minVersion: "TLSv1.2",
  handshakeTimeout: HANDSHAKE_MS,
  ...(door === null ? {} : { ca: door.authority, requestCert: true, rejectUnauthorized: true }),
});

/**
 * Looks at who comes to an encrypted port, before anything of theirs is read, and ends the line of whoever loses the right to
 * it. Answers what a peer has shown.
 */
export function guardTls(
  server: Server,
  { door }: ListenerTls,
  { sink, nowUs }: { readonly sink: ByteSink; readonly nowUs: () => number },
): (socket: Socket) => PeerProof | undefined {
  const proofs = new WeakMap<Socket, PeerProof>();
  const refuse = (socket: Socket, reason: string, words: string): void => {
    const { address, port } = callerOf(socket);
    const id = placeText(address, port);
    sink.rejected(reason, 1, `${id}: ${words}`, nowUs());
    socket.destroy();
  };
  const budget = new HandshakeBudget();
  server.on("connection", (socket: Socket) => {
    if (socket instanceof TLSSocket) return;
    const caller = callerOf(socket);
    const refusal = budget.begin(caller, nowUs());
    if (refusal !== null) return refuse(socket, "too-many-handshakes", refusal);
    socket.on("close", () => budget.end(caller));
  });
  server.on("tlsClientError", (error: Error, socket: TLSSocket) =>
    refuse(socket, "tls-refused", error.message),
  );
  server.prependListener("secureConnection", (socket: TLSSocket) => {
    socket.on("error", () => undefined);
    const caller = callerOf(socket);
    budget.end(caller);
    const certificate = socket.getPeerX509Certificate();
    if (door === null) return;
    if (certificate === undefined) return refuse(socket, "tls-refused", "no certificate was shown");
    const admitted = door.admit(certificate);
    if ("refused" in admitted) return refuse(socket, admitted.refused, certificate.subject);
    proofs.set(socket, admitted);
    budget.admit(caller.address);
    const leave = door.watch(() => {
      const now = door.admit(certificate);
      if ("refused" in now) refuse(socket, now.refused, certificate.subject);
    });
    socket.on("close", leave);
  });
  return (socket) => proofs.get(socket);
}

const callerOf = (socket: Socket): Caller => ({
  address: plainAddress(socket.remoteAddress ?? ""),
  port: socket.remotePort ?? 0,
});
