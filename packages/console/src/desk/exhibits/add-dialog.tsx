import {
  DESK_EXHIBIT_KINDS,
  DESK_FILE_BYTES_MAX,
  deskFileTooLarge,
  type DeskExhibitKind,
  type DeskKeptFile,
} from "@tocsin/sdk";
import { type FormEvent, type ReactElement, useId, useState } from "react";
import { DeskDialog } from "../act/desk-dialog.tsx";
import { TextLine } from "../../fields/text-line.tsx";
import { Problem } from "../../identity/card.tsx";
import { useAction } from "../../identity/use-action.ts";
import { sendFile } from "../desk-client.ts";
import type { Asking } from "../rows/rows-view.tsx";
import { MomentFields, noMoment, placeOf, takenOf } from "./moment-fields.tsx";

const FILES_MAX = 100;

/** Asks for files and for what is claimed of them. The files go into the case first, then what is said of them. */
export function AddDialog({ onDone, onClose }: Asking): ReactElement {
  const [files, setFiles] = useState<readonly File[]>([]);
  const [kind, setKind] = useState<DeskExhibitKind | null>(null);
  const [takenBy, setTakenBy] = useState("");
  const [note, setNote] = useState("");
  const [moment, setMoment] = useState(noMoment);
  const { busy, problem, run } = useAction();
  const exhibitKind = kind ?? kindOf(files);
  const submit = (): void =>
    run(async () =>
      onDone({
        kind: "exhibit",
        exhibitKind,
        files: await sent(files),
        taken: takenOf(moment),
        place: placeOf(moment),
        takenBy: takenBy.trim(),
        note: note.trim(),
      }),
    );
  const tooLarge = files.find(({ size }) => size > DESK_FILE_BYTES_MAX);
  const isReady =
    tooLarge === undefined &&
    files.length > 0 &&
    files.length <= FILES_MAX &&
    takenBy.trim() !== "";
  return (
    <DeskDialog
      title="Add an exhibit"
      about="Its files are copied into the case under their hashes. What is said of them here is claimed; what somebody verifies is kept beside it."
      onClose={onClose}
    >
      <form
        className="act-form"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          if (isReady) submit();
        }}
      >
        <Files onChoose={setFiles} />
        <div className="desk-fields">
          <KindField kind={exhibitKind} onChoose={setKind} />
          <TextLine
            label="Who took or found it"
            value={takenBy}
            onChange={setTakenBy}
            maxLength={200}
            required
          />
          <MomentFields
            typed={moment}
            onType={setMoment}
            when="When, as they say"
            where="Where, as they say (words, or latitude, longitude)"
          />
        </div>
        <TextLine label="What it is" value={note} onChange={setNote} maxLength={1000} />
        <Problem text={tooLarge === undefined ? problem : deskFileTooLarge(tooLarge.name)} />
        <button type="submit" className="button-strong" disabled={!isReady || busy}>
          {busy ? "Copying …" : "Add it"}
        </button>
      </form>
    </DeskDialog>
  );
}

/** Sends one after the other: a film is not held up by another. */
async function sent(files: readonly File[]): Promise<readonly DeskKeptFile[]> {
  const kept = [];
  for (const file of files) kept.push({ name: file.name, ...(await sendFile(file)) });
  return kept;
}

function Files({
  onChoose,
}: {
  readonly onChoose: (files: readonly File[]) => void;
}): ReactElement {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>Files</label>
      <input
        id={id}
        type="file"
        multiple
        required
        onChange={({ currentTarget }) => onChoose([...(currentTarget.files ?? [])])}
      />
    </div>
  );
}

const KIND_WORDS: Readonly<Record<DeskExhibitKind, string>> = {
  remains: "remains (of what was found)",
  image: "image or film",
  sound: "sound",
  log: "log of a device",
  document: "document",
};

/** By what the browser takes the first file for; whoever knows better says so. */
function kindOf([first]: readonly File[]): DeskExhibitKind {
  const type = first?.type ?? "";
  if (type.startsWith("image/") || type.startsWith("video/")) return "image";
  return type.startsWith("audio/") ? "sound" : "document";
}

function KindField(properties: {
  readonly kind: DeskExhibitKind;
  readonly onChoose: (kind: DeskExhibitKind) => void;
}): ReactElement {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>Kind</label>
      <select
        id={id}
        value={properties.kind}
        onChange={({ currentTarget }) => {
          const chosen = DESK_EXHIBIT_KINDS.find((kind) => kind === currentTarget.value);
          if (chosen !== undefined) properties.onChoose(chosen);
        }}
      >
        {DESK_EXHIBIT_KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {KIND_WORDS[kind]}
          </option>
        ))}
      </select>
    </div>
  );
}
