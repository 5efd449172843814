import { getOption, type DescField, type DescOneof } from "@bufbuild/protobuf";
import { Format, format, one_required, required } from "./generated/rules_pb.ts";

/** What the standard's schema demands of a field: read from the schema's own options. */
export const isRequired = (field: DescField): boolean => getOption(field, required);

export const isOneRequired = (oneof: DescOneof): boolean => getOption(oneof, one_required);

/** UUID version 4 in lower case, as the common middleware asks. */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
/** Crockford's base 32 in upper case; 128 bits leave only 0 to 7 for the first digit. */
const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;

export const isUuid = (text: string): boolean => UUID.test(text);

/** Says what is wrong with an identifier, or null. */
export function identifierProblem(field: DescField, text: string): string | null {
  const demanded = getOption(field, format);
  if (demanded === Format.UUID)
    return UUID.test(text) ? null : "is no UUID of version 4 in lower case";
  if (demanded === Format.ULID) return ULID.test(text) ? null : "is no ULID in upper case";
  return null;
}
