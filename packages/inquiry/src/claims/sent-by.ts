import { speakerKindOf } from "../attribution/speaker.ts";
import type { Message } from "../text/messages.ts";
import { ASKER } from "../text/turns.ts";
import type { Claim, Speaker } from "./claim.ts";

/** A sender that is a number or a nickname says nothing of who that is. */
const NO_NAME = /^[\d+()\s.-]+$|[\d_@]/;
/** Nor does "QUESTION" or "the interviewer". */
const isUnnamed = (name: string): boolean => NO_NAME.test(name) || ASKER.test(name);
/** "What I can tell you is": who speaks. */
const FIRST_PERSON = /^(?:what )?(?:i|we)$/i;

/** A claim of a chat: what nobody else is said to say is its sender's, and what somebody else says comes by way of the sender. */
export function sentBy(messages: readonly Message[], claim: Claim): Claim {
  const message = messages.find(
    ({ head, end }) => head.end <= claim.span.start && claim.span.start < end,
  );
  if (message === undefined) return claim;
  const { speaker } = claim;
  if (speaker.kind !== "narrator" && !FIRST_PERSON.test(speaker.name))
    return { ...claim, speaker: { ...speaker, via: [...speaker.via, message.name] } };
  return { ...claim, speaker: { ...senderOf(message), via: speaker.via } };
}

function senderOf({ name, sender }: Message): Omit<Speaker, "via"> {
  if (isUnnamed(name)) return { kind: "anonymous", name, span: sender };
  const kind = speakerKindOf(name, "say");
  return { kind: kind === "unresolved" ? "named" : kind, name, span: sender };
}
