import type { ClosedProposal, ShownProposal, SourceDetail, WaitingSite } from "@tocsin/sdk";
import { type ReactElement, type ReactNode, useState } from "react";
import { clockText, elapsedText } from "../format/time.ts";
import { areaName } from "../screen/names.ts";
import { ActDialog } from "./act-dialog.tsx";
import { acceptSiteFile, type Act, automationOn, liftInhibit } from "./acts.ts";
import { ProposalCard } from "./proposal-card.tsx";
import { SiteFileNotice } from "./site-file-notice.tsx";
import { usePostTimeUs, usePresent, useRights } from "./use-operations.ts";

/**
 * Above everything, while there is any of it: what waits for a second person, what counts down, where nobody is warned.
 * None of it can be scrolled away or folded up.
 */
export function OperateBar(properties: {
  readonly detail: SourceDetail;
  readonly timeZone: string;
}): ReactElement | null {
  const present = usePresent();
  const nowUs = usePostTimeUs(present?.timeUs ?? 0);
  const [asked, ask] = useState<{ areaId: string | null; act: Act } | null>(null);
  if (present === null) return null;
  const { detail, timeZone } = properties;
  const { automation, posture, areas, proposals, ended, site } = present.operations;
  const inhibited = areas.filter(({ inhibitedUntilUs }) => inhibitedUntilUs !== null);
  const quiet = proposals.length + ended.length + inhibited.length === 0 && site === null;
  if (quiet && automation && posture.level === "normal" && asked === null) return null;
  return (
    <section className="operate-bar" aria-label="Orders">
      <WaitsForPeople
        proposals={proposals}
        site={site}
        nowUs={nowUs}
        timeZone={timeZone}
        onAsk={(act) => ask({ areaId: null, act })}
      />
      {ended.slice(0, 2).map((one) => (
        <p className="operate-line" data-tone="plain" role="status" key={one.id}>
          {endText(one)}
        </p>
      ))}
      {!automation && (
        <Line
          tone="alarm"
          title="Automatic warning is off."
          verb="Switch it on"
          act={() => ask({ areaId: null, act: automationOn })}
        >
          Nobody is warned unless somebody does it by hand.
        </Line>
      )}
      {inhibited.map(({ id, inhibitedUntilUs }) => (
        <Line
          key={id}
          tone="alarm"
          title={`Nobody is warned at ${areaName(detail, id)}`}
          verb="Warn them again"
          act={() => ask({ areaId: id, act: liftInhibit(id) })}
        >
          for{" "}
          <span aria-live="off">{elapsedText(((inhibitedUntilUs ?? nowUs) - nowUs) / 1e6)}</span>{" "}
          more
        </Line>
      ))}
      {posture.level === "heightened" && (
        <Line tone="caution" title="An attack is expected">
          until {clockText(posture.untilUs ?? nowUs, timeZone)}, says {posture.source}: people are
          warned earlier
        </Line>
      )}
      {asked !== null && (
        <ActDialog
          place={asked.areaId === null ? detail.site.name : areaName(detail, asked.areaId)}
          areaId={asked.areaId}
          acts={[asked.act]}
          onClose={() => ask(null)}
        />
      )}
    </section>
  );
}

/** What waits for a second person, and a site file that waits for two. */
function WaitsForPeople(properties: {
  readonly proposals: readonly ShownProposal[];
  readonly site: WaitingSite | null;
  readonly nowUs: number;
  readonly timeZone: string;
  readonly onAsk: (act: Act) => void;
}): ReactElement {
  const { proposals, site, onAsk, ...times } = properties;
  const isProposed = proposals.some(({ command }) => command.kind === "site");
  return (
    <>
      {proposals.map((proposal) => (
        <ProposalCard key={proposal.id} proposal={proposal} site={site} {...times} />
      ))}
      {site !== null && !isProposed && (
        <SiteFileNotice
          site={site}
          timeZone={times.timeZone}
          isFolded={proposals.length > 0}
          onAsk={() => onAsk(acceptSiteFile(site.sha256))}
        />
      )}
    </>
  );
}

/** What is so while it is so, with the way to end it for those who may. */
function Line(properties: {
  readonly tone: "alarm" | "caution";
  readonly title: string;
  readonly children: ReactNode;
  readonly verb?: string;
  readonly act?: () => void;
}): ReactElement {
  const { tone, title, children, verb, act } = properties;
  const { mayOperate } = useRights();
  return (
    <p className="operate-line" data-tone={tone} role={tone === "alarm" ? "alert" : undefined}>
      <strong>{title}</strong>
      <span className="number">{children}</span>
      {mayOperate && act !== undefined && (
        <button type="button" className="button" onClick={act}>
          {verb}
        </button>
      )}
    </p>
  );
}

const END_WORDS: Readonly<Record<ClosedProposal["end"], string>> = {
  seconded: "Done, agreed to by",
  "counted-down": "Done, nobody stopped it",
  refused: "Refused by",
  withdrawn: "Taken back by",
  lapsed: "Not done: no second person agreed in time",
  overtaken: "Not done: it has changed meanwhile",
  "not-taken": "Not done: it was not possible any more",
};

function endText({ end, endedBy, text }: ClosedProposal): string {
  const who = endedBy === null || !END_WORDS[end].endsWith("by") ? "" : ` ${endedBy.name}`;
  return `${END_WORDS[end]}${who}: ${text}`;
}
