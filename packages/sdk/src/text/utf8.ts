/** Text from UTF-8, or null where it is none: overlong forms, lone surrogates and cut-off characters among that. */
export function decodeUtf8(octets: Uint8Array): string | null {
  let escaped = "";
  for (const octet of octets)
    escaped +=
      octet < 0x80 && octet !== PERCENT
        ? String.fromCharCode(octet)
        : `%${octet.toString(16).padStart(2, "0")}`;
  try {
    return decodeURIComponent(escaped);
  } catch {
    return null;
  }
}

const PERCENT = 0x25;
