export { assert } from "./assert.ts";
export { MICROS_PER_SECOND, type TimeUs } from "./time.ts";
