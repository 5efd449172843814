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

/** The form of an identifier, and what is said of one that does not have it. */
export interface IdentifierRule {
  readonly form: RegExp;
  readonly problem: string;
}

const UUID_RULE = { form: UUID, problem: "is no UUID of version 4 in lower case" };
const ULID_RULE = { form: ULID, problem: "is no ULID in upper case" };

/** The form that a field's identifiers must have; null where any text will do. */
export function identifierRule(field: DescField): IdentifierRule | null {
  const demanded = getOption(field, format);
  if (demanded === Format.UUID) return UUID_RULE;
  return demanded === Format.ULID ? ULID_RULE : null;
}
