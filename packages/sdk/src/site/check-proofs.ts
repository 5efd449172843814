import type { ConfigParts } from "./config-parts.ts";
import type { ConfigPath, ConfigProblem } from "./config-problem.ts";
import type { ProofKind } from "./proof-field.ts";
import type { TransportConfig } from "./transport-schema.ts";

/** What inputs ask their senders to show has to be something that can be shown there. */
export function checkProofs(parts: ConfigParts): readonly ConfigProblem[] {
  return parts.inputs.flatMap((input, i) => {
    if (input === undefined || !("transport" in input)) return [];
    const at = ["inputs", i];
    const proof = "proof" in input ? checkProof(input.proof, input.transport, at) : [];
    return [...proof, ...checkTls(input.transport, [...at, "transport", "tls"])];
  });
}

function checkProof(
  proof: ProofKind,
  transport: TransportConfig,
  at: ConfigPath,
): readonly ConfigProblem[] {
  const { type } = transport;
  if (proof === "envelope" && (type === "http-poll" || type === "file"))
    return [
      problem(
        [...at, "proof"],
        `a ${type} brings no envelopes`,
        "Leave `proof` out, or take another transport.",
      ),
    ];
  if (proof !== "certificate" || (isListening(transport) && transport.tls !== undefined)) return [];
  return [
    problem(
      [...at, "proof"],
      isListening(transport)
        ? "a certificate can be shown on an encrypted line only"
        : `no sensor connects here with a certificate: ${type} is not listened on by TLS`,
      isListening(transport)
        ? "Add `tls: {}` to the transport."
        : "Take tcp-listen, websocket-listen or http with `tls: {}`, or ask for an envelope.",
    ),
  ];
}

const isListening = (transport: TransportConfig) =>
  transport.type === "tcp-listen" ||
  transport.type === "websocket-listen" ||
  transport.type === "http";

type AnyTransport = Extract<
  NonNullable<ConfigParts["inputs"][number]>,
  { transport: unknown }
>["transport"];

function checkTls(transport: AnyTransport, at: ConfigPath): readonly ConfigProblem[] {
  if (!("tls" in transport) || transport.tls === undefined) return [];
  const { certificate, key } = transport.tls;
  if ((certificate === undefined) !== (key === undefined))
    return [problem(at, "a certificate goes with its key", "Name both files, or none.")];
  const plain = "url" in transport && /^(ws|mqtt):/.test(transport.url);
  return plain
    ? [problem(at, "the address is of a line that is not encrypted", "Write wss:// or mqtts://.")]
    : [];
}

const problem = (path: ConfigPath, message: string, remedy: string): ConfigProblem => ({
  path,
  at: "value",
  message,
  remedy,
});
