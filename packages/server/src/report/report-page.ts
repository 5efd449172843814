import {
  clockText,
  type SiteModel,
  stepText,
  type TimeUs,
  utcText,
  type WhyReport,
} from "@tocsin/core";
import { escapeXml } from "@tocsin/sdk";
import { daysText } from "./day-text.ts";
import { incidentMap } from "./draw-incident-map.ts";
import { localTimes } from "./local-times.ts";
import type { ReportContent } from "./make-report.ts";
import { chainTable, citeIn, recordsTable, section, standalonePage } from "./page-parts.ts";

/** The page of a report; `manifest` is put where it says what it is made of. */
export function reportPage(content: ReportContent, manifest: string): string {
  const { asked, whatIf } = content;
  const { record } = asked.incident;
  const site = record.site.value;
  const { recorded } = asked;
  return standalonePage(
    `${site.name}: ${recorded.question}`,
    {
      header: [
        `<p class="kind">Incident report · ${escapeXml(site.name)} · ${dayOf(content)}, ${timesText(site)} · mode ${site.mode}</p>`,
        `<h1>${escapeXml(recorded.question)}</h1>`,
        `<p class="answer">${escapeXml(recorded.answer)}</p>`,
        `<p>${escapeXml(whatIf.answer)}</p>`,
        ...notes(content),
      ],
      main: [
        section("What happened", timeline(content)),
        section(
          "Where",
          `<figure>${incidentMap(record, asked.question)}<figcaption>${CAPTION}</figcaption></figure>`,
        ),
        section("The chain, link by link", chainTable(recorded, cite)),
        section("What would have had to be otherwise", counterfactuals(content)),
        ...outside(recorded, asked.question.of === "track"),
        section("How this record is scored", scoreText(content)),
        section("Records that this rests on", recordsTable(content.cited, RECORD)),
        section(
          "How to check this report",
          `${CHECK}\n${versionsText(content)}\n${askedAs(content)}`,
        ),
      ],
    },
    manifest,
  );
}

/** The day that is asked about, by the place's own time or by what happened. */
function dayOf({ query, asked, moments }: ReportContent): string {
  if (query.of === "place" || query.of === "area") return daysText(query.atUs, query.atUs);
  const times = moments.map(({ atUs }) => atUs);
  const { fromUs, toUs } = asked.incident.record;
  return times.length === 0 ? daysText(fromUs, toUs) : daysText(times[0], times[times.length - 1]);
}

/** Whose time the page speaks. */
const timesText = ({ timeZone }: SiteModel): string =>
  timeZone === undefined
    ? "times are UTC"
    : `times are UTC; what happened is told in ${escapeXml(timeZone)} beside it`;

/** Where a cited record is listed in the page. */
const RECORD = "record-";
const cite = citeIn(RECORD);

const CAPTION =
  "Areas, sensors with their reach, and the way of the object; dashed: where it was projected to come down, or had left the ground (90 %). North is up.";

const CHECK = `<p>Each number in brackets is a record of the journal; each record below has the SHA-256 that the journal's signed chain holds of it. With the journal and the public key of the post, and without a network:</p>
<pre>tocsin verify REPORT.html --data-dir JOURNAL --public-key KEY</pre>
<p>checks every record of the journal, that the key signed it, and that it is the one this page was made from, and makes the page again from it. So a changed byte of this page is found, and a journal that holds anything else than when the page was made. Nobody can find by it, where this page was made anew too, that records were cut off the journal's end, or that those after its last signature are others: it says through which record the journal is signed. Without the key, whoever signed the journal is believed.</p>`;

/** What decided then, and what tells of it now: an inquiry asks which program it was. */
function versionsText({ versions, madeBy }: ReportContent): string {
  const named = ({ tocsin, engine }: typeof madeBy): string =>
    `Tocsin ${escapeXml(tocsin)}, engine ${escapeXml(engine)}`;
  const deciding = versions.map((each) => `${named(each)} ${cite([each.sequence])}`);
  const then =
    deciding.length === 0 ? "" : `What happened was decided by ${deciding.join(", then ")}. `;
  return `<p>${then}This page was made by ${named(madeBy)}.</p>`;
}

/** The question in the words of a program: what is made again answers this one and no other. */
const askedAs = ({ query }: ReportContent): string =>
  `<p>The question was <code>${escapeXml(JSON.stringify(query))}</code>.</p>`;

function notes({ asked, whatIf }: ReportContent): readonly string[] {
  const said: string[] = [];
  if (!asked.reproduced)
    said.push(
      "This version decides otherwise than the one that made the record: what would have been speaks of this version.",
    );
  if (whatIf.sets.some(({ notional }) => notional))
    said.push(
      "Answers marked notional rest on the stated models of sensors and channels, not on anything that was seen.",
    );
  return said.map((words) => `<p class="note">${words}</p>`);
}

function timeline({ moments, asked }: ReportContent): string {
  if (moments.length === 0) return "<p>Nothing is recorded of that time.</p>";
  const { timeZone } = asked.incident.record.site.value;
  const here = timeZone === undefined ? null : localTimes(timeZone);
  const local = (atUs: TimeUs): string => (here === null ? "" : `<td>${here(atUs)}</td>`);
  const head = timeZone === undefined ? "" : `<th>${escapeXml(timeZone)}</th>`;
  const rows = moments.map(
    ({ atUs, kind, words, records: numbers }) =>
      `<tr class="${kind}"><td><time datetime="${utcText(atUs)}">${clockText(atUs)}</time></td>${local(atUs)}<td>${kind}</td><td>${escapeXml(words)} ${cite(numbers)}</td></tr>`,
  );
  return `<table><thead><tr><th>UTC</th>${head}<th>what</th><th></th></tr></thead><tbody>\n${rows.join("\n")}\n</tbody></table>`;
}

function counterfactuals({ whatIf }: ReportContent): string {
  const links = whatIf.links.map(({ code, statement, alone, recorded, records: numbers }) => {
    const enough =
      alone === true
        ? "alone enough"
        : alone === false
          ? "others could stand in"
          : "not mended by any run";
    const behind = recorded ? "" : ", found behind the others";
    return `<li><code>${code}</code> ${escapeXml(statement)} <span class="margin">${enough}${behind}</span> ${cite(numbers)}</li>`;
  });
  const sets = whatIf.sets.map(({ steps, stage, warnedUs }) => {
    const when = warnedUs === null ? "not warned" : `${stage}, first at ${clockText(warnedUs)} UTC`;
    const each = steps.map(
      (step) =>
        `<li>${escapeXml(stepText(step))}<br><code>--set ${escapeXml(step.name)}</code></li>`,
    );
    return `<li>${when}<ul>${each.join("")}</ul></li>`;
  });
  return [
    links.length === 0 ? "" : `<p>Links that were broken:</p><ul>${links.join("\n")}</ul>`,
    sets.length === 0
      ? "<p>No change that can be run gives the other answer.</p>"
      : `<p>Each of these gives the other answer, and with any of its changes left out it does not. The record was run again ${whatIf.runs} times for this.</p><ol>${sets.join("\n")}</ol>`,
  ].join("\n");
}

/** Every warning of the journal against what is known to have happened: whether this one was the exception. */
const scoreText = ({ score }: ReportContent): string =>
  score.length === 0
    ? "<p>Nothing of this journal can be scored.</p>"
    : `<p>All warnings of this journal, held against what is known to have happened by its last record.</p>\n<pre>${escapeXml(score.join("\n"))}</pre>`;

/** Reports of objects that no track ties to the one that is asked about. */
const UNTIED =
  "<p>Nothing was tracked there, so whether one of these was the object that is asked about no record of this journal tells.</p>";

function outside(
  { official, objects, defences }: WhyReport,
  isTracked: boolean,
): readonly string[] {
  const list = (
    all: readonly { readonly statement: string; readonly records: readonly number[] }[],
  ) =>
    `<ul>${all.map(({ statement, records: numbers }) => `<li>${escapeXml(statement)} ${cite(numbers)}</li>`).join("\n")}</ul>`;
  return [
    ...(official === undefined ? [] : [section("What authorities said", list(official))]),
    ...(objects === undefined
      ? []
      : [
          section(
            "What is reported to have become of each object",
            `${list(objects)}${isTracked ? "" : UNTIED}`,
          ),
        ]),
    ...(defences.length === 0 ? [] : [section("Defences, by their stated rules", list(defences))]),
  ];
}
