/** Below this turn, rad, the series is used: its first term left out is under one unit in the last place. */
const SERIES_RAD = 0.1;

/**
 * Horizontal turn at constant rate, climb unchanged, over `dt` seconds. State 7×1: position m, velocity m/s,
 * turn rate ω rad/s, positive to the left (counterclockwise from above). With θ = ω·dt, A = sin θ/ω and
 * B = (1 − cos θ)/ω:
 *
 * e' = e + A·vₑ − B·vₙ,  n' = n + B·vₑ + A·vₙ,  vₑ' = cos θ·vₑ − sin θ·vₙ,  vₙ' = sin θ·vₑ + cos θ·vₙ.
 *
 * Writes the state and its 7×7 Jacobian; for small θ, A, B and their derivatives by ω come from their
 * Taylor series, so that ω → 0 is straight flight with a full Jacobian. `outState` may be `state`.
 * (Bar-Shalom, Li and Kirubarajan, 2001, Estimation with Applications to Tracking and Navigation, section 11.7.)
 */
export function coordinatedTurn(
  state: Float64Array,
  dt: number,
  outState: Float64Array,
  outJacobian: Float64Array,
): void {
  const ve = state[3];
  const vn = state[4];
  const vu = state[5];
  const theta = state[6] * dt;
  const cosine = Math.cos(theta);
  const sine = Math.sin(theta);
  let a: number;
  let b: number;
  let aByRate: number;
  let bByRate: number;
  if (Math.abs(theta) < SERIES_RAD) {
    const t2 = theta * theta;
    a = dt * (1 - (t2 / 6) * (1 - (t2 / 20) * (1 - (t2 / 42) * (1 - t2 / 72))));
    b = dt * theta * (0.5 - (t2 / 24) * (1 - (t2 / 30) * (1 - t2 / 56)));
    aByRate = -dt * dt * theta * (1 / 3 - (t2 / 30) * (1 - (t2 / 28) * (1 - t2 / 54)));
    bByRate = dt * dt * (0.5 - (t2 / 8) * (1 - (t2 / 18) * (1 - (t2 / 40) * (1 - t2 / 70))));
  } else {
    const halfSine = Math.sin(0.5 * theta);
    const versine = 2 * halfSine * halfSine;
    a = (dt * sine) / theta;
    b = (dt * versine) / theta;
    aByRate = (dt * dt * (theta * cosine - sine)) / (theta * theta);
    bByRate = (dt * dt * (theta * sine - versine)) / (theta * theta);
  }
  outState[0] = state[0] + a * ve - b * vn;
  outState[1] = state[1] + b * ve + a * vn;
  outState[2] = state[2] + dt * vu;
  outState[3] = cosine * ve - sine * vn;
  outState[4] = sine * ve + cosine * vn;
  outState[5] = vu;
  outState[6] = state[6]!;

  const j = outJacobian;
  for (let i = 0; i < 49; i++) j[i] = i % 8 === 0 ? 1 : 0;
  j[3] = a;
  j[4] = -b;
  j[6] = aByRate * ve - bByRate * vn;
  j[10] = b;
  j[11] = a;
  j[13] = bByRate * ve + aByRate * vn;
  j[19] = dt;
  j[24] = cosine;
  j[25] = -sine;
  j[27] = -dt * (sine * ve + cosine * vn);
  j[31] = sine;
  j[32] = cosine;
  j[34] = dt * (cosine * ve - sine * vn);
}
