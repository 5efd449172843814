import {
  type BroadcastDocument,
  type EnvelopeHead,
  type PeopleSiteInfo,
  postKeyId,
  readBroadcast,
  Receiver,
  type ReceiverKey,
} from "@tocsin/sdk";
import { fetchSite } from "../site-of-post.ts";
import { octetsOf } from "../../format/base64.ts";
import { SignatureKeys } from "../signature-keys.ts";
import type { PageNote } from "./worker-notes.ts";

/** While the site is asked for its keys nothing is shown: a phone may be stopped before. */
const SITE_WITHIN_MS = 2_000;

/** A message whose signature is true. */
export interface ReadPush {
  readonly head: EnvelopeHead;
  readonly document: BroadcastDocument;
}

/**
 * Reads what was pushed; null where it is no message of the site in its mode. A post that has another key since the page was last open is
 * asked for it at the page's own address, as the page would.
 */
export async function readPush(
  octets: Uint8Array,
  { site, others = [] }: Pick<PageNote, "site" | "others">,
): Promise<ReadPush | null> {
  const read = await readWith(octets, [
    ...keysOf(site),
    ...others.map(({ publicKey }) => ({
      keyId: postKeyId(publicKey),
      issuer: site.id,
      audience: `${site.id}/${site.mode}`,
      publicKey: octetsOf(publicKey),
    })),
  ]);
  if (read !== null) return read;
  const now = await fetchSite("/people/site", SITE_WITHIN_MS);
  return now === null || now.id !== site.id || now.mode !== site.mode
    ? null
    : readWith(octets, keysOf(now));
}

const keysOf = ({ keys }: PeopleSiteInfo): readonly ReceiverKey[] =>
  keys.map((key) => ({ ...key, publicKey: octetsOf(key.publicKey) }));

async function readWith(
  octets: Uint8Array,
  keys: readonly ReceiverKey[],
): Promise<ReadPush | null> {
  const receiver = new Receiver({ keys, nowMs: () => 0 });
  const candidate = receiver.check(octets);
  if (!candidate.ok) return null;
  if (!(await new SignatureKeys().isTrue(candidate))) return null;
  const reading = readBroadcast(candidate.head.purpose, candidate.content);
  if (!reading.ok) return null;
  const { head } = candidate;
  const { document } = reading;
  if (document.purpose !== "warning-state") return { head, document };
  const { site, mode } = document.state;
  return head.audience === `${site}/${mode}` ? { head, document } : null;
}
