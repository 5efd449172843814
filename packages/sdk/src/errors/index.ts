export { ERRORS, EXIT, type ErrorCode, type ErrorEntry } from "./registry.ts";
export { TocsinError } from "./tocsin-error.ts";
