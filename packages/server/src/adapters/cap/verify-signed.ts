import { SignedXml } from "xml-crypto";
import { decodeCap, type DecodedCap } from "./decode/decode-cap.ts";
import type { SignedCap } from "./signature.ts";

const SIGNATURE =
  /<(?:[A-Za-z_][\w.-]*:)?Signature[\s>][\s\S]*<\/(?:[A-Za-z_][\w.-]*:)?Signature\s*>/;
const OPENING = /<(?:[A-Za-z_][\w.-]*:)?Signature[\s>]/g;

/**
 * Verifies the enveloped signature of an alert by the authority's certificate (W3C, XML Signature Syntax and Processing).
 * What is read is what the signature covers and nothing else: its canonical form is decoded anew. A document without a
 * signature, or whose signature does not fit, is refused: whoever wants it has configured that it must.
 */
export function verifySigned(decoded: DecodedCap, certificate: string): SignedCap {
  if (!decoded.ok) return decoded;
  const { document } = decoded;
  const found = SIGNATURE.exec(document.body)?.[0];
  if (!decoded.isSigned || found === undefined)
    return { ok: false, reason: "not-signed", field: "alert/Signature", words: "is missing" };
  if (document.body.match(OPENING)?.length !== 1)
    return {
      ok: false,
      reason: "bad-signature",
      field: "alert/Signature",
      words: "stands more than once",
    };
  const signed = signedContent(document.body, found, certificate);
  if (typeof signed !== "string") return signed;
  const again = decodeCap(Buffer.from(signed, "utf8"));
  if (!again.ok) return again;
  return { ...again, document, signature: "verified" };
}

function signedContent(
  body: string,
  signature: string,
  certificate: string,
): string | Extract<SignedCap, { ok: false }> {
  const refused = (words: string): Extract<SignedCap, { ok: false }> => ({
    ok: false,
    reason: "bad-signature",
    field: "alert/Signature",
    words,
  });
  // The key that the document brings along proves nothing: only the configured one counts.
  const reader = new SignedXml({ publicCert: certificate, getCertFromKeyInfo: () => null });
  try {
    reader.loadSignature(signature);
    if (!reader.checkSignature(body)) return refused("does not fit the certificate");
  } catch (error) {
    return refused(error instanceof Error ? error.message.slice(0, 200) : String(error));
  }
  const references = reader.getSignedReferences();
  return references.length === 1 ? references[0] : refused("does not cover one thing, the alert");
}
