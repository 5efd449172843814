import { registrationText, type SensorBiases, type SensorRegistration } from "@tocsin/core";
import type { PictureBiases, PictureRegistration } from "@tocsin/sdk";
import { round } from "./picture-frame.ts";

const degrees = (radians: number): number => round((radians * 180) / Math.PI, 4);

const biases = ({ rangeM, azimuthRad, elevationRad, clockS }: SensorBiases): PictureBiases => ({
  rangeM: round(rangeM.value, 1),
  rangeSigmaM: round(rangeM.sigma, 1),
  azimuthDeg: degrees(azimuthRad.value),
  azimuthSigmaDeg: degrees(azimuthRad.sigma),
  elevationDeg: degrees(elevationRad.value),
  elevationSigmaDeg: degrees(elevationRad.sigma),
  clockS: round(clockS.value, 4),
  clockSigmaS: round(clockS.sigma, 4),
});

/** What is known of a sensor's errors, for a screen. */
export const pictureRegistration = (registration: SensorRegistration): PictureRegistration => ({
  text: registrationText(registration),
  pairs: registration.pairs,
  absolute: biases(registration.absolute),
  relative: biases(registration.relative),
});
