import { ProtectionSurvey } from "../coverage/assess-protection.ts";
import type { AreaProtection } from "../coverage/protection.ts";
import type { SensorHealth } from "../coverage/sensor.ts";
import { createLocalFrame, type LocalFrame } from "../geodesy/local-frame.ts";
import { createSensorGeometry } from "../measurement/sensor-geometry.ts";
import { createEnvironment, type Environment } from "../motion/environment.ts";
import { measuredAtmosphere } from "../atmosphere/measured-atmosphere.ts";
import { FlightMasks } from "../policy/flight-masks.ts";
import { heightened, type HeightenedPosture } from "../policy/posture.ts";
import type { SiteModel } from "../policy/site-model.ts";
import { DecisionBook } from "../assessment/decision-book.ts";
import type { Terrain } from "../terrain/terrain.ts";
import { terrainOf } from "../terrain/terrain-model.ts";
import type { CountingTracker } from "../tracking/create-tracker.ts";
import { SecondPath } from "../second-path/second-path.ts";
import { selectTracker } from "../tracking/select-tracker.ts";
import { ConductWatch } from "../trust/conduct-watch.ts";
import type { Track } from "../tracking/track.ts";
import { MICROS_PER_SECOND } from "../units/time.ts";
import { AreaStates } from "../warning/area-states.ts";
import { isClaimant } from "./claimed-tracks.ts";
import { ClockWatch } from "./clock-watch.ts";
import { HeardClaims } from "./heard-claims.ts";
import { LagBuffer } from "./lag-buffer.ts";
import { RegistrationWatch } from "./registration-watch.ts";
import { SecondPathWatch } from "./second-path-watch.ts";
import { type FollowerParts, TrackFollower } from "./track-follower.ts";
import type { Weather } from "./weather.ts";

/** Everything that is built from one site model: the parts of the engine that a new configuration replaces. */
export interface SiteRuntime extends FollowerParts {
  /** Of all looks; where there are {@link claims}, of those of sensors that measure. */
  readonly tracker: CountingTracker;
  /** What objects say of themselves, where sensors measure too; null where there is one of the two only. */
  readonly claims: HeardClaims | null;
  readonly frame: LocalFrame;
  readonly survey: ProtectionSurvey;
  readonly lagBuffer: LagBuffer;
  readonly clockWatch: ClockWatch;
  readonly registrationWatch: RegistrationWatch;
  readonly conductWatch: ConductWatch;
  readonly follower: TrackFollower;
  /** The second path and what holds both against each other; null where the policy asks for none, or no sensor measures places. */
  readonly second: { readonly path: SecondPath; readonly watch: SecondPathWatch } | null;
  /** From now on decisions are under the policy of that posture; null: under the policy as configured. */
  readonly setPosture: (posture: HeightenedPosture | null) => void;
  /** From now on flights are projected through that air; null: through the standard one. */
  readonly setWeather: (weather: Weather | null) => void;
}

/** `weather`: what flights are projected through at first, as by {@link SiteRuntime.setWeather}. */
export function createSiteRuntime(site: SiteModel, weather: Weather | null): SiteRuntime {
  const frame = createLocalFrame(site.origin);
  const lagUs = site.policy.lateLookLagS * MICROS_PER_SECOND;
  const terrain = terrainOf(site.terrain);
  const { sensors, origin } = site;
  const trackerConfig = { ...site.tracker, origin, sensors, terrain };
  const tracker = selectTracker(trackerConfig);
  const numbers = { last: 0 };
  const shared = {
    site,
    environment: environmentOf(site, terrain, weather),
    areaStates: areaStatesOf(site),
  };
  const hearsAndMeasures = sensors.some(isClaimant) && !sensors.every(isClaimant);
  const claims = hearsAndMeasures
    ? new HeardClaims({ ...shared, numbers }, tracker, selectTracker(trackerConfig))
    : null;
  const secondPath = secondPathOf(site, frame);
  const parts = {
    ...shared,
    ...(secondPath === null ? {} : { secondPath }),
    tracker,
    masks: new FlightMasks(site.masks),
    book: new DecisionBook({
      mode: site.mode,
      policyVersion: site.policy.version,
      areaCount: site.areas.length,
      numbers,
    }),
    ...(claims === null ? {} : { labelled: (track: Track) => claims.tracks.labelled(track) }),
  };
  const follower = new TrackFollower(parts);
  return {
    ...parts,
    claims,
    frame,
    survey: new ProtectionSurvey(
      frame,
      site.areas.filter((area) => area.protection !== "none"),
      site.sensors,
      { terrain },
    ),
    lagBuffer: new LagBuffer(tracker, lagUs),
    clockWatch: new ClockWatch(lagUs),
    registrationWatch: new RegistrationWatch(),
    conductWatch: new ConductWatch(
      site.sensors.map((spec) => createSensorGeometry(frame, spec, site.groundHeightM, terrain)),
    ),
    follower,
    second:
      secondPath === null
        ? null
        : { path: secondPath, watch: new SecondPathWatch(secondPath, parts) },
    setPosture(posture) {
      const inForce = posture === null ? site : underHeightened(site);
      const { policy } = inForce;
      if (policy.version === parts.site.policy.version) return;
      parts.site = inForce;
      parts.book.setPolicyVersion(policy.version);
      follower.projectionsChanged();
      claims?.policyChanged(inForce);
    },
    setWeather(changed) {
      parts.environment = environmentOf(site, terrain, changed);
      follower.projectionsChanged();
      claims?.airChanged(parts.environment);
    },
  };
}

const environmentOf = (
  { origin }: SiteModel,
  terrain: Terrain | null,
  weather: Weather | null,
): Environment =>
  createEnvironment(origin, measuredAtmosphere(weather?.levels ?? []), origin.heightM, terrain);

const areaStatesOf = ({ id: siteId, mode, policy, areas }: SiteModel): AreaStates =>
  new AreaStates({
    siteId,
    mode,
    policy,
    cutAreas: areas.flatMap(({ id, cut, rings }) =>
      cut === undefined ? [] : [[id, rings] as const],
    ),
    alwaysSwept: areas.flatMap(({ id, sweep }) => (sweep === true ? [id] : [])),
  });

function secondPathOf(site: SiteModel, frame: LocalFrame): SecondPath | null {
  const { sensors, areas, groundHeightM, policy } = site;
  if ((policy.secondPath ?? "off") === "off") return null;
  const { overflightHeightM: passesAboveM } = policy;
  return new SecondPath({ frame, sensors, areas, groundHeightM, passesAboveM });
}

/** The site with each of its policies, its areas' own too, as they are while an attack is expected. */
const underHeightened = (site: SiteModel): SiteModel => ({
  ...site,
  policy: heightened(site.policy),
  areas: site.areas.map((area) =>
    area.policy === undefined ? area : { ...area, policy: heightened(area.policy) },
  ),
});

/** The protection status of every area that people are warned in, for the given health of the sensors. */
export function protectionOf(
  runtime: SiteRuntime,
  health: readonly SensorHealth[],
): readonly AreaProtection[] {
  return runtime.survey.assess(new Map(health.map((one) => [one.sensorId, one])));
}
