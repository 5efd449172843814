import { utcText } from "@tocsin/core";
import { escapeXml, type PlannedArea, type SitePlan } from "@tocsin/sdk";
import { duration, percent, whole } from "../cli/text/numbers.ts";
import { REPORT_STYLE } from "../report/report-style.ts";

/** A plan as a page that stands alone, and says on its head what it shows and to whom it was given. */
export function planPage(plan: Omit<SitePlan, "page">): string {
  const { siteName, caution, givenTo, madeUs } = plan;
  return [
    "<!doctype html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${escapeXml(siteName)}: plan</title>`,
    `<style>${REPORT_STYLE}</style>`,
    "</head>",
    "<body>",
    "<header>",
    `<p class="kind">Plan · ${escapeXml(siteName)}</p>`,
    "<h1>From where would an attack not be seen in time?</h1>",
    `<p class="answer"><strong>${escapeXml(caution)}</strong> Given to ${escapeXml(givenTo)}, ${utcText(madeUs)}.</p>`,
    ...plan.notes.map((words) => `<p class="note">${escapeXml(words)}</p>`),
    "</header>",
    "<main>",
    ...plan.areas.map(areaSection),
    ...sensorSection(plan.sensors),
    "</main>",
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

function areaSection(area: PlannedArea): string {
  const { name, neededS, inTime, of, failing, failingLeftOut, rose, maps } = area;
  const more = failingLeftOut === 0 ? "" : `<p>And ${whole(failingLeftOut)} more.</p>`;
  return [
    `<section><h2>${escapeXml(name)}</h2>`,
    `<p>${percent(inTime / of)} of ${whole(of)} approaches leave the ${duration(neededS)} that people need.</p>`,
    `<ol>${failing.map((words) => `<li>${escapeXml(words)}</li>`).join("")}</ol>${more}`,
    `<figure>${rose}</figure>`,
    ...maps.map(({ svg }) => `<figure>${svg}</figure>`),
    "</section>",
  ].join("\n");
}

function sensorSection(sensors: SitePlan["sensors"]): readonly string[] {
  if (sensors === null) return [];
  const rows = sensors.best.map(
    ({ kindName, placeName, cost, inTimeShare, shareGained, secondsGained }) =>
      `<tr><td>${escapeXml(kindName)}</td><td>${percent(inTimeShare)}</td><td>${percent(shareGained)}</td><td>${duration(secondsGained)}</td><td>${whole(cost)}</td><td>${escapeXml(placeName)}</td></tr>`,
  );
  return [
    `<section><h2>What one more sensor would buy</h2><p>${percent(sensors.inTimeShare)} of approaches, by people, are warned of in time today.</p>`,
    `<table><thead><tr><th>what</th><th>in time</th><th>more by</th><th>seconds more</th><th>cost</th><th>where</th></tr></thead><tbody>${rows.join("\n")}</tbody></table></section>`,
  ];
}
