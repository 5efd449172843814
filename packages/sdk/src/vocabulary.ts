export { ISSUER_KINDS } from "./envelope/envelope.ts";
export { ROLE_NAMES, SERVICE_PERMISSIONS } from "./identity/role.ts";
