import { speakerKindOf } from "../attribution/speaker.ts";
import { type Message, messageAt } from "../text/messages.ts";
import { QUOTED } from "../text/mail.ts";
import { ASKER } from "../text/turns.ts";
import type { Span } from "../text/span.ts";
import type { Claim, Speaker } from "./claim.ts";

/** A sender that is a number or a nickname says nothing of who that is. */
const NO_NAME = /^[\d+()\s.-]+$|[\d_@]/;
/** Nor does "QUESTION" or "the interviewer". */
const isUnnamed = (name: string): boolean =>
  NO_NAME.test(name) || ASKER.test(name) || name === QUOTED;
/** "What I can tell you is": who speaks. */
const FIRST_PERSON = /^(?:what )?(?:i|we)$/i;

/** Whether a range begins in a message. */
export const isSent = (messages: readonly Message[], { start }: Span): boolean =>
  messageAt(messages, start) !== undefined;

/** A claim of a chat: what nobody else is said to say is its sender's, and what somebody else says comes by way of the sender. */
export function sentBy(messages: readonly Message[], claim: Claim): Claim {
  const message = messageAt(messages, claim.span.start);
  if (message === undefined || claim.span.start < message.head.end) return claim;
  const { speaker } = claim;
  if (isOfAnother(messages, message, speaker))
    return { ...claim, speaker: { ...NOBODY_KNOWN, via: [message.name] } };
  if (speaker.kind !== "narrator" && !FIRST_PERSON.test(speaker.name))
    return { ...claim, speaker: { ...speaker, via: [...speaker.via, message.name] } };
  const sender = senderOf(message);
  return { ...claim, ...byOwnForces(claim, sender), speaker: { ...sender, via: speaker.via } };
}

/** Whom a pronoun was taken for in what somebody else wrote: in a chat nobody knows whom its sender means. */
function isOfAnother(messages: readonly Message[], own: Message, { span }: Speaker): boolean {
  if (own.alone !== true || span === null) return false;
  if (own.head.start <= span.start && span.end <= own.end) return false;
  const other = messageAt(messages, span.start);
  return other === undefined || other.name !== own.name;
}

const NOBODY_KNOWN = { kind: "unresolved", name: "(somebody)", span: null } as const;

/** "Our fighters fired them": whose they are. */
const byOwnForces = (
  { predicate, value }: Claim,
  { kind, name }: Omit<Speaker, "via">,
): Partial<Pick<Claim, "value">> =>
  predicate === "responsibility.claimed" && /^(?:our|my|we)\b/i.test(value) && kind !== "anonymous"
    ? { value: name }
    : {};

function senderOf({ name, sender }: Message): Omit<Speaker, "via"> {
  if (isUnnamed(name)) return { kind: "anonymous", name, span: sender };
  const kind = speakerKindOf(name, "say");
  return { kind: kind === "unresolved" ? "named" : kind, name, span: sender };
}
