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
