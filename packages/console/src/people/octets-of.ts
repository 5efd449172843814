/** The octets of a text in base64, with either alphabet. */
export const octetsOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(
    atob(base64.replaceAll("-", "+").replaceAll("_", "/")),
    (character) => character.codePointAt(0) ?? 0,
  );
