export { SPEAKER_KINDS } from "./attribution/attribution.ts";
export { EXHIBIT_KINDS } from "./cases/actions/exhibit-kinds.ts";
export { MEMBER_ROLES } from "./cases/actions/member-roles.ts";
export { POLARITIES } from "./claims/claim.ts";
export { MAIN_EVENT } from "./claims/main-event.ts";
export { PREDICATE_WORDS } from "./claims/predicate-words.ts";
