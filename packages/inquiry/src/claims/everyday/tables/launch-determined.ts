import type { Reading } from "../frame.ts";

const SITE = "site|sites|point|area|position|spot|place|location|direction";
const FOUND =
  "found|find|identified|identify|determined|determine|established|establish|located|locate|confirmed|confirm|pinpointed|pinpoint|known|clarified|disclosed|ascertained|traced|detected|revealed|localised";
const OPEN = "unknown|unclear|uncertain|undetermined|unconfirmed|undisclosed|investigated|disputed";
const FLIER =
  "drone|drones|uav|uavs|rocket|rockets|missile|missiles|shell|shells|mortar|mortars|projectile|projectiles|round|rounds|fire|salvo|barrage|shots|attack|strike|munition|it|they|launched|object";
const AWAY =
  "come|came|launch|launched|fire|fired|fly|flew|flown|take|took|originate|originated|start|started|release|released|send|sent|departed|set";

/** Ways to say that it is, or is not, known from where it came. */
export const LAUNCH_DETERMINED: Reading = {
  predicate: "launch.determined",
  unless: new Set("satellite product money painting word exercise drill cause".split(" ")),
  frames: [
    {
      value: "no",
      says: [
        `launch|launching|firing ${SITE} be|remain ${OPEN}|under`,
        `launch|launching|firing ${SITE} not|yet|never (been|be|to) ${FOUND}`,
        `launch|launching|firing ${SITE} : (not) unknown|unclear|determined|known|established`,
        `point|place|${SITE} of origin|launch|departure|firing|release be|remain ${OPEN}|under|determined|being`,
        `point|place|${SITE} of origin|launch|departure|firing|release not|yet|never (been|be|to) ${FOUND}`,
        `origin|source|trajectory (of) ${FLIER} be|remain ${OPEN}|under`,
        `origin|source|trajectory (of) ${FLIER} not|yet|never (been|be|to) ${FOUND}`,
        "origin : unknown|unclear",
        `not|never|nobody|no|unclear|unknown|uncertain (known|clear|say|said|know|knows|established|disclose|disclosed|tell|determined|sure|certain|established) (from|exactly|yet) where … ${FLIER} ${AWAY}|had|were|was|from`,
        `trying|seeking|working|investigating|looking to|into (find|establish|determine|out) (out) (from) where ${FLIER} ${AWAY}|had|were|was`,
        `where ${FLIER} (were|was|had) ${AWAY} (from) be|remain ${OPEN}|not|still`,
        `where ${FLIER} (were|was|had) (been) ${AWAY} (from) not ${FOUND}|clear`,
        `look|looking|searching|search|hunting for the launch|launching|firing ${SITE}|crew|team`,
        `try|trying|seeking|working to establish|find|determine|locate|identify the point|place|launch|launching|firing|origin`,
        `not found|find|determine|determined|establish|established|identify|identified|locate|located|say|said (yet) (the) place|point|launch|direction|origin|firing`,
        `not know|knows|knew|say|said|tell|clear|sure (yet) if|whether ${FLIER} (were|was|had) (been) ${AWAY}`,
        `no launch|launching|firing ${SITE} found|identified|located|determined|known|established|named`,
        `not show|showed|reveal|see|saw|record (from) where … ${FLIER} ${AWAY}|from`,
        "(from) where it (was|had) launched|fired|came|sent|started remain|remains (a) (matter|question|mystery|unknown|open)",
        `not determine|determined|establish|established|say|tell (from) where (the) ${FLIER} (had|has|was|were) ${AWAY}|been`,
        "no launcher|launchers found|recovered|discovered|located",
        `no information|word|indication|clue|data|details on|of|about|as (to) launch|where|origin`,
        `direction … come|came|fired|launched not ${FOUND}`,
        `unable to determine|establish|identify|locate|say … direction|origin|launch|where|point`,
      ],
    },
    {
      value: "yes",
      denied: "no",
      says: [
        `launch|launching|firing ${SITE} ${FOUND}`,
        `point|place|${SITE} of origin|launch|departure|firing ${FOUND}`,
        `origin (of) ${FLIER} ${FOUND}`,
        `place|spot|location (from) where|from|which … ${AWAY} (off) ${FOUND}`,
        `worked|work|figured|made out (from) where … ${FLIER} (was|were|had|has) (been) ${AWAY}`,
        `fix|fixed|pin|pinned|plot|plotted launch|launching|firing ${SITE}`,
        `find|found|identify|identified|locate|located|pinpoint|pinpointed|determine|determined|establish|established launch|launching|firing ${SITE}`,
        `find|found|identify|identified|locate|located|pinpoint|pinpointed|determine|determined|establish|established point|place|origin|source|direction of origin|launch|fire|departure|drones|rockets|shells`,
        `know|knows|established|determined|found (out) (from|exactly) where ${FLIER} ${AWAY}|had|were|was`,
      ],
    },
  ],
};
