import { z } from "zod";

/** A topic of the same broker that nothing of ours stands behind. */
export const BARE_TOPIC = "bare";

/** What the sink is told, and the lines that it prints. */
export const sinkInput = z.strictObject({
  broker: z.string(),
  states: z.string(),
  heartbeat: z.string(),
  page: z.string(),
  key: z.strictObject({
    keyId: z.string(),
    issuer: z.string(),
    audience: z.string(),
    publicKey: z.string(),
    fingerprint: z.string(),
  }),
});
export type SinkInput = z.output<typeof sinkInput>;

/** `name`: of a message its key and version; empty for a heartbeat. `atNs`: by the machine's clock that only goes forward. */
export const sinkLine = z.strictObject({
  way: z.enum(["siren", "page", "bare"]),
  name: z.string(),
  atNs: z.string(),
});
export type SinkLine = z.output<typeof sinkLine>;
