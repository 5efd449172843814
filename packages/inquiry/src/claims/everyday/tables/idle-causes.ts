/** Words by which a clause tells why a defence or a warning did nothing: what it hangs on, and what went wrong with it. */
const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** What defences and warnings need, as they are written. */
export const NEEDED: ReadonlySet<string> = words(
  "power electricity current mains battery batteries generator generators diesel fuel mast masts cable cables wire wires wiring copper line link links network server servers software program update licence license contract subscription warranty maintenance repair repairs overhaul upgrade parts spare key keys button switch password code permission clearance authorisation authorization order orders confirmation crew crews gunners operator operators caretaker watchman sentry shift duty radar radars range coverage sector beam horizon echo echoes clutter sensor sensors camera cameras lookouts microphone microphones microphones screen screens console ammunition interceptors interceptor rounds launcher launchers tubes budget money funding threshold sensitivity settings setting filter friendly ours birds bird flock airliner jet fog cloud mist frost ice snow rain storm lightning antenna antennas aerial modem fuse computer clock app siren sirens system systems post posts technician technicians engineers engineer training instructions rules transponder loudspeaker loudspeakers alarm alarms battery's radar's arc dome shield defences defenses missiles guns gun decoys jamming noise ceasefire truce",
);

/** The same where a clause stands beside one that tells of it, in a sentence of its own: what hardly anything else has. */
export const SURELY_NEEDED: ReadonlySet<string> = words(
  "gunners operator operators radar radars sensor sensors microphones console interceptors interceptor launchers siren sirens loudspeaker loudspeakers alarm alarms button clutter echoes beam coverage lookouts jamming decoys airliner flock alert alerts defences dome horizon gun guns antenna mast battery batteries threshold sensitivity",
);

/** How it went wrong: words that tell of a lack, a fault or a bound. */
export const WRONG: ReadonlySet<string> = words(
  "no not n't n’t never without cannot cut dead flat empty broken faulty failed fails failing lapsed expired stolen looted stripped removed moved transferred dismantled disconnected unplugged switched turned jammed blinded blocked hid hides hidden masked forgot forgotten asleep away absent missing lost only too below under outside beyond behind out off down severed crashed frozen froze overloaded overwhelmed saturated swamped refused voted nobody none neither nothing unmanned unattended waiting awaiting awaited needs needed require requires required reloading reloaded repaired serviced overhauled replaced upgraded calibrated ended ran run gave mistook mistaken took classified tagged labelled logged dismissed filtered wedding holiday leave strike lunch home stood aimed pointed pointing facing looking trained complained struck corroded rusted wrong late delayed stuck shut saved spent used exhausted lack shortage insufficient unable allowed forbidden prohibited banned",
);
