export { type AdapterCheck, adapterChecks } from "./adapter-checks.ts";
export type { AdapterSample, AdapterSubject } from "./adapter-subject.ts";
