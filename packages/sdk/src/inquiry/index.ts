export { linkTargetKey } from "./desk-exhibit.ts";
export { MEMBER_PASSKEY_HOST, memberText, statementText } from "./member-text.ts";
