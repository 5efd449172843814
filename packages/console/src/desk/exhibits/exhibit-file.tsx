import type { DeskExhibitFile } from "@tocsin/sdk";
import { type ReactElement, useEffect, useRef, useState } from "react";
import { getFile } from "../desk-client.ts";

/** One file of an exhibit: its name and hash, and what it shows, small. */
export function ExhibitFile({ file }: { readonly file: DeskExhibitFile }): ReactElement {
  const { name, sha256, bytes, shows, alsoIn } = file;
  return (
    <li className="exhibit-file">
      {shows !== null && <Shown file={file} shows={shows} />}
      <span>
        <span dir="auto">{name}</span> <span className="soft">{bytesText(bytes)}</span>
        <br />
        <code className="soft small">{sha256}</code>
        {alsoIn.length > 0 && (
          <>
            <br />
            <strong>The same file as in {alsoIn.join(", ")}</strong>
          </>
        )}
      </span>
    </li>
  );
}

const KIB = 1024;
const bytesText = (bytes: number): string =>
  bytes < KIB
    ? bytes === 0
      ? "empty"
      : `${bytes} bytes`
    : bytes < KIB * KIB
      ? `${Math.round(bytes / KIB)} KiB`
      : `${(bytes / KIB / KIB).toFixed(1)} MiB`;

/** Loaded once it is near the window: a case may hold hundreds. */
function Shown({
  file: { name, sha256 },
  shows,
}: {
  readonly file: DeskExhibitFile;
  readonly shows: "picture" | "sound";
}): ReactElement {
  const place = useRef<HTMLSpanElement>(null);
  const [address, setAddress] = useState<string | null>(null);
  const [why, setWhy] = useState<string | null>(null);
  useEffect(() => {
    let made: string | null = null;
    let current = true;
    const load = async (): Promise<void> => {
      try {
        const blob = await getFile(sha256);
        if (!current) return;
        made = URL.createObjectURL(blob);
        setAddress(made);
      } catch (error) {
        if (current) setWhy(error instanceof Error ? error.message : String(error));
      }
    };
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      void load();
    });
    if (place.current !== null) observer.observe(place.current);
    return () => {
      current = false;
      observer.disconnect();
      if (made !== null) URL.revokeObjectURL(made);
    };
  }, [sha256]);
  return (
    <span className="exhibit-shown" ref={place}>
      {why !== null && <span className="soft">{why}</span>}
      {address !== null &&
        (shows === "picture" ? (
          <a href={address} target="_blank" rel="noreferrer" aria-label={`${name}, in full`}>
            <img src={address} alt={name} />
          </a>
        ) : (
          <audio controls src={address} aria-label={name} />
        ))}
    </span>
  );
}
