/** Words of the tables about defences, by kind; each is a list of alternatives of a frame. */
export const SOUND =
  "sound|sounded|wail|wailing|blare|blaring|ring|rang|howl|shriek|scream|beep|buzz";
export const GIVE =
  "give|raise|issue|sound|trigger|send|declare|announce|broadcast|activate|transmit|relay|pass|release|put";
export const NOTICE = "siren|alarm|alert|warning";
export const WARN = "warn|warned|alert|alerted";
export const ACT =
  "activate|activated|engage|respond|react|fire|shoot|function|operate|work|trigger|deploy|launch|release|start|thunder|retaliate|confront";
/** What a defence does when it is needed: that “the siren works” tells of no attack. */
export const ACTED =
  "activate|activated|engage|respond|react|fire|shoot|functioned|operated|worked|trigger|deploy|launch|release|start|thunder|retaliate|confront";
export const IDLE =
  "silent|quiet|passive|deaf|blind|unlit|inert|unresponsive|motionless|mute|dead|off|offline|down|inactive|idle|asleep|dark|unmanned|dormant|inoperative|unserviceable|defective|broken|useless|absent|missing|disabled|deactivated|unplugged|disconnected|overwhelmed";
