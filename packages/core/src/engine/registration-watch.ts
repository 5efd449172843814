import type { SensorRegistration } from "../registration/sensor-registration.ts";
import { registrationText } from "../registration/registration-text.ts";
import { MICROS_PER_SECOND, type TimeUs } from "../units/time.ts";

/** What is known of sensors' errors is told this often at most. */
const TOLD_EVERY_US = 10 * MICROS_PER_SECOND;

export interface RegistrationWatchState {
  readonly dueUs: TimeUs;
  /** What was told last, by sensor. */
  readonly told: readonly (readonly [string, string])[];
}

/** Tells how wrong sensors read when the words for it change, and not at every digit. */
export class RegistrationWatch {
  #dueUs: TimeUs = 0;
  #told = new Map<string, string>();

  /** Those of which something else is known now than was told last; none until the next time is due. */
  news(
    nowUs: TimeUs,
    registrations: () => readonly SensorRegistration[],
  ): readonly SensorRegistration[] {
    if (nowUs < this.#dueUs) return [];
    this.#dueUs = nowUs + TOLD_EVERY_US;
    return registrations().filter((registration) => {
      const text = registrationText(registration);
      if (this.#told.get(registration.sensorId) === text) return false;
      this.#told.set(registration.sensorId, text);
      return true;
    });
  }

  snapshot(): RegistrationWatchState {
    return { dueUs: this.#dueUs, told: [...this.#told] };
  }

  restore({ dueUs, told }: RegistrationWatchState): void {
    this.#dueUs = dueUs;
    this.#told = new Map(told);
  }
}
