/** Places of a sensor's biases: it reports what is true plus these, on a clock that runs late by the last. m, rad, rad, s. */
export const CLOCK_BIAS = 3;
export const BIASES = 4;
