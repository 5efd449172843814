import { X509Certificate } from "node:crypto";

const DAY_MS = 86_400_000;
/** So long before its end a certificate is told of: what renews it has failed by then. */
export const TOLD_BEFORE_DAYS = 14;

/** What is wrong with how long a certificate holds. */
export interface CertificateTrouble {
  /** Whether whoever checks it takes it still. */
  readonly holds: boolean;
  readonly words: string;
}

/** What is wrong with how long a certificate (PEM, its own first) holds; null where it holds for long enough. Throws where it is none. */
export function certificateTrouble(pem: string, nowMs: number): CertificateTrouble | null {
  const { validFrom, validTo } = new X509Certificate(pem);
  const [fromMs, toMs] = [Date.parse(validFrom), Date.parse(validTo)];
  const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
  if (toMs <= nowMs) return { holds: false, words: `its certificate ended on ${dayOf(toMs)}` };
  if (fromMs > nowMs)
    return { holds: false, words: `its certificate holds only from ${dayOf(fromMs)} on` };
  const days = Math.floor((toMs - nowMs) / DAY_MS);
  if (days >= TOLD_BEFORE_DAYS) return null;
  const left = `in ${days} ${days === 1 ? "day" : "days"}`;
  return { holds: true, words: `its certificate ends on ${dayOf(toMs)}, ${left}` };
}
