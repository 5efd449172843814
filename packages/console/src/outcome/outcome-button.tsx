import { type ReactElement, useState } from "react";
import type { Picture, SourceDetail } from "@tocsin/sdk";
import { type OutcomeAbout, OutcomeDialog } from "./outcome-dialog.tsx";

/** For so long before the moment that is shown somebody may vouch, unless they say otherwise. */
const VOUCHED_US = 900e6;

/** From the screen of a post: what really happened at the moment that it shows. */
export function OutcomeButton(properties: {
  readonly detail: SourceDetail;
  readonly picture: Pick<Picture, "timeUs" | "areas" | "tracks"> | null;
}): ReactElement {
  const { detail, picture } = properties;
  const [about, setAbout] = useState<OutcomeAbout | null>(null);
  const [isStated, setStated] = useState(false);
  const timeZone = detail.site.timeZone ?? "UTC";
  return (
    <>
      <button
        type="button"
        className="button outcome-say"
        disabled={picture === null}
        onClick={() => picture !== null && setAbout(aboutOf(picture, detail))}
      >
        Say what happened…
      </button>
      {isStated && (
        <span className="small" role="status">
          It is on record.
        </span>
      )}
      {about !== null && (
        <OutcomeDialog
          site={detail.site}
          timeZone={timeZone}
          about={about}
          onClose={() => setAbout(null)}
          onStated={() => setStated(true)}
        />
      )}
    </>
  );
}

/** Where people are warned at that moment is the likeliest place. */
function aboutOf(
  { timeUs, areas, tracks }: Pick<Picture, "timeUs" | "areas" | "tracks">,
  detail: SourceDetail,
): OutcomeAbout {
  return {
    title: detail.site.name,
    atUs: timeUs,
    fromUs: timeUs - VOUCHED_US,
    toUs: timeUs,
    areas: areas.filter(({ stage }) => stage !== null).map(({ id }) => id),
    tracks: tracks.map(({ id, label }) => ({ id, label })),
  };
}
