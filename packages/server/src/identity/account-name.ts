import { TocsinError } from "@tocsin/sdk";

const NAME = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._@-]{0,63}$/u;

/** A name as it is compared: people do not type it the same way each time. */
export const plainName = (name: string): string => name.normalize("NFKC").trim().toLowerCase();

/** A name for a new account; throws where it is none. */
export function accountName(text: string): string {
  const name = plainName(text);
  if (NAME.test(name)) return name;
  throw new TocsinError("ACCOUNT_INVALID", {
    detail: "A name has up to 64 letters and digits, and between them . _ @ and -.",
  });
}
