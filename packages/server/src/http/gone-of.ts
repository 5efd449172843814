import type { FastifyReply } from "fastify";

/** Aborts when whoever asked has gone: nobody waits for the answer. */
export function goneOf(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.on("close", () => gone.abort());
  return gone.signal;
}
