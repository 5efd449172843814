import { createSecureContext } from "node:tls";
import { certificateTrouble } from "../authority/certificate-trouble.ts";

/** A key and its certificate, PEM. */
export interface PageTls {
  readonly key: string;
  readonly cert: string;
}

export interface CertificatePorts {
  /** As the files have it now; null where the page is plain. Rejects where they cannot be read. */
  readonly read: () => Promise<PageTls | null>;
  /** It was renewed, and belongs to its key: to be shown from now on. */
  readonly renewed: (tls: PageTls) => void;
  readonly trouble: (detail: string) => void;
  readonly nowMs: () => number;
  readonly everyMs: number;
}

/**
 * Looks again and again whether the certificate of a page was renewed, and takes it up: whoever renews it need not start the post anew. Tells
 * of one that has ended, or is about to: phones refuse the page then, and nobody would notice before a warning.
 */
export function keepCertificate(shown: PageTls, ports: CertificatePorts): () => void {
  let [tls, isLooking] = [shown, false];
  const tell = (): void => {
    const trouble = certificateTrouble(tls.cert, ports.nowMs());
    if (trouble !== null)
      ports.trouble(`${trouble.words}: phones refuse a page whose certificate has ended`);
  };
  const look = async (): Promise<void> => {
    if (isLooking) return;
    isLooking = true;
    try {
      const next = await ports.read();
      if (next !== null && (next.cert !== tls.cert || next.key !== tls.key)) {
        // Whoever renews them writes one file after the other: of two that do not belong together this throws, and they are read again.
        createSecureContext(next);
        tls = next;
        ports.renewed(next);
      }
    } catch (error) {
      ports.trouble(
        `its certificate cannot be taken up: ${error instanceof Error ? error.message : String(error)}`,
      );
    } finally {
      isLooking = false;
      tell();
    }
  };
  tell();
  const timer = setInterval(() => void look(), ports.everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
