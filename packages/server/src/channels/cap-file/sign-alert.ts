import { createPrivateKey, X509Certificate } from "node:crypto";

/** An RSA key and its certificate, both PEM. */
export interface SigningKey {
  readonly key: string;
  readonly certificate: string;
}

/** Gives an alert its signature. */
export type AlertSigner = (xml: string) => string;

const MODULUS_BITS_MIN = 2_048;
const CLOSING = "</alert>";
const EXCLUSIVE_C14N = "http://www.w3.org/2001/10/xml-exc-c14n#";

/**
 * Signs alerts as CAP has it: one enveloped signature over the whole, in exclusive canonical form, RSA with SHA-256, with the
 * certificate beside it (W3C, 2013, XML Signature Syntax and Processing Version 1.1). The octets of the alert stay as they
 * were; the signature stands before its end. Rejects a key that is not the certificate's, or too weak.
 */
export async function alertSigner({ key, certificate }: SigningKey): Promise<AlertSigner> {
  const privateKey = createPrivateKey(key);
  const bits = privateKey.asymmetricKeyDetails?.modulusLength ?? 0;
  if (privateKey.asymmetricKeyType !== "rsa" || bits < MODULUS_BITS_MIN)
    throw new Error(`the key is not RSA of at least ${MODULUS_BITS_MIN} bits`);
  if (!new X509Certificate(certificate).checkPrivateKey(privateKey))
    throw new Error("the key is not that of the certificate");
  const { SignedXml } = await import("xml-crypto");
  return (xml) => {
    const signer = new SignedXml({
      privateKey,
      publicCert: certificate,
      signatureAlgorithm: "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
      canonicalizationAlgorithm: EXCLUSIVE_C14N,
    });
    signer.addReference({
      xpath: "/*",
      isEmptyUri: true,
      digestAlgorithm: "http://www.w3.org/2001/04/xmlenc#sha256",
      transforms: ["http://www.w3.org/2000/09/xmldsig#enveloped-signature", EXCLUSIVE_C14N],
    });
    signer.computeSignature(xml);
    const end = xml.lastIndexOf(CLOSING);
    return `${xml.slice(0, end)}${signer.getSignatureXml()}${xml.slice(end)}`;
  };
}

/**
 * Signs where there is a key. A warning never waits for want of one: it goes out unsigned, the fault says so until the next
 * is signed, and who asks for signatures refuses it by himself.
 */
export function createSigning(
  read: (() => Promise<SigningKey>) | null,
  fault: (detail: string, lasts?: boolean) => void,
): (xml: string) => Promise<string> {
  if (read === null) return (xml) => Promise.resolve(xml);
  let signer: Promise<AlertSigner> | null = null;
  let wrong = "";
  const ready = async (): Promise<AlertSigner | null> => {
    try {
      signer ??= read().then(alertSigner);
      const signing = await signer;
      if (wrong !== "") fault("over: alerts are signed again");
      wrong = "";
      return signing;
    } catch (error) {
      signer = null;
      const words = error instanceof Error ? error.message : String(error);
      if (wrong !== words) fault(`alerts go out unsigned: ${words}`, true);
      wrong = words;
      return null;
    }
  };
  // Before the first warning, so that a key that is wrong is known at the start.
  void ready();
  return async (xml) => (await ready())?.(xml) ?? xml;
}
