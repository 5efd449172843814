import { type DescField, type DescMessage, isFieldSet, type Message } from "@bufbuild/protobuf";
import { identifierRule, type IdentifierRule, isOneRequired, isRequired } from "./rules.ts";

/**
 * What the schema demands of one kind of message, looked up once: to ask the schema for the options of each field of each message took
 * twenty times as long as all else about it.
 */
export interface MessageRules {
  readonly oneofs: readonly OneofRule[];
  readonly fields: readonly FieldRule[];
}

/** One of several fields that must be there. */
interface OneofRule {
  readonly name: string;
  readonly isMissing: (message: Message) => boolean;
}

export interface FieldRule {
  /** As the schema writes it. */
  readonly name: string;
  /** What a message has in the field; undefined where it is not set. */
  readonly valueIn: (message: Message) => unknown;
  readonly isRequired: boolean;
  readonly identifier: IdentifierRule | null;
  /** The values that an enumeration knows. */
  readonly known: ReadonlySet<number> | null;
  /** Of a message of the standard; those that it borrows, such as time stamps, have no rules. */
  readonly inside: MessageRules | null;
}

const PACKAGE = "sapient_msg.";

const compiled = new Map<DescMessage, MessageRules>();

/** The rules of a kind of message and of all that it holds; kinds that hold themselves are looked up once as well. */
export function rulesOf(desc: DescMessage): MessageRules {
  const known = compiled.get(desc);
  if (known !== undefined) return known;
  const fields: FieldRule[] = [];
  const oneofs = desc.oneofs.filter(isOneRequired).map(({ name, localName }) => ({
    name,
    isMissing: (message: Message) => caseOf(message, localName).case === undefined,
  }));
  const rules: MessageRules = { oneofs, fields };
  compiled.set(desc, rules);
  for (const field of desc.fields) fields.push(ruleOf(field));
  return rules;
}

function ruleOf(field: DescField): FieldRule {
  const isOurs = field.message?.typeName.startsWith(PACKAGE) === true;
  return {
    name: field.name,
    valueIn: readerOf(field),
    isRequired: isRequired(field),
    identifier: identifierRule(field),
    known: field.enum === undefined ? null : new Set(field.enum.values.map(({ number }) => number)),
    inside: isOurs && field.message !== undefined ? rulesOf(field.message) : null,
  };
}

/** The library keeps each field in a property of its own, but the one of several that is there under their common name. */
function readerOf(field: DescField): FieldRule["valueIn"] {
  const { oneof, localName } = field;
  const read =
    oneof === undefined
      ? (message: Message): unknown => Reflect.get(message, localName)
      : (message: Message): unknown => caseOf(message, oneof.localName).value;
  return (message) => (isFieldSet(message, field) ? read(message) : undefined);
}

interface Case {
  readonly case: string | undefined;
  readonly value?: unknown;
}
const caseOf = (message: Message, name: string): Case => Reflect.get(message, name) as Case;
