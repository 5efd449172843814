import { z } from "zod";

/** What whoever sends to an input has to show. */
const PROOFS = ["none", "envelope", "certificate"] as const;
export type ProofKind = (typeof PROOFS)[number];

export const proofField = z
  .enum(PROOFS)
  .meta({
    description:
      "What senders have to show. `none`: nothing, anybody who reaches the transport speaks for the sensor. `envelope`: each report comes in an envelope that an enrolled key of the sensor signs (docs/guides/proof.md); anything else is refused. `certificate`: the sensor connects with TLS and a certificate that this post issued for it. A sensor all of whose inputs ask for a proof is authenticated.",
  })
  .default("none");

/** For SAPIENT, whose nodes are answered: they neither make envelopes nor open them. */
export const certificateField = z
  .enum(["none", "certificate"])
  .meta({
    description:
      "What senders have to show. `certificate`: each node connects with TLS and a certificate that this post issued for its sensor, and reports for that alone. Envelopes do not fit: a node is answered, and understands nothing but SAPIENT. A middleware is authenticated by the `tls` of the line to it, and speaks for all its nodes.",
  })
  .default("none");

/** For datagrams, in which no certificate can be shown. */
export const envelopeField = z
  .enum(["none", "envelope"])
  .meta({
    description:
      "What senders have to show. `envelope`: each datagram is an envelope that an enrolled key of a sensor signs (docs/guides/proof.md), as a gateway beside the radar makes them, and holds blocks of that sensor alone. Certificates do not fit: a datagram has no line to show one on.",
  })
  .default("none");
