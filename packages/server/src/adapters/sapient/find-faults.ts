import type { Message } from "@bufbuild/protobuf";
import type { Timestamp } from "@bufbuild/protobuf/wkt";
import { SapientMessageSchema, type SapientMessage } from "./generated/sapient_message_pb.ts";
import { type FieldRule, type MessageRules, rulesOf } from "./message-rules.ts";
import { isUuid } from "./rules.ts";

/** The one edition of the standard that is spoken here, as a registration names it. */
export const ICD_VERSION = "BSI Flex 335 v2.0";
/** Faults after which a message is read no further: it is refused anyway. */
const FAULTS_MAX = 20;
/** Messages inside messages; the schema needs about twelve where classes have classes. */
const DEPTH_MAX = 32;

/** One thing that a message has wrong: where, as a path of field names, and what. */
export interface MessageFault {
  readonly path: string;
  readonly problem: string;
}

/**
 * What in a message goes against the standard: fields that must be there, one of several that must be there, identifiers' form,
 * enumerations and fields that it does not know, and four rules that no option of the schema says: that a time is one, the edition that a registration
 * names, that dependent nodes are named by UUIDs, and that numbers are finite. Empty for a valid message; at most {@link FAULTS_MAX}.
 */
export function findFaults(message: SapientMessage): readonly MessageFault[] {
  const visitor = new Visitor();
  visitor.visit(message, RULES);
  const { faults } = visitor;
  if (message.timestamp !== undefined && !isTime(message.timestamp))
    faults.push({ path: "timestamp", problem: "is not a time since 1970" });
  if (message.content.case === "registration") {
    const { icdVersion, dependentNodes } = message.content.value;
    // The first edition's nodes wrote underscores.
    if (icdVersion !== undefined && icdVersion.replaceAll("_", " ") !== ICD_VERSION)
      faults.push({ path: "registration.icd_version", problem: `is not "${ICD_VERSION}"` });
    dependentNodes.forEach((id, index) => {
      if (!isUuid(id))
        faults.push({
          path: `registration.dependent_nodes.${index}`,
          problem: "is no UUID of version 4 in lower case",
        });
    });
  }
  return faults.slice(0, FAULTS_MAX);
}

/** In microseconds it is still a whole number exactly; the year is 2255. */
const SECONDS_MAX = 9_000_000_000n;
const isTime = ({ seconds, nanos }: Timestamp): boolean =>
  seconds >= 0n && seconds <= SECONDS_MAX && nanos >= 0 && nanos < 1_000_000_000;

const RULES = rulesOf(SapientMessageSchema);

/** Walks through a message and what it holds. Its methods give false when enough faults were found. */
class Visitor {
  readonly faults: MessageFault[] = [];
  /** Names of the fields on the way in; put together to a path where there is a fault. */
  readonly #way: string[] = [];
  #depth = 0;

  visit(message: Message, rules: MessageRules): boolean {
    if (this.#depth > DEPTH_MAX) return this.#report("is nested too deeply");
    if ((message.$unknown?.length ?? 0) > 0 && !this.#report("has a field that is not known"))
      return false;
    for (const { name, isMissing } of rules.oneofs)
      if (isMissing(message) && !this.#within(name, () => this.#report("is missing"))) return false;
    for (const field of rules.fields) {
      this.#way.push(field.name);
      const goesOn = this.#visitField(message, field);
      this.#way.pop();
      if (!goesOn) return false;
    }
    return true;
  }

  #visitField(message: Message, field: FieldRule): boolean {
    const value = field.valueIn(message);
    if (value === undefined) return !field.isRequired || this.#report("is missing");
    if (!Array.isArray(value)) return this.#visitValue(field, value);
    return value.every((each: unknown, index) =>
      this.#within(String(index), () => this.#visitValue(field, each)),
    );
  }

  #visitValue({ inside, isRequired, identifier, known }: FieldRule, value: unknown): boolean {
    if (inside !== null) {
      this.#depth += 1;
      const goesOn = this.visit(value as Message, inside);
      this.#depth -= 1;
      return goesOn;
    }
    if (typeof value === "string") {
      if (value === "" && isRequired) return this.#report("is empty");
      return identifier?.form.test(value) !== false || this.#report(identifier.problem);
    }
    if (typeof value !== "number") return true;
    if (known !== null) {
      if (!known.has(value)) return this.#report(`has no value ${value}`);
      return value !== 0 || !isRequired || this.#report("is not specified");
    }
    return Number.isFinite(value) || this.#report("is not a number");
  }

  #within(name: string, visit: () => boolean): boolean {
    this.#way.push(name);
    const goesOn = visit();
    this.#way.pop();
    return goesOn;
  }

  #report(problem: string): boolean {
    this.faults.push({ path: this.#way.join("."), problem });
    return this.faults.length < FAULTS_MAX;
  }
}
