import type { RandomStream } from "@tocsin/sim";
import type { PathPoint } from "./ballistic-path.ts";
import type { Course } from "./tiers.ts";

const STEP_S = 0.05;
const FLIGHT_S = 60;
const GRAVITY_MPS2 = 9.80665;
const SCALE_HEIGHT_M = 8500;
const SWARM_SIZE = 12;
const SPACING_M = 35;

/** States at every step from a start on; between steps a course is straight. */
function stepped(fromS: number, states: readonly PathPoint[]): Course {
  return (timeS) => {
    const place = (timeS - fromS) / STEP_S;
    const step = Math.floor(place + 1e-6);
    if (step < 0 || step >= states.length) return null;
    const state = states[step];
    const late = Math.max(0, (place - step) * STEP_S);
    return state.map((value, i) =>
      i < 3 ? value + late * state[i + 3] : value,
    ) as unknown as PathPoint;
  };
}

/** The next state of something that flies level at a speed and heading. */
const ahead = (
  [east, north, up]: PathPoint,
  speed: number,
  heading: number,
  climb = 0,
): PathPoint => [
  east + STEP_S * speed * Math.sin(heading),
  north + STEP_S * speed * Math.cos(heading),
  up + STEP_S * climb,
  speed * Math.sin(heading),
  speed * Math.cos(heading),
  climb,
];

/** Two grids of drones that meet 4 km north of the first radar after 30 s, one flying east, one north-west. */
export function swarmCourse(object: number, random: RandomStream): Course {
  const isSecond = object >= SWARM_SIZE;
  const place = object % SWARM_SIZE;
  const speed = isSecond ? 26 : 32;
  const heading = (isSecond ? -45 : 90) * (Math.PI / 180);
  const column = (place % 4) - 1.5;
  const row = Math.floor(place / 4) - 1;
  const east = SPACING_M * column + random.normal() * 5 - 30 * speed * Math.sin(heading);
  const north = 4000 + SPACING_M * row + random.normal() * 5 - 30 * speed * Math.cos(heading);
  let state: PathPoint = [east, north, 300 + random.normal() * 15, 0, 0, 0];
  const own = heading + random.normal() * 0.01;
  const ownSpeed = speed + random.normal() * 0.5;
  const states: PathPoint[] = [];
  for (let step = 0; step * STEP_S < FLIGHT_S; step++) {
    state = ahead(state, ownSpeed, own);
    states.push(state);
  }
  return stepped(0, states);
}

/** A drone that turns one way, then the other, at rates up to `turnRadps`, each for 4–10 s. */
export function weaveCourse(
  random: RandomStream,
  speedFromMps: number,
  speedToMps: number,
  turnRadps: number,
): Course {
  const fromS = Math.round(random.uniform(0, 8) / STEP_S) * STEP_S;
  const distanceM = random.uniform(1500, 8000);
  const bearing = random.uniform(-Math.PI, Math.PI);
  const speed = random.uniform(speedFromMps, speedToMps);
  let heading = random.uniform(-Math.PI, Math.PI);
  let rate = 0;
  let untilStep = 0;
  let state: PathPoint = [
    distanceM * Math.sin(bearing),
    distanceM * Math.cos(bearing),
    random.uniform(150, 900),
    0,
    0,
    0,
  ];
  const states: PathPoint[] = [];
  for (let step = 0; step * STEP_S < FLIGHT_S; step++) {
    if (step >= untilStep) {
      untilStep = step + Math.round(random.uniform(4, 10) / STEP_S);
      rate = random.uniform(-turnRadps, turnRadps);
    }
    heading += rate * STEP_S;
    state = ahead(state, speed, heading);
    states.push(state);
  }
  return stepped(fromS, states);
}

/** A multirotor that flies, brakes at 3 m/s², stands for a while with a sway of decimetres a second, and flies on. */
export function hoverCourse(random: RandomStream): Course {
  const distanceM = random.uniform(1000, 4000);
  const bearing = random.uniform(-Math.PI, Math.PI);
  const cruise = random.uniform(8, 15);
  let heading = random.uniform(-Math.PI, Math.PI);
  const stopS = random.uniform(12, 20);
  const goS = stopS + random.uniform(15, 25);
  let speed = cruise;
  let state: PathPoint = [
    distanceM * Math.sin(bearing),
    distanceM * Math.cos(bearing),
    random.uniform(100, 300),
    0,
    0,
    0,
  ];
  const states: PathPoint[] = [];
  for (let step = 0; step * STEP_S < FLIGHT_S; step++) {
    const timeS = step * STEP_S;
    const wanted = timeS < stopS || timeS >= goS ? cruise : 0.3;
    speed += Math.min(Math.max(wanted - speed, -3 * STEP_S), 3 * STEP_S);
    if (speed < 0.5) heading += random.normal() * 0.1;
    state = ahead(state, speed, heading);
    states.push(state);
  }
  return stepped(0, states);
}

/** A drone that flies straight past the radar, and is nearest half way. */
export function passingCourse(random: RandomStream): Course {
  const nearestM = random.uniform(1000, 2500);
  const bearing = random.uniform(-Math.PI, Math.PI);
  const heading = bearing + (random.chance(0.5) ? 1 : -1) * (Math.PI / 2);
  const speed = random.uniform(15, 35);
  const beforeM = 0.5 * FLIGHT_S * speed;
  let state: PathPoint = [
    nearestM * Math.sin(bearing) - beforeM * Math.sin(heading),
    nearestM * Math.cos(bearing) - beforeM * Math.cos(heading),
    random.uniform(100, 400),
    0,
    0,
    0,
  ];
  const states: PathPoint[] = [];
  for (let step = 0; step * STEP_S < FLIGHT_S; step++) {
    state = ahead(state, speed, heading);
    states.push(state);
  }
  return stepped(0, states);
}

/** How a rocket is launched towards the site and flies: SI, angles in radians, the burn in seconds. */
export interface Launch {
  readonly fromS: number;
  readonly distanceM: number;
  readonly bearing: number;
  readonly elevation: number;
  readonly burnS: number;
  readonly thrust: number;
  readonly drag: number;
}

/** A launch 5–9 km away in the first ten seconds. */
export const drawLaunch = (random: RandomStream): Launch => ({
  fromS: Math.round(random.uniform(1, 10) / STEP_S) * STEP_S,
  distanceM: random.uniform(5000, 9000),
  bearing: random.uniform(-Math.PI, Math.PI),
  elevation: random.uniform(40, 55) * (Math.PI / 180),
  burnS: random.uniform(2, 4),
  thrust: random.uniform(60, 120),
  drag: random.uniform(6e-5, 1.6e-4),
});

/** A rocket launched towards the site: thrust along its velocity, then free flight with drag. */
export function launchCourse(launch: Launch): Course {
  const { fromS, distanceM, bearing, elevation, burnS, thrust, drag } = launch;
  const start = 20;
  const level = start * Math.cos(elevation);
  let state: PathPoint = [
    distanceM * Math.sin(bearing),
    distanceM * Math.cos(bearing),
    1,
    -level * Math.sin(bearing),
    -level * Math.cos(bearing),
    start * Math.sin(elevation),
  ];
  const states: PathPoint[] = [];
  for (let step = 0; step * STEP_S < FLIGHT_S && state[2] > 0; step++) {
    states.push(state);
    const push = step * STEP_S < burnS ? thrust : 0;
    // Ten small steps of the midpoint rule keep the change of thrust sharp.
    for (let part = 0; part < 10; part++) state = flown(state, push, drag, STEP_S / 10);
  }
  return stepped(fromS, states);
}

function flown(state: PathPoint, thrust: number, drag: number, dt: number): PathPoint {
  const slope = rates(state, thrust, drag);
  const middle = state.map((value, i) => value + 0.5 * dt * slope[i]) as unknown as PathPoint;
  const better = rates(middle, thrust, drag);
  return state.map((value, i) => value + dt * better[i]) as unknown as PathPoint;
}

function rates([, , up, ve, vn, vu]: PathPoint, thrust: number, drag: number): PathPoint {
  const speed = Math.sqrt(ve * ve + vn * vn + vu * vu);
  const along = thrust / speed - drag * Math.exp(-up / SCALE_HEIGHT_M) * speed;
  // The rail holds it until the thrust carries it.
  const fall = thrust > 0 && speed < 40 ? 0 : GRAVITY_MPS2;
  return [ve, vn, vu, along * ve, along * vn, along * vu - fall];
}
