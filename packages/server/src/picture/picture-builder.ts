import {
  createEnvironment,
  type EngineEffect,
  type EngineEvent,
  type Environment,
  type Fault,
  isAllowed,
  type OfficialEntry,
  type ReceiptEvent,
  type SiteModel,
  type StandingOrders,
  measuredAtmosphere,
  standardAtmosphereWithWind,
  type TimeUs,
  type Track,
  type Warning,
  type Weather,
  warningKey,
} from "@tocsin/core";
import {
  type Picture,
  PICTURE_LIMITS,
  type PictureDecision,
  type PictureDefence,
  type PictureFault,
  type PictureRecipient,
  type PictureTrack,
  type PictureWarning,
  type PictureWeather,
  type ProtectionSummary,
} from "@tocsin/sdk";
import { warningText } from "../channels/warning-text.ts";
import type { PipelineStep } from "../pipeline/pipeline.ts";
import { AreaBoard } from "./area-board.ts";
import { ClaimBoard } from "./claim-board.ts";
import { decisionText } from "./decision-text.ts";
import { InputBoard } from "./input-board.ts";
import { EngagementBoard } from "./engagement-board.ts";
import { ImpactBook } from "./impact-book.ts";
import { MaskBook } from "./mask-book.ts";
import { OfficialBoard } from "./official-board.ts";
import { PictureFrame, round } from "./picture-frame.ts";
import { pictureTrack } from "./picture-track.ts";
import { protectionSummary } from "./protection-summary.ts";
import { ReceiptList } from "./receipt-list.ts";
import { Recent } from "./recent.ts";
import { SensorBoard } from "./sensor-board.ts";
import { TrackLabels } from "./track-labels.ts";
import { TrackTrails } from "./track-trails.ts";
import { pictureWeather } from "./picture-weather.ts";

export interface PictureOptions {
  /** IANA name, for the times in warnings' texts; null: UTC. */
  readonly timeZone: string | null;
  /** Whether any channel carries what this post warns of; absent: it is not known, as of a recording. */
  readonly isCarried?: boolean;
  /** How many of the latest are shown, where fewer than {@link PICTURE_LIMITS} allows. */
  readonly limits?: Partial<Record<keyof typeof PICTURE_LIMITS, number>>;
}

interface WarningEntry {
  readonly key: string;
  readonly shown: PictureWarning;
  readonly receipts: ReceiptList;
}

/**
 * Follows a site through its pipeline steps, live or from a journal, and gives what a screen shows of any moment.
 * Bounded by {@link PICTURE_LIMITS}. It decides nothing: every statement in it was recorded, or is a track.
 */
export class PictureBuilder {
  readonly #options: PictureOptions;
  readonly #limits: Readonly<Record<keyof typeof PICTURE_LIMITS, number>>;
  #site: SiteModel;
  #frame: PictureFrame;
  #environment: Environment;
  readonly #areas = new AreaBoard();
  #labels = new TrackLabels();
  readonly #impacts = new ImpactBook();
  readonly #trails = new TrackTrails();
  readonly #masks = new MaskBook();
  readonly #sensors = new SensorBoard();
  #recipients: readonly PictureRecipient[] = [];
  readonly #claims = new ClaimBoard();
  readonly #inputs = new InputBoard();
  #defences = new Map<string, PictureDefence>();
  readonly #decisions: Recent<PictureDecision>;
  readonly #warnings: Recent<WarningEntry>;
  readonly #faults: Recent<PictureFault>;
  readonly #official = new OfficialBoard();
  readonly #engagements = new EngagementBoard();
  #automation: boolean;
  /** Whether the engine has said what holds: until then it is what the site file says. */
  #hasOrders = false;
  #weather: { readonly told: Weather; readonly shown: PictureWeather } | null = null;
  #summary: ProtectionSummary | null = null;

  constructor(site: SiteModel, options: PictureOptions) {
    this.#options = options;
    const limit = (key: keyof typeof PICTURE_LIMITS): number =>
      Math.min(PICTURE_LIMITS[key], options.limits?.[key] ?? PICTURE_LIMITS[key]);
    this.#limits = {
      tracks: limit("tracks"),
      trailPoints: limit("trailPoints"),
      decisions: limit("decisions"),
      warnings: limit("warnings"),
      faults: limit("faults"),
      rejections: limit("rejections"),
      official: limit("official"),
      engagements: limit("engagements"),
      recipients: limit("recipients"),
    };
    this.#decisions = new Recent(this.#limits.decisions);
    this.#warnings = new Recent(this.#limits.warnings);
    this.#faults = new Recent(this.#limits.faults);
    this.#site = site;
    this.#frame = new PictureFrame(site);
    this.#environment = createEnvironment(site.origin, standardAtmosphereWithWind());
    this.#automation = site.automation;
  }

  /** Takes up what runs already when it begins to watch: a post that was started again. */
  adopt(
    openWarnings: readonly Warning[],
    official: readonly OfficialEntry[] = [],
    weather: Weather | null = null,
    orders: StandingOrders | null = null,
  ): void {
    if (orders !== null) this.#ordered(orders);
    this.#official.adopt(official);
    for (const warning of openWarnings) this.#warned(warning);
    this.#setWeather(weather);
  }

  /** A post that is started again counts its objects anew; a recording of it does as its screens did. */
  restart(): void {
    this.#labels = new TrackLabels();
  }

  /** `decidedUs`: when the step was done, by the post's clock; left out where that is not known. */
  observe(step: PipelineStep, decidedUs: TimeUs | null = null): void {
    if (step.event !== null) this.#event(step.event, decidedUs);
    for (const effect of step.effects) this.#effect(effect);
  }

  /** The moment `nowUs`, with the engine's tracks of then. */
  picture(nowUs: TimeUs, tracks: readonly Track[]): Picture {
    const site = this.#site;
    const areas = this.#areas.list(site, nowUs);
    const sensors = this.#sensors.list(nowUs);
    const faults = this.#faults.list();
    const automation = this.#automation;
    return {
      timeUs: nowUs,
      mode: site.mode,
      protection: this.noteProtection(nowUs),
      tracks: this.#tracks(tracks, nowUs),
      areas,
      sensors,
      inputs: this.#inputs.list(),
      ...(this.#weather === null ? {} : { weather: this.#weather.shown }),
      defences: [...this.#defences.values()],
      decisions: this.#decisions.list(),
      warnings: this.#warnings.list().map(({ shown }) => shown),
      ...whereAny("official", this.#official.list(nowUs)),
      ...whereAny("engagements", this.#engagements.list()),
      faults,
      automation,
      ...whereAny("recipients", this.#recipients),
    };
  }

  /** How those are that channels carry warnings to, as the channels say. */
  noteRecipients(recipients: readonly PictureRecipient[]): void {
    this.#recipients = recipients.slice(0, this.#limits.recipients);
  }

  /** How the site is protected now. Asked for without a picture it keeps in mind since when that holds. */
  noteProtection(nowUs: TimeUs): ProtectionSummary {
    const site = this.#site;
    const summary = protectionSummary({
      site,
      nowUs,
      automation: this.#automation,
      isCarried: this.#options.isCarried ?? true,
      areas: this.#areas.list(site, nowUs),
      sensors: this.#sensors.list(nowUs),
      faults: this.#faults.list(),
      recipients: this.#recipients,
    });
    const same = this.#summary !== null && this.#summary.status === summary.status;
    const sinceUs = same ? this.#summary?.sinceUs : nowUs;
    this.#summary = { ...summary, sinceUs: sinceUs ?? nowUs };
    return this.#summary;
  }

  /** Confirmed ones; where there are too many, those that people are warned of, then the latest sensed. */
  #tracks(tracks: readonly Track[], nowUs: TimeUs): readonly PictureTrack[] {
    const confirmed = tracks.filter(({ status }) => status !== "tentative");
    this.#labels.adopt(confirmed);
    const threats = new Map(
      confirmed.map(({ id }) => [id as string, this.#areas.threatenedBy(id, nowUs)]),
    );
    const threatening = (id: string): number => ((threats.get(id)?.length ?? 0) > 0 ? 1 : 0);
    const shown =
      confirmed.length <= this.#limits.tracks
        ? confirmed
        : confirmed
            .sort(
              (a, b) => threatening(b.id) - threatening(a.id) || b.lastSensedUs - a.lastSensedUs,
            )
            .slice(0, this.#limits.tracks);
    const impacts = this.#impacts.update(shown, {
      frame: this.#frame,
      environment: this.#environment,
    });
    const list = shown.map((track) => {
      const [east, north, up] = track.estimates[0].mean;
      return pictureTrack(track, {
        frame: this.#frame,
        impact: impacts.get(track.id) ?? null,
        label: this.#labels.of(track.id),
        labelOf: (id) => this.#labels.seek(id),
        trail: this.#trails
          .note(track, this.#frame.place(east, north, up))
          .slice(-this.#limits.trailPoints),
        threatens: threats.get(track.id) ?? [],
        masked: this.#masks.isMasked(track.id),
        claim: this.#claims.of(track, nowUs),
        sensors: this.#site.sensors,
      });
    });
    this.#trails.keepOnly(new Set(confirmed.map(({ id }) => id)));
    this.#masks.keepOnly(new Set(tracks.map(({ id }) => id)));
    return list;
  }

  #event(event: EngineEvent, decidedUs: TimeUs | null): void {
    switch (event.type) {
      case "configuration":
        this.#configure(event.site, event.receivedUs);
        break;
      case "look":
        this.#sensors.looked(event, decidedUs);
        this.#claims.looked(event.look, event.receivedUs);
        break;
      case "command":
        if (event.command.kind === "automation" && isAllowed(event))
          this.#automation = event.command.on;
        break;
      case "defence":
        this.#defences.set(event.defenceId, {
          id: event.defenceId,
          state: event.state,
          sinceUs: event.receivedUs,
          by: event.by,
          ...(event.inhibitedBy === undefined ? {} : { inhibitedBy: event.inhibitedBy }),
          ...(event.reason === undefined ? {} : { reason: event.reason }),
          ...(event.reachM === undefined ? {} : { reachM: event.reachM }),
          ...(event.protectsAreas === undefined ? {} : { protectsAreas: event.protectsAreas }),
        });
        break;
      case "receipt":
        this.#receipt(event);
        this.#official.receipt(event);
        break;
      case "official-warning":
        this.#official.take(event);
        break;
      case "engagement":
        this.#engagements.add(event);
        break;
      case "tick":
      case "health":
      case "weather":
        break;
    }
  }

  #ordered({ automation }: StandingOrders): void {
    this.#automation = automation;
    this.#hasOrders = true;
  }

  #configure(site: SiteModel, nowUs: TimeUs): void {
    this.#site = site;
    this.#frame = new PictureFrame(site);
    this.#setWeather(this.#weather?.told ?? null);
    // What people ordered outlives a start; where another site file ends it, the engine says so.
    if (!this.#hasOrders) this.#automation = site.automation;
    const defences = this.#defences;
    this.#sensors.configure(site.sensors, nowUs);
    this.#defences = new Map(
      site.defences.map(({ id }) => [
        id,
        defences.get(id) ?? { id, state: "unknown", sinceUs: null, by: null },
      ]),
    );
  }

  #setWeather(weather: Weather | null): void {
    const air =
      weather === null ? standardAtmosphereWithWind() : measuredAtmosphere(weather.levels);
    this.#weather =
      weather === null
        ? null
        : { told: weather, shown: pictureWeather(weather, air, this.#site.groundHeightM) };
    this.#environment = createEnvironment(this.#site.origin, air);
  }

  #effect(effect: EngineEffect): void {
    switch (effect.type) {
      case "decision":
        this.#decided(effect.decision);
        break;
      case "warning":
        this.#warned(effect.warning);
        break;
      case "track":
        this.#labels.note(effect.track);
        break;
      case "protection":
        this.#areas.protection(effect.areas);
        break;
      case "sensor":
        this.#sensors.health(effect);
        break;
      case "registration":
        this.#sensors.registration(effect);
        break;
      case "conduct":
        this.#sensors.conduct(effect);
        break;
      case "orders":
        this.#ordered(effect.orders);
        break;
      case "air":
        this.#setWeather(effect.weather);
        break;
      case "fault":
        this.#failed(effect.fault);
        break;
    }
  }

  /** A tally is shown of its input and sensor; its words stand among the faults. */
  #failed({ tally, ...fault }: Fault): void {
    const { code, subject, detail } = fault;
    this.#faults.addAgain(
      fault,
      (told) => told.code === code && told.subject === subject && told.detail === detail,
    );
    this.#areas.failed(fault);
    if (tally === undefined) return;
    this.#inputs.rejected(tally, fault.detail);
    this.#sensors.dropped(tally);
  }

  #decided(decision: Extract<EngineEffect, { type: "decision" }>["decision"]): void {
    const { numbers } = decision;
    this.#masks.decided(decision);
    this.#areas.decided(decision);
    const area = this.#site.areas.find(({ id }) => id === decision.areaId);
    const trackLabel = this.#labels.seek(decision.trackId);
    this.#decisions.add({
      number: decision.number,
      timeUs: decision.decidedUs,
      trackId: decision.trackId,
      trackLabel,
      areaId: decision.areaId,
      stage: decision.stage,
      reasons: decision.reasons,
      probability: round(numbers.probability, 6),
      threshold: numbers.threshold,
      missDistanceM: round(numbers.missDistanceM, 1),
      final: decision.final,
      text: decisionText(decision, trackLabel, area?.name ?? null),
    });
  }

  #warned(warning: Warning): void {
    this.#areas.warned(warning);
    const area = this.#site.areas.find(({ id }) => id === warning.areaId);
    if (area === undefined) return;
    const { timeZone } = this.#options;
    const text = warningText(warning, {
      siteName: this.#site.name,
      area,
      ...(timeZone === null ? {} : { timeZone }),
    });
    this.#warnings.add({
      key: `${warningKey(warning)} ${warning.version}`,
      shown: {
        timeUs: warning.issuedUs,
        areaId: warning.areaId,
        stage: warning.stage,
        action: warning.action,
        episode: warning.episode,
        version: warning.version,
        headline: text.headline,
        instruction: text.instruction,
        receipts: [],
      },
      receipts: new ReceiptList(),
    });
  }

  #receipt(event: ReceiptEvent): void {
    this.#warnings.update(
      (entry) => entry.key === `${event.warningKey} ${event.version}`,
      ({ shown, ...entry }) => {
        entry.receipts.add(event);
        return { ...entry, shown: { ...shown, receipts: entry.receipts.shown() } };
      },
    );
  }
}

const whereAny = <K extends "official" | "engagements" | "recipients">(
  key: K,
  list: NonNullable<Picture[K]>,
): Pick<Picture, K> | object => (list.length === 0 ? {} : { [key]: list });
