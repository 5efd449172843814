/** The octets of a text in base64, with either alphabet. */
export const octetsOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(
    atob(base64.replaceAll("-", "+").replaceAll("_", "/")),
    (character) => character.codePointAt(0) ?? 0,
  );

/** Octets as base64url without padding (RFC 4648, section 5), as passkeys and push services write them. */
export const base64urlOf = (octets: Uint8Array): string =>
  btoa(String.fromCodePoint(...octets))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

/** Octets as base64 with padding (RFC 4648, section 4). */
export const base64Of = (octets: Uint8Array): string => btoa(String.fromCodePoint(...octets));
