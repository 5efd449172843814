const set = (words: string): ReadonlySet<string> =>
  new Set(words.split(/\s+/).filter((word) => word !== ""));

/** What flies and kills, by lemma, and the normal name of its kind. */
export const WEAPONS: ReadonlyMap<string, string> = new Map([
  ["drone", "drone"],
  ["uav", "drone"],
  ["uavs", "drone"],
  ["quadcopter", "drone"],
  ["multicopter", "drone"],
  ["hexacopter", "drone"],
  ["octocopter", "drone"],
  ["dronecopter", "drone"],
  ["multirotor", "drone"],
  ["microdrone", "drone"],
  ["shahed", "drone"],
  ["shaheds", "drone"],
  ["uas", "drone"],
  ["rocket", "rocket"],
  ["missile", "missile"],
  ["mortar", "mortar"],
  ["shell", "mortar"],
  ["projectile", "projectile"],
  ["katyusha", "rocket"],
  ["munition", "munition"],
]);

/** Nouns that are a weapon only after "unmanned" or "aerial". */
export const UNMANNED: ReadonlySet<string> = set("vehicle aircraft plane system vessel boat craft");

export const ATTACK_NOUNS: ReadonlySet<string> = set(
  "attack strike airstrike raid assault bombing attempt plot incident bombardment shelling blast barrage salvo volley operation hit",
);
export const ATTACK_VERBS: ReadonlySet<string> = set(
  "attack target hit strike bomb shell pound fire launch conduct carry explode crash slam land fall reach use deploy rain detonate impact drop bombard hammer batter unleash",
);

export const INJURE_VERBS: ReadonlySet<string> = set("injure wound hurt maim harm");
export const INJURY_NOUNS: ReadonlySet<string> = set(
  "injury wounded injured wound wounding injuring",
);
export const KILL_VERBS: ReadonlySet<string> = set(
  "kill die perish succumb martyr slay murder assassinate massacre execute behead electrocute drown",
);
export const DYING_VERBS: ReadonlySet<string> = set("die perish succumb drown");
/** Deeds by which somebody is killed: "the murder of". */
export const KILLING_NOUNS: ReadonlySet<string> = set(
  "murder killing assassination slaying execution massacre martyrdom",
);
/** What is done with people who are hurt. */
export const CARE_VERBS: ReadonlySet<string> = set(
  "take rush bring transfer admit hospitalise hospitalize evacuate treat transport airlift",
);
export const DEATH_NOUNS: ReadonlySet<string> = set("death dead fatality toll martyr");
export const CASUALTY_NOUNS: ReadonlySet<string> = set("casualty victim");

/** What stops a weapon, with the word that belongs to the verb. */
export const INTERCEPT_VERBS: ReadonlySet<string> = set(
  "intercept down destroy neutralise neutralize stop capture repel thwart shoot bring take knock jam disable eliminate engage divert deflect spoof defeat",
);
/** Verbs that stop a weapon only with such a word: "brought down". */
export const WITH_DOWN: ReadonlySet<string> = set("shoot bring take knock");
/** What a weapon does at its end: on, in or near something, or to it. */
export const HIT_VERBS: ReadonlySet<string> = set(
  "hit strike slam crash explode impact land fall come reach detonate plunge pierce penetrate ram plough plow tear rip rain smash burst",
);
/** Those of them after which it must be said where. */
export const LANDING_VERBS: ReadonlySet<string> = set(
  "land fall come crash explode slam detonate plunge plough plow ram tear rip rain smash burst",
);
/** What is done to things. */
export const DAMAGE_VERBS: ReadonlySet<string> = set(
  "damage destroy shatter burn wreck gut flatten level demolish collapse ruin smash burst ignite crater sink break gut scorch char crumble topple overturn uproot puncture sever incinerate bend twist mangle rupture shred buckle dent raze obliterate cripple riddle pepper pockmark cratered engulf crush blacken scar splinter melt warp vaporise vaporize disfigure",
);
/** What is done with what is left of a weapon. */
export const FIND_VERBS: ReadonlySet<string> = set(
  "retrieve recover find collect seize discover examine gather pick secure salvage unearth uncover impound confiscate dig haul",
);
/** To have, and to want. */
export const WANT_WORDS: ReadonlySet<string> = set(
  "desire interest intention reason motive want wish intend need plan",
);
export const DEFENCE_NOUNS: ReadonlySet<string> = set(
  "c-ram cram patriot dome defence defense defences defenses siren sirens interceptor battery radar alarm shield shields jammer jammers",
);
export const ACTIVATE_VERBS: ReadonlySet<string> = set(
  "activate engage respond work function operate sound trigger fire react intercept go open wail blare",
);

/** People who are a group: what counts of them are of. Lemma to normal name. */
export const POPULATIONS: ReadonlyMap<string, string> = new Map([
  ["guard", "guards"],
  ["bodyguard", "guards"],
  ["guardian", "guards"],
  ["protector", "guards"],
  ["force", "guards"],
  ["personnel", "guards"],
  ["member", "guards"],
  ["protester", "protesters"],
  ["protestor", "protesters"],
  ["demonstrator", "protesters"],
  ["manifester", "protesters"],
  ["manifestant", "protesters"],
  ["marcher", "protesters"],
  ["officer", "officers"],
  ["policeman", "officers"],
  ["policemen", "officers"],
  ["police", "officers"],
  ["soldier", "soldiers"],
  ["troop", "soldiers"],
  ["civilian", "civilians"],
  ["child", "children"],
  ["children", "children"],
  ["woman", "women"],
  ["women", "women"],
  ["people", "people"],
  ["person", "people"],
  ["resident", "residents"],
  ["worker", "workers"],
  ["contractor", "contractors"],
  ["man", "men"],
  ["men", "men"],
  ["student", "students"],
  ["passenger", "passengers"],
  ["militant", "fighters"],
  ["fighter", "fighters"],
  ["insurgent", "fighters"],
  ["guerrilla", "fighters"],
  ["rebel", "fighters"],
  ["terrorist", "fighters"],
  ["refugee", "refugees"],
  ["migrant", "migrants"],
  ["porter", "porters"],
  ["prisoner", "prisoners"],
  ["detainee", "prisoners"],
  ["inmate", "prisoners"],
  ["pilgrim", "pilgrims"],
  ["worshipper", "worshippers"],
  ["journalist", "journalists"],
  ["labourer", "labourers"],
  ["laborer", "labourers"],
  ["pupil", "students"],
  ["peacekeeper", "peacekeepers"],
  ["serviceman", "soldiers"],
  ["servicemen", "soldiers"],
  ["servicewoman", "soldiers"],
  ["servicewomen", "soldiers"],
  ["serviceperson", "soldiers"],
  ["servicepeople", "soldiers"],
  ["conscript", "soldiers"],
  ["infantryman", "soldiers"],
  ["patient", "patients"],
]);

export const PEOPLE_OF_RANK: ReadonlySet<string> = set(
  "minister president premier pm leader king queen prince emir sultan chancellor ambassador commander general admiral governor mayor",
);

export const SOUNDS: ReadonlyMap<string, string> = new Map([
  ["explosion", "explosion"],
  ["blast", "explosion"],
  ["bang", "explosion"],
  ["boom", "explosion"],
  ["gunfire", "gunfire"],
  ["shooting", "gunfire"],
  ["shot", "gunfire"],
  ["thud", "explosion"],
  ["thump", "explosion"],
  ["crash", "explosion"],
  ["buzz", "engine"],
  ["hum", "engine"],
  ["roar", "engine"],
  ["lawnmower", "engine"],
  ["moped", "engine"],
  ["scooter", "engine"],
  ["chainsaw", "engine"],
  ["motorcycle", "engine"],
  ["hairdryer", "engine"],
  ["generator", "engine"],
  ["motorbike", "engine"],
  ["engine", "engine"],
  ["motor", "engine"],
  ["detonation", "explosion"],
  ["whistle", "engine"],
  ["siren", "siren"],
  ["buzzing", "engine"],
  ["whine", "engine"],
  ["rattle", "engine"],
  ["rattling", "engine"],
  ["whistling", "engine"],
  ["humming", "engine"],
  ["roaring", "engine"],
  ["hiss", "engine"],
  ["hissing", "engine"],
  ["screech", "engine"],
  ["shriek", "engine"],
  ["whizz", "engine"],
  ["whir", "engine"],
  ["whirr", "engine"],
  ["growl", "engine"],
  ["mower", "engine"],
  ["strimmer", "engine"],
  ["outboard", "engine"],
  ["thunderclap", "explosion"],
  ["droning", "engine"],
  ["whirring", "engine"],
  ["whoosh", "engine"],
  ["rush", "engine"],
  ["rushing", "engine"],
  ["swoosh", "engine"],
  ["swish", "engine"],
  ["throb", "engine"],
  ["throbbing", "engine"],
  ["putter", "engine"],
  ["sputter", "engine"],
  ["trimmer", "engine"],
  ["howling", "engine"],
  ["thunder", "explosion"],
  ["crump", "explosion"],
  ["whump", "explosion"],
  ["clap", "explosion"],
  ["pop", "explosion"],
  ["crack", "explosion"],
  ["rumble", "explosion"],
  ["impact", "explosion"],
]);

export const REMAINS: ReadonlySet<string> = set(
  "remains remain wreckage debris fragment fragments part parts shrapnel",
);

/** Words that weaken a statement where they stand in its clause. */
export const HEDGES: ReadonlySet<string> = set(
  "apparently reportedly allegedly possibly perhaps probably likely presumably might may could seemingly suspected alleged purported appeared appear appears seems seem suggest suggesting believed indirectly",
);

export const FALSE_WORDS: ReadonlySet<string> = set(
  "fictitious fake staged fabricated invented false hoax unfounded untrue baseless groundless imaginary incorrect inaccurate",
);
/** Words for what is told by others. */
export const RUMOUR_NOUNS: ReadonlySet<string> = set(
  "report claim rumor rumour allegation story information",
);
export const RUMOUR_WORDS: ReadonlySet<string> = set(
  "rumor rumour rumors rumours false untrue dismissed denied wrong",
);
export const UNHARMED: ReadonlySet<string> = set(
  "unharmed unhurt unscathed uninjured fine safe survived well",
);

/** Without one of these words no rule finds anybody killed or injured, unless the sentence before told of some. */
export const OF_CASUALTIES: ReadonlySet<string> = new Set([
  ...INJURE_VERBS,
  ...INJURY_NOUNS,
  ...KILL_VERBS,
  ...KILLING_NOUNS,
  ...CARE_VERBS,
  ...DEATH_NOUNS,
  ...CASUALTY_NOUNS,
  ...set(
    "shoot shot gun hit strike cut lose fall killed hurt dead deaths fatalities injuries kia wia evaluate examine assess medically fly suffer sustain receive break fracture sprain dislocate need require seek eliminate liquidate wipe loss losses victim fatality death body bodies corpse corpses remains life lives number revise raise lower increase update correct reduce put hospital hospitals ward wards care surgery clinic clinics coma ventilator ventilators condition save revive resuscitate survive escape come fight battle struggle cling hang unharmed unhurt unscathed uninjured safe pass burn bleed crush choke concuss blind deafen diagnose make knock leave lose bury inter cost carry ferry pronounced declared among including them whom these those with",
  ),
]);
