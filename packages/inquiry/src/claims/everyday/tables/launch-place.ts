import type { Reading } from "../frame.ts";

const LAUNCH =
  "launch|launched|fire|fired|send|sent|release|released|fly|flown|shoot|discharge|discharged|lob|lobbed|deploy|deployed|direct|directed|steer|steered|loose|loosed|hurl|hurled|operate|operated";
const COME =
  "come|came|fly|flew|flown|arrive|arrived|approach|approached|originate|originated|depart|departed|emerge|emerged|start|started|cross|crossed|enter|entered|appear|appeared|descend|swoop|buzz|race|head|take|lift|set|travel|travelled";

/** Ways to say from where a weapon was sent or came. */
export const LAUNCH_PLACE: Reading = {
  predicate: "launch.place",
  affirmed: true,
  unless: new Set("satellite product exercise drill funeral".split(" ")),
  frames: [
    {
      says: [
        `<flier> ${COME} (in|out|off|over|up) (low|straight|fast|directly) from|of|off {origin}`,
        `<flier> ${COME} … from {origin}`,
        `<flier> ${LAUNCH} (off) … from {origin}`,
        `<flier> ${LAUNCH} (off) in|near|outside|inside|within {origin}`,
        `<flier> set|prepared|hidden|mounted|positioned|placed up in|on|at|near|inside|behind {origin}`,
        `<flier> positioned|hidden|placed|concealed|parked in|on|at|near|inside|behind {origin}`,
        `<flier> launched|fired|coming|flying|sent|released|flown|arriving|incoming from {origin}`,
        "<flier> begin|began|started|start flight|journey at|in|from {origin}",
        "<flier> ' flight|path begin|began at|in {origin}",
        "flight|journey|route begin|began|started|start at|in|from {origin}",
        `launch|launched|fire|fired|send|sent|release|released|fly <flier> … from {origin}`,
        "launch|launches|firing|firings be|take|took (made|place|carried|conducted|detected|recorded) (out) from|in|at|near {origin}",
        "launch|launches from {origin}",
        "launch|launching|firing|take-off site|point|area|place of {} be (been) identified|located|determined|established|pinpointed (as|to) (be) (as|in|at|near|on) {origin}",
        "<deed> be|come|came (launched|carried|mounted|conducted|staged|directed|made) (out) from {origin}",
        "<party> attack|attacked|struck|strike|shell|shelled|bombard|fire|fired … from {origin}",
        "launch|launching|firing site|point|area|position|spot|place|location|zone be|lie|lay|stood (located|identified|found|placed|put|assessed|believed|thought|pinpointed|established) (to|as) (be) (as|in|at|near|on|outside|inside|within|around|behind) {origin}",
        "launch|launching|firing|fire site|point|area|position|spot|place|location|direction in|at|near|on|outside|inside {origin}",
        "launch|launching|firing site|point|area|position|spot|place|location : {origin}",
        "direction of launch|fire|attack|approach|flight : {origin}",
        "point of origin|launch|departure|release be|lie|lay (located|identified) (as|in|at|near|on|outside|inside|within) {origin}",
        "origin|source of … fire|drones|drone|rockets|rocket|missile|missiles|shells|attack|launch be|lie|lay (in|at|near|on|outside|inside|within) {origin}",
        "point|place|site|spot of launch|origin|departure|firing be|lie|lay|lies (located|situated|placed) to|in|at {origin}",
        "launch|launching|firing point|site|area|position be|lie|lay|lies (located|situated|placed) to {origin}",
        "place|point|site|spot of launch|origin|departure lie|lay|lies|be {origin}",
        "origin : {origin}",
        "put|place|placed|located|locate|trace|traced origin|launch|source (point|site) at|in|near|to {origin}",
        "trajectory|trajectories|path|track|tracks|route|course lead|leads|led|point|points|pointed|trace|traced (back) to|towards {origin}",
        "track|tracked|trace|traced|follow|followed <flier> back to {origin}",
        "traced|tracked|followed back to {origin}",
        "gun|guns|artillery|mortar|mortars|howitzers|tanks|battery|batteries|launcher|launchers (positioned|hidden|stationed) in|on|at|near|behind {origin} fire|fired|shell|shelled",
        "shelling|mortar|fire|shellfire|rockets|drones|missiles|salvo from {origin} have|has|had|hit|strike|struck|damaged|killed|fell|landed|continued|hits|wounded|injured",
        "launcher|launchers|tube|tubes|rail|rails|ramp|ramps found|recovered|discovered|located|seized|stand|stood|abandoned|hidden|left in|at|near|on|inside|behind|outside {origin}",
        "release|released|dropped|drop <flier> over {origin}",
        "launched|fired|released|dropped by … over|off|near {origin}",
        "launched|released|fired … over {origin}",
        "set <flier> off from {origin}",
        "speak|speaks|spoke|talk|talks|talked|name|names|named|give|gives|gave|cite|cites|cited|mention|mentions|mentioned (of) {origin} as (the|a) launch|launching|take-off|takeoff|departure|starting|firing site|point|place|spot|area|pad",
        "(launch|launching|take-off|departure|starting|firing) site|point|place|spot of launch|departure|take-off|start be|was {origin}",
        "(picked|detected|registered|spotted|recorded|picked) (up) launch|launches from|in|at|near {origin}",
        "{origin} be where <flier> (had) come|came|launched|fired|started|taken|took",
        "{vessel} launch|launched|fire|fired <flier>",
        "{vessel} (have|had) served|serve|acted|used as (a) (the) launcher|launchpad|platform",
        "target|targeted|targeting|attack|attacked|fired|shelled|hit|struck {} from positions|hills|heights|posts on|in|at|near {origin}",
        "launched|fired|sent , … , from {origin}",

        "<flier> take|took|taken off from|in|at|near {origin}",
        "fire|fired|firing from {origin}",
        "<flier> (have) (been) depart|departed|took|taken|take|flown|put|lifted|set|raised|sent (in|into|to) (the) (off|out|up|air) from inside|within|near|behind|across {origin}",
        "launched|launch|fired|fire|came|come|shelled|flew|sent|arrived|crossed (in) from across|behind|beyond|inside|within {origin}",
      ],
    },
  ],
};

/** The same by a direction alone, where nothing is heard or seen from there. */
export const LAUNCH_DIRECTION: Reading = {
  predicate: "launch.place",
  affirmed: true,
  unless: new Set("hear heard gunfire smoke ambulance see watch noise sound wind".split(" ")),
  frames: [
    {
      says: [
        "from the direction of {origin}",
        "from a {origin} direction",
        "from {origin} side|direction",
      ],
    },
  ],
};
