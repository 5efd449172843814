/** What an error says, how a command exits on it, and what to do about it. One home for all error codes. */
export interface ErrorEntry {
  /** `{name}` is filled from the error's fields. */
  readonly message: string;
  readonly remedy: string;
  readonly exitCode: number;
}

/** Exit codes of the command line: documented in docs/reference/cli.md. */
export const EXIT = {
  ok: 0,
  failure: 1,
  usage: 2,
  configuration: 3,
  input: 4,
  journal: 5,
  notFound: 6,
  interrupted: 130,
} as const;

export const ERRORS = {
  CONFIG_NOT_FOUND: {
    message: "There is no site file at {path}.",
    remedy: "Name one with --config FILE.",
    exitCode: EXIT.configuration,
  },
  CONFIG_INVALID: {
    message: "The site file {path} has {count} problem(s):\n{problems}",
    remedy: "Mend them, then run: tocsin config check --config {path}",
    exitCode: EXIT.configuration,
  },
  CONFIG_TOO_LARGE: {
    message: "The site file {path} is larger than {limitMib} MiB.",
    remedy: "Check that it is a site file, and not a recording.",
    exitCode: EXIT.configuration,
  },
  CONFIG_UNREADABLE: {
    message: "The site file {path} cannot be read: {detail}",
    remedy: "Check its permissions.",
    exitCode: EXIT.configuration,
  },
  TERRAIN_UNREADABLE: {
    message: "The elevation model {path} cannot be used: {detail}.",
    remedy:
      "Name an SRTM tile (N33E044.hgt) or a GeoTIFF in degrees under `terrain.files`, or leave `terrain` out.",
    exitCode: EXIT.configuration,
  },
  TERRAIN_INCOMPLETE: {
    message: "The elevation models leave out {share} % of the site's ground.",
    remedy: "Add the tiles beside those under `terrain.files`, or shorten `terrain.reach_m`.",
    exitCode: EXIT.configuration,
  },
  SITE_FILE_EXISTS: {
    message: "There is a file at {path} already.",
    remedy: "Name another with --config FILE, or move that one away: nothing is written over.",
    exitCode: EXIT.configuration,
  },
  SCENARIO_NOT_FOUND: {
    message: "There is no scenario called {name}.",
    remedy: "The scenarios are: {known}. A path to a YAML file works too.",
    exitCode: EXIT.notFound,
  },
  CANDIDATES_INVALID: {
    message: "The file of candidates {path} cannot be used:\n{problems}",
    remedy: "Mend it; docs/guides/plan.md shows one.",
    exitCode: EXIT.configuration,
  },
  COMPARISON_INVALID: {
    message: "The file of a comparison {path} cannot be used:\n{problems}",
    remedy: "Mend it; docs/guides/report.md shows one.",
    exitCode: EXIT.configuration,
  },
  SCENARIO_INVALID: {
    message: "The scenario {name} has {count} problem(s):\n{problems}",
    remedy: "Mend them; docs/reference/scenario.md has every key.",
    exitCode: EXIT.configuration,
  },
  INPUT_NOT_FOUND: {
    message: "There is no recording at {path}.",
    remedy:
      "Check the path. Formats: pcap, pcapng, FINAL, raw ASTERIX blocks, Beast, AVR, BaseStation, readsb's JSON; each may be gzipped.",
    exitCode: EXIT.input,
  },
  INPUT_EMPTY: {
    message: "The recording {path} holds nothing that could be decoded: {detail}",
    remedy:
      "Check that it is ASTERIX (over UDP, FINAL or raw blocks), aircraft in Beast, AVR, BaseStation or readsb's JSON, or a capture of Remote ID.",
    exitCode: EXIT.input,
  },
  CASE_NOT_FOUND: {
    message: "There is no case in {path}.",
    remedy: "Begin one with: tocsin case new {path} --title TEXT",
    exitCode: EXIT.notFound,
  },
  CASE_EXISTS: {
    message: "There is a case in {path} already.",
    remedy: "Add to it with tocsin case add, or name another folder: nothing is written over.",
    exitCode: EXIT.input,
  },
  CASE_INPUT: {
    message: "{path} {detail}.",
    remedy:
      "What was in the case before is there as it was. tocsin case --help says what it takes.",
    exitCode: EXIT.input,
  },
  CASE_RECORDING: {
    message: "The journal in {path} {detail}.",
    remedy:
      "Nothing was added. See what is wrong with it with tocsin journal verify, and add a copy that holds.",
    exitCode: EXIT.journal,
  },
  CASE_BUNDLE: {
    message: "The bundle {path} {detail}.",
    remedy:
      "Nothing was added. See what is wrong with it with tocsin verify, and ask whoever gave it, and for their public key.",
    exitCode: EXIT.journal,
  },
  CASE_EXPORT: {
    message: "{path} {detail}.",
    remedy:
      "Nothing was added. Ask whoever gave it for a bundle that their post signed (tocsin bundle), or add their journal; a page comes with its journal: --journal DIR. The file itself can be kept with tocsin case exhibit add.",
    exitCode: EXIT.input,
  },
  CASE_REFUSED: {
    message: "That cannot be done in the case in {path}: {detail}.",
    remedy:
      "See what the case holds with: tocsin case claims {path}, and who signs with: tocsin case members {path}",
    exitCode: EXIT.input,
  },
  CASE_MODEL: {
    message: "The model at {host} gave nothing that can be used: {detail}.",
    remedy:
      "See that it runs and speaks the chat completions of OpenAI, and that --model names one that it has. What it suggested before is kept.",
    exitCode: EXIT.failure,
  },
  CASE_NOT_WRITTEN: {
    message: "What was done in the case in {path} could not be written to the disk.",
    remedy: "See that the disk has room and takes writes, then do it again.",
    exitCode: EXIT.journal,
  },
  CASE_CORRUPT: {
    message: "The case in {path} does not hold: {detail}.",
    remedy: "Compare it with a copy: a text, a record or a report was changed after it was made.",
    exitCode: EXIT.journal,
  },
  DESK_CLOSED: {
    message: "This window was not let in to the desk.",
    remedy:
      "Open the address that tocsin case desk printed last: each lets one window in, once, and none outlives the command.",
    exitCode: EXIT.failure,
  },
  JOURNAL_NOT_FOUND: {
    message: "There is no journal in {path}.",
    remedy: "Name the folder that holds it with --data-dir DIR, or record one first.",
    exitCode: EXIT.journal,
  },
  JOURNAL_KEY_UNUSABLE: {
    message: "The key {path}, which signs the record, cannot be read: {detail}.",
    remedy:
      "Put it back from a copy. Without one, start with a new --data-dir and keep this folder as it is: signed with another key its record would not verify.",
    exitCode: EXIT.journal,
  },
  JOURNAL_CORRUPT: {
    message: "The journal in {path} does not verify: {detail}",
    remedy: "Keep the folder as it is; records before the named place are sound.",
    exitCode: EXIT.journal,
  },
  REPORT_NOT_VERIFIED: {
    message: "The report {path} does not verify. {detail}",
    remedy: "Ask whoever gave it to you for the report and the journal as they were.",
    exitCode: EXIT.journal,
  },
  BUNDLE_RULE_INVALID: {
    message: "The rule file of a bundle {path} cannot be used:\n{problems}",
    remedy: "Mend it; docs/guides/report.md shows one.",
    exitCode: EXIT.configuration,
  },
  BUNDLE_UNSIGNABLE: {
    message:
      "No signing key lies beside the journal in {path}, so a bundle of it cannot be signed.",
    remedy: "Make it on the post that wrote the journal, as the user that the post runs as.",
    exitCode: EXIT.journal,
  },
  JOURNAL_LOCKED: {
    message: "The journal in {path} is in use by process {pid}.",
    remedy: "Stop that process, or name another folder with --data-dir DIR.",
    exitCode: EXIT.journal,
  },
  DATA_DIR_IN_USE: {
    message: "{path} already holds a journal.",
    remedy: "Name an empty folder with --data-dir DIR: a run never adds to another's journal.",
    exitCode: EXIT.journal,
  },
  REPLAY_DIFFERS: {
    message: "The replay differs from the record: {detail}",
    remedy: "The journal was written by engine {recorded}; this is engine {current}.",
    exitCode: EXIT.journal,
  },
  SUBJECT_NOT_FOUND: {
    message: "The journal holds no {kind} {name}.",
    remedy: "{hint}",
    exitCode: EXIT.notFound,
  },
  PORT_IN_USE: {
    message: "Port {port} on {host} is in use by another program.",
    remedy: "Stop that program, or name another port with --port N.",
    exitCode: EXIT.failure,
  },
  ADDRESS_UNUSABLE: {
    message: "The web server cannot listen on {host}, port {port}: {detail}",
    remedy: "Name an address of this machine with --host and a free port above 1023 with --port.",
    exitCode: EXIT.failure,
  },
  SOURCE_NOT_FOUND: {
    message: "There is no recording called {name}.",
    remedy: "GET /api/sources lists those that there are.",
    exitCode: EXIT.notFound,
  },
  STORY_NOT_FOUND: {
    message: "There is no story called {name}.",
    remedy: "GET /api/stories lists those that there are.",
    exitCode: EXIT.notFound,
  },
  ROUTE_NOT_FOUND: {
    message: "There is nothing at {path}.",
    remedy: "GET /api/openapi.json lists what there is.",
    exitCode: EXIT.notFound,
  },
  REQUEST_INVALID: {
    message: "{detail}",
    remedy: "docs/reference/http.md has every route and parameter.",
    exitCode: EXIT.usage,
  },
  PDF_NOT_MADE: {
    message: "There is no PDF in {path}: {detail}.",
    remedy:
      "Install Chromium (`apt install chromium`), or name a browser of its kind in `TOCSIN_CHROMIUM`. The page itself is written: any browser prints it as a PDF.",
    exitCode: EXIT.failure,
  },
  SERVER_BUSY: {
    message: "{detail}",
    remedy: "Ask again in a few seconds.",
    exitCode: EXIT.failure,
  },
  SIGN_IN_NEEDED: {
    message: "Sign in first.",
    remedy: "Open the console and sign in; without an account ask an administrator for a link.",
    exitCode: EXIT.failure,
  },
  SESSION_EXPIRED: {
    message: "Your session has ended.",
    remedy: "Sign in again.",
    exitCode: EXIT.failure,
  },
  SECOND_FACTOR_NEEDED: {
    message: "The second proof is missing: your password alone does not open this.",
    remedy: "Use your passkey, or the code of your app.",
    exitCode: EXIT.failure,
  },
  NOT_ALLOWED: {
    message: "Your account may not do this.",
    remedy: "docs/reference/access.md says which role may; an administrator gives roles.",
    exitCode: EXIT.failure,
  },
  SIGN_IN_FAILED: {
    message: "Name and password do not belong together.",
    remedy: "Try again; an administrator can make a new link for you.",
    exitCode: EXIT.failure,
  },
  PROVIDER_OFF: {
    message: "Nobody signs in with a provider here.",
    remedy: "Sign in with a name and a password; identity.oidc of the site file names a provider.",
    exitCode: EXIT.failure,
  },
  PROVIDER_UNREACHABLE: {
    message: "The sign-in service cannot be used now: {detail}.",
    remedy: "Sign in with a name and a password of this post, or try again later.",
    exitCode: EXIT.failure,
  },
  PROVIDER_REFUSED: {
    message: "The sign-in service's answer does not hold: {detail}.",
    remedy: "Sign in again. If it happens each time, tell an administrator what stands here.",
    exitCode: EXIT.failure,
  },
  PROVIDER_NOT_BEGUN: {
    message: "This sign-in was not begun in this browser, is used up, or took too long.",
    remedy: "Go to the sign-in page and begin again.",
    exitCode: EXIT.failure,
  },
  PROVIDER_NO_ROLE: {
    message: "The sign-in service knows you, and nothing that it says gives you a role here.",
    remedy: "Ask whoever manages your organisation's groups for one that has a role at this post.",
    exitCode: EXIT.failure,
  },
  ACCOUNT_CLOSED: {
    message: "Your account here is closed.",
    remedy: "An administrator of this post can open it again.",
    exitCode: EXIT.failure,
  },
  PASSKEY_REFUSED: {
    message: "This passkey does not sign in here.",
    remedy: "Sign in with name and password; My account lists the passkeys that work.",
    exitCode: EXIT.failure,
  },
  PASSKEY_UNPROVEN: {
    message: "No new passkey was proven, or it took too long.",
    remedy: "Begin again on the page of your account.",
    exitCode: EXIT.failure,
  },
  PASSKEY_PAGE: {
    message: "Browsers give no passkey to this page: {detail}.",
    remedy:
      "Open the console by a name with a certificate that the browser trusts, or as localhost; a password works everywhere.",
    exitCode: EXIT.usage,
  },
  PASSKEY_NOT_FOUND: {
    message: "This account has no passkey {name}.",
    remedy: "My account lists those that there are.",
    exitCode: EXIT.notFound,
  },
  TOO_MANY_ATTEMPTS: {
    message: "Too many wrong attempts: wait {seconds} s.",
    remedy: "Nothing is locked; after that time try again.",
    exitCode: EXIT.failure,
  },
  PASSWORD_UNFIT: {
    message: "{detail}",
    remedy: "Choose another one.",
    exitCode: EXIT.usage,
  },
  LINK_INVALID: {
    message: "This link is used up, too old, or not one of ours.",
    remedy: "Ask for a new one: tocsin account reset NAME makes one, and so does an administrator.",
    exitCode: EXIT.failure,
  },
  ACCOUNT_NOT_FOUND: {
    message: "There is no account called {name}.",
    remedy: "tocsin account list shows those that there are.",
    exitCode: EXIT.notFound,
  },
  ACCOUNT_EXISTS: {
    message: "There is an account called {name} already.",
    remedy: "Choose another name, or change that account.",
    exitCode: EXIT.failure,
  },
  ACCOUNT_INVALID: {
    message: "{detail}",
    remedy: "docs/operating/accounts.md tells what an account is.",
    exitCode: EXIT.usage,
  },
  DEVICE_KEY_UNUSABLE: {
    message: "The device's key file {path} cannot be used: {detail}.",
    remedy: "Name another with --key FILE; `tocsin device enrol` makes one.",
    exitCode: EXIT.input,
  },
  POST_UNREACHABLE: {
    message: "The post at {address} does not answer: {detail}.",
    remedy:
      "Check the address, that the post runs, and with --authority FILE whose certificate it has.",
    exitCode: EXIT.failure,
  },
  TOKEN_NOT_FOUND: {
    message: "There is no token {name}.",
    remedy: "tocsin token list shows those that there are.",
    exitCode: EXIT.notFound,
  },
  KEY_NOT_FOUND: {
    message: "There is no key {name}.",
    remedy: "tocsin enrol list shows those that there are.",
    exitCode: EXIT.notFound,
  },
  LAST_ADMINISTRATOR: {
    message: "{name} is the last administrator: nobody could manage accounts any more.",
    remedy: "Make another administrator first.",
    exitCode: EXIT.failure,
  },
  IDENTITY_UNAVAILABLE: {
    message: "Accounts cannot be used now: {detail}.",
    remedy: "Protection goes on. Look at the disk and at tocsin's log, then try again.",
    exitCode: EXIT.failure,
  },
  OBSERVERS_OFF: {
    message: "This site takes no reports of observers.",
    remedy: "Add an input of type `observers` to the site file: docs/guides/observers.md.",
    exitCode: EXIT.failure,
  },
  TOO_MANY_REPORTS: {
    message: "That was a lot at once: wait {seconds} s.",
    remedy: "Nothing is lost; the page keeps what waits and sends it then.",
    exitCode: EXIT.failure,
  },
  REPORT_UNRECORDED: {
    message: "The report was not recorded: {detail}.",
    remedy: "Send it again; a report that arrived twice is taken once.",
    exitCode: EXIT.failure,
  },
  REPORT_NOT_FOUND: {
    message: "There is no report {name} of yours.",
    remedy: "Only who sent a report can take it back.",
    exitCode: EXIT.notFound,
  },
  ENVELOPE_REFUSED: {
    message: "The envelope is refused: {reason}.",
    remedy: "Enrol the phone again, or sign in.",
    exitCode: EXIT.failure,
  },
  COMMAND_REFUSED: {
    message: "Not done: {detail}.",
    remedy: "Nothing has changed. Look at what is so now, then decide again.",
    exitCode: EXIT.failure,
  },
  STATE_CHANGED: {
    message: "It has changed since you looked. Now: {detail}.",
    remedy: "Nothing was done. Look at it, then decide again.",
    exitCode: EXIT.failure,
  },
  COMMAND_UNRECORDED: {
    message:
      "It was not recorded, and so not done: what lowers protection has to be in the record.",
    remedy: "Look at the disk and at tocsin's log, then try again. Warning people works meanwhile.",
    exitCode: EXIT.failure,
  },
  SECOND_PERSON_NEEDED: {
    message: "This takes another person than the one who proposed it.",
    remedy: "Somebody else with the role supervisor agrees to it, signed in by themselves.",
    exitCode: EXIT.failure,
  },
  SECOND_NOT_INDEPENDENT: {
    message:
      "One of the two accounts was made, or given its rights or a new link, by the other within the last day: they may be one person.",
    remedy: "Somebody else with the role supervisor agrees to it, or this one a day later.",
    exitCode: EXIT.failure,
  },
  SIGNATURE_NEEDED: {
    message: "This takes your signature with a passkey on the console, or a key at a terminal.",
    remedy:
      "Add a passkey to your account on the console, opened by its name, and try again there; at a terminal register a key (tocsin account key) and give --key.",
    exitCode: EXIT.failure,
  },
  SECOND_NOT_ON_SITE: {
    message: "You are not signed in from the site, and this site wants its second person there.",
    remedy:
      "Somebody on the site agrees to it; operators.second_person in the site file says who else may.",
    exitCode: EXIT.failure,
  },
  PROOF_NEEDED: {
    message: "Show your password or passkey once more: you last did too long ago for this.",
    remedy: "Then do it again.",
    exitCode: EXIT.failure,
  },
  PROPOSAL_OPEN: {
    message: "{name} has proposed the same already.",
    remedy: "Agree to that proposal, or refuse it: {id}.",
    exitCode: EXIT.failure,
  },
  PROPOSAL_NOT_FOUND: {
    message: "There is no proposal {name}.",
    remedy: "Proposals end by themselves; propose it anew if it is still meant.",
    exitCode: EXIT.notFound,
  },
  RECIPIENT_NOT_FOUND: {
    message: "There is no {name} that can be tested.",
    remedy: "`tocsin siren ls` lists what can be, by its channel.",
    exitCode: EXIT.notFound,
  },
  PROPOSAL_CLOSED: {
    message: "This proposal has ended: {detail}.",
    remedy: "Propose it anew if it is still meant.",
    exitCode: EXIT.failure,
  },
  OPERATIONS_OFF: {
    message: "Nothing can be commanded here: {detail}.",
    remedy: "Ask the server of a post that runs.",
    exitCode: EXIT.failure,
  },
  DRILL_NOT_FOUND: {
    message: "There is no drill {id} here.",
    remedy: "`tocsin drill list` and the console's page of exercises name them.",
    exitCode: EXIT.usage,
  },
  DRILL_REFUSED: {
    message: "There is no drill: {detail}.",
    remedy: "docs/operating/drills.md says what a drill needs.",
    exitCode: EXIT.failure,
  },
  STATEMENT_REFUSED: {
    message: "The statement is not taken: {detail}",
    remedy: "Mend what it says, and state it again.",
    exitCode: EXIT.usage,
  },
  USAGE: { message: "{detail}", remedy: "Run: tocsin {command}--help", exitCode: EXIT.usage },
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof ERRORS;
