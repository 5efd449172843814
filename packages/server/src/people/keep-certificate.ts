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
  /** What is wrong with the certificate, or with taking up the next; what `lasts` until it is `over: …`. */
  readonly trouble: (of: "certificate" | "renewal", detail: string, lasts?: boolean) => void;
  readonly nowMs: () => number;
  readonly everyMs: number;
}

/**
 * Looks again and again whether the certificate of a page was renewed, and takes it up: whoever renews it need not start the post anew. Tells
 * of one that has ended, or is about to: phones refuse the page then, and nobody would notice before a warning.
 */
export function keepCertificate(shown: PageTls, ports: CertificatePorts): () => void {
  let [tls, isLooking] = [shown, false];
  let [isRefused, isNotTakenUp] = [false, false];
  const tell = (): void => {
    const trouble = certificateTrouble(tls.cert, ports.nowMs());
    const isGood = trouble === null || trouble.holds;
    if (isRefused && isGood) ports.trouble("certificate", "over: it holds again");
    isRefused = !isGood;
    if (trouble !== null)
      ports.trouble(
        "certificate",
        `${trouble.words}: phones refuse a page whose certificate has ended`,
        isRefused,
      );
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
      if (isNotTakenUp) ports.trouble("renewal", "over: its certificate is taken up");
      isNotTakenUp = false;
    } catch (error) {
      isNotTakenUp = true;
      const words = error instanceof Error ? error.message : String(error);
      ports.trouble("renewal", `its certificate cannot be taken up: ${words}`, true);
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
