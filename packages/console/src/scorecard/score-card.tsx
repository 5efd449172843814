import type { CalibratedTally, MedianSummary, Rate, Scorecard, ScoredEvent } from "@tocsin/core";
import type { ScorecardReport } from "@tocsin/sdk";
import type { ReactElement, ReactNode } from "react";
import { countText, durationText } from "../format/quantity.ts";
import { MODE_WORDS } from "../format/words.ts";
import { CalibrationChart } from "./calibration-chart.tsx";
import { EventsTable } from "./events-table.tsx";

type OnSay = ((event: ScoredEvent) => void) | null;

/** One card for each mode. */
export function Cards(properties: {
  readonly report: ScorecardReport;
  readonly onSay: OnSay;
}): ReactElement {
  const { report, onSay } = properties;
  return (
    <>
      {report.cards.map((card) => (
        <Card key={card.mode} card={card} onSay={onSay} />
      ))}
      {report.eventsLeftOut > 0 && (
        <p className="soft small">
          {countText(report.eventsLeftOut)} earlier events are counted and not listed.
        </p>
      )}
      <p className="soft small">
        Bars show exact intervals of 95 % (Clopper–Pearson). Objects of one attack are not
        independent: of the two shares of warned, that of events is the one whose interval can be
        trusted.
      </p>
    </>
  );
}

function Card(properties: { readonly card: Scorecard; readonly onSay: OnSay }): ReactElement {
  const { card, onSay } = properties;
  const { total } = card;
  return (
    <section className="score-card" data-mode={card.mode} aria-label={MODE_WORDS[card.mode].name}>
      <h2>
        <span className="score-mode" data-mode={card.mode}>
          {MODE_WORDS[card.mode].name}
        </span>{" "}
        <span className="soft">{MODE_WORDS[card.mode].says}</span>
      </h2>
      <div className="score-figures">
        <Share name="Warned" of="objects that hit, or would have" rate={total.warnedShare} good />
        <Share name="Warned of all" of="events" rate={total.eventsWarnedShare} good />
        <Share name="In time for shelter" of="objects" rate={total.inTimeShare} good />
        <Share name="False" of="orders of which it is known" rate={total.falseShare} good={false} />
      </div>
      <Facts total={total} />
      <CalibrationChart tally={total} />
      <EventsTable events={card.events} onSay={onSay} />
    </section>
  );
}

/** A share as a bar with its interval. Where nothing is known there is no bar to be misread. */
function Share(properties: {
  readonly name: string;
  readonly of: string;
  readonly rate: Rate;
  readonly good: boolean;
}): ReactElement {
  const { name, of, rate, good } = properties;
  const { count, share, from, to } = rate;
  return (
    <div className="score-share">
      <h3>{name}</h3>
      <p>
        <strong className="number">{share === null ? "–" : shareText(share)}</strong>{" "}
        <span className="soft small">
          {countText(count)} of {countText(rate.of)} {of}
        </span>
      </p>
      {share === null ? (
        <p className="soft small">Nothing is known yet.</p>
      ) : (
        <>
          <div className="score-bar" aria-hidden="true" data-good={good}>
            <span className="score-fill" style={{ width: `${share * 100}%` }} />
            <span
              className="score-interval"
              style={{ left: `${from * 100}%`, width: `${(to - from) * 100}%` }}
            />
          </div>
          <p className="soft small">
            {shareText(from)} to {shareText(to)}
          </p>
        </>
      )}
    </div>
  );
}

function Facts({ total }: { readonly total: CalibratedTally }): ReactElement {
  const { threats, takeCovers, preAlerts, people, leadS, etaFirst, etaLast, objects } = total;
  return (
    <dl className="score-facts">
      <Fact name="Events">
        {countText(total.events)}; objects: {objects.struck} struck, {objects.averted} averted,{" "}
        {objects.passed} passed
      </Fact>
      <Fact name="Missed">
        {threats.missed}, and {threats.preAlert} with no more than a pre-alert
        {threats.unclear > 0 && `; ${threats.unclear} unclear`}
      </Fact>
      <Fact name="Lead time">{leadText(leadS)}</Fact>
      <Fact name="Told arrival">
        inside the window {etaFirst.inside.count} of {etaFirst.inside.of} as first told,{" "}
        {etaLast.inside.count} of {etaLast.inside.of} as last told
      </Fact>
      <Fact name="Orders to take cover">
        {takeCovers.right} right, {takeCovers.false} false, {takeCovers.unknown} unknown
      </Fact>
      <Fact name="Pre-alerts">
        {preAlerts.right} right, {preAlerts.false} false, {preAlerts.unknown} unknown
      </Fact>
      <Fact name="People told to take cover">
        {countText(people.rightly)} rightly, {countText(people.needlessly)} needlessly,{" "}
        {countText(people.unknown)} unknown
      </Fact>
    </dl>
  );
}

function Fact(properties: { readonly name: string; readonly children: ReactNode }): ReactElement {
  return (
    <div>
      <dt>{properties.name}</dt>
      <dd className="number">{properties.children}</dd>
    </div>
  );
}

/** A share is given as counted: 100 % of five is 100 %, and the interval says what that is worth. */
const shareText = (share: number): string => `${(share * 100).toFixed(share * 100 < 10 ? 1 : 0)} %`;

function leadText(lead: MedianSummary | null): string {
  if (lead === null) return "none";
  const range = `${durationText(lead.least)} to ${durationText(lead.greatest)}`;
  return `${durationText(lead.median)} in the middle, ${range}`;
}
