import type { DescField, DescMessage } from "@bufbuild/protobuf";
import type { Timestamp } from "@bufbuild/protobuf/wkt";
import { isReflectMessage, reflect, type ReflectMessage } from "@bufbuild/protobuf/reflect";
import { SapientMessageSchema, type SapientMessage } from "./generated/sapient_message_pb.ts";
import { identifierProblem, isOneRequired, isRequired, isUuid } from "./rules.ts";

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
  const faults: MessageFault[] = [];
  visit(reflect(SapientMessageSchema, message), "", 0, (path, problem) => {
    faults.push({ path, problem });
    return faults.length < FAULTS_MAX;
  });
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

/** Takes a fault; false when it wants no more. */
type Report = (path: string, problem: string) => boolean;

function visit(message: ReflectMessage, path: string, depth: number, report: Report): boolean {
  if (depth > DEPTH_MAX) return report(path, "is nested too deeply");
  if ((message.message.$unknown?.length ?? 0) > 0 && !report(path, "has a field that is not known"))
    return false;
  for (const oneof of message.desc.oneofs)
    if (isOneRequired(oneof) && message.oneofCase(oneof) === undefined)
      if (!report(join(path, oneof.name), "is missing")) return false;
  for (const field of message.fields)
    if (!visitField(message, field, path, depth, report)) return false;
  return true;
}

function visitField(
  message: ReflectMessage,
  field: DescField,
  parentPath: string,
  depth: number,
  report: Report,
): boolean {
  const path = join(parentPath, field.name);
  if (!message.isSet(field)) return isRequired(field) ? report(path, "is missing") : true;
  if (field.fieldKind === "list") {
    let index = 0;
    for (const value of message.get(field)) {
      if (!visitValue(field, value, `${path}.${index}`, depth, report)) return false;
      index += 1;
    }
    return true;
  }
  return visitValue(field, message.get(field), path, depth, report);
}

function visitValue(
  field: DescField,
  value: unknown,
  path: string,
  depth: number,
  report: Report,
): boolean {
  if (isReflectMessage(value))
    return isOurs(value.desc) ? visit(value, path, depth + 1, report) : true;
  if (typeof value === "string") {
    if (value === "" && isRequired(field)) return report(path, "is empty");
    const problem = identifierProblem(field, value);
    return problem === null || report(path, problem);
  }
  if (typeof value !== "number") return true;
  if (field.enum !== undefined) {
    if (field.enum.value[value] === undefined) return report(path, `has no value ${value}`);
    return value !== 0 || !isRequired(field) || report(path, "is not specified");
  }
  return Number.isFinite(value) || report(path, "is not a number");
}

const isOurs = (desc: DescMessage): boolean => desc.typeName.startsWith("sapient_msg.");

const join = (path: string, name: string): string => (path === "" ? name : `${path}.${name}`);
