/** Which sensors of a site count once together: for each the number of its common-cause group, −1 where it has none. */
export type GroupOfSensor = Int32Array;

/**
 * The sum of the rates of the sensors that are in, of a common-cause group only the greatest. Exact, since rates are whole
 * units: it depends on who is in and not on who was. A sensor may come in twice before it leaves once.
 */
export class RateSum {
  readonly #groupOf: GroupOfSensor;
  readonly #members: readonly (readonly number[])[];
  readonly #timesIn: Uint16Array;
  readonly #greatest: Float64Array;
  #rates: Float64Array;
  total = 0;

  constructor(groupOf: GroupOfSensor) {
    this.#groupOf = groupOf;
    const groups = groupOf.reduce((most, group) => Math.max(most, group + 1), 0);
    const members: number[][] = Array.from({ length: groups }, () => []);
    groupOf.forEach((group, sensor) => {
      if (group >= 0) members[group].push(sensor);
    });
    this.#members = members;
    this.#greatest = new Float64Array(groups);
    this.#timesIn = new Uint16Array(groupOf.length);
    this.#rates = new Float64Array(groupOf.length);
  }

  /** Nobody is in; `rates` are those of all sensors until the next start. */
  begin(rates: Float64Array): void {
    this.total = 0;
    this.#rates = rates;
    if (this.#greatest.length === 0) return;
    this.#greatest.fill(0);
    this.#timesIn.fill(0);
  }

  enter(sensor: number): void {
    const group = this.#groupOf[sensor];
    const rate = this.#rates[sensor];
    if (group < 0) {
      this.total += rate;
      return;
    }
    this.#timesIn[sensor]++;
    if (rate > this.#greatest[group]) this.#setGreatest(group, rate);
  }

  leave(sensor: number): void {
    const group = this.#groupOf[sensor];
    const rate = this.#rates[sensor];
    if (group < 0) {
      this.total -= rate;
      return;
    }
    this.#timesIn[sensor]--;
    if (rate < this.#greatest[group]) return;
    let greatest = 0;
    for (const member of this.#members[group])
      if (this.#timesIn[member] > 0 && this.#rates[member] > greatest)
        greatest = this.#rates[member];
    this.#setGreatest(group, greatest);
  }

  #setGreatest(group: number, rate: number): void {
    this.total += rate - this.#greatest[group];
    this.#greatest[group] = rate;
  }
}
