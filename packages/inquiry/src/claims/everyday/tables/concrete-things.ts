/** What can be broken, burnt or sunk, by its basic form: nouns of what is built, driven, sailed and flown, and of what supplies people. */
const WORDS: Readonly<Record<string, string>> = {
  built:
    "house home cottage villa bungalow flat apartment building block tower high-rise skyscraper tenement mansion chalet farmhouse farmstead farm dwelling residence palace residency dacha hut shack cabin shelter tent caravan trailer container bunkhouse dormitory hostel hotel motel guesthouse inn pub bar cafe café restaurant canteen cafeteria kitchen bakery pizzeria teahouse nightclub school schoolhouse kindergarten nursery creche college university campus faculty classroom gym gymnasium library archive museum gallery theatre theater cinema opera hall auditorium stadium arena pool church cathedral chapel mosque temple shrine synagogue monastery convent abbey minaret steeple belfry dome vicarage cemetery tomb mausoleum hospital clinic polyclinic infirmary ward surgery pharmacy dispensary maternity laboratory lab morgue hospice shop store supermarket kiosk stall market marketplace bazaar mall arcade boutique butcher grocery bookshop salon showroom office headquarters post-office courthouse townhall prison jail barracks barrack bunker checkpoint post outpost guardhouse gatehouse pillbox trench fortification armoury armory arsenal magazine dump depot garrison hangar shed garage workshop warehouse storehouse storeroom cellar basement silo granary elevator barn stable cowshed henhouse coop sty byre greenhouse mill sawmill brewery distillery dairy cannery slaughterhouse abattoir factory plant works refinery foundry smelter furnace kiln oven boiler cooperative facility enterprise installation premises structure outbuilding annex annexe extension wing embassy consulate chancery studio newsroom observatory lighthouse weather-station parliament monument memorial statue obelisk fountain playground pavilion bandstand infrastructure property",
  parts:
    "roof roofing ceiling wall gable façade facade front frontage window windowpane pane glass glazing skylight door doorway gate gateway shutter balcony terrace veranda porch stair stairs staircase stairwell stairway lift corridor lobby foyer floor attic loft chimney tile slate gutter frame lintel beam girder pillar arch vault cornice plaster cladding panel fence railing hedge parapet courtyard room bedroom kitchenette bathroom living-room sitting-room parlour hallway kitchen toilet latrine washroom counter altar organ pew bell conditioner hallway entrance entranceway porch patio masonry stonework brickwork woodwork parquet carpet curtain chandelier spire clock tower turret canopy awning sign signboard billboard hoarding scaffold scaffolding partition ledge",
  driven:
    "car suv four-by-four jeep van minivan minibus bus coach lorry truck pickup tanker trailer ambulance taxi cab limousine saloon hatchback automobile motorcar land-cruiser vehicle motorcycle motorbike scooter bicycle bike tractor harvester combine bulldozer digger excavator forklift loader crane fire-engine engine locomotive shunter loco train tram trolleybus carriage wagon railcar railcoach waggon coach rolling-stock armoured-car carrier apc ifv tank howitzer armour transporter windscreen windshield bonnet tyre cart",
  sailed:
    "ship vessel pirogue canoe dhow skiff sampan felucca houseboat raft ferryboat lifeboat sailboat motorboat speedboat freighter tanker cargo-ship bulker trawler boat launch dinghy barge lighter ferry tug tugboat pontoon yacht frigate corvette destroyer cruiser submarine minesweeper gunboat cutter landing-craft dredger hull bow stern deck bridge superstructure wheelhouse cabin cockpit galley keel rudder funnel quay quayside pier jetty wharf berth dock drydock slipway breakwater mole harbour lock sluice buoy",
  flown:
    "plane aircraft turboprop airliner jet fighter bomber helicopter airfield runway taxiway apron terminal tarmac hangar glider airport airstrip helipad concourse",
  ways: "street bridge footbridge flyover overpass underpass viaduct aqueduct tunnel culvert embankment causeway dam dyke dike levee weir carriageway track rail railway siding sleeper signal-box station junction crossing bus-stop stop pavement park garden orchard vineyard grove tree crop harvest",
  supplied:
    "pipe pipeline main mains conduit sewer pump pumphouse well borehole reservoir cistern tank bladder tap hydrant filter turbine generator transformer substation switchgear switchboard busbar breaker grid cable catenary wire pylon mast pole antenna aerial dish transmitter relay repeater exchange server cabinet boiler heater radiator reactor compressor valve flare tower cooling-tower chimney conveyor gantry elevator loader hopper crusher press machine machinery equipment lathe robot rack rig derrick wellhead solar-panel panel windmill turbine fuel grain hay straw timber stockpile livestock cattle herd furniture piano computer television fridge stove bed sofa archive",
};

/** What is a thing with one of these before it: "power line", "health centre". */
export const IN_COMPOUNDS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  [
    [
      "line",
      "power overhead transmission high-voltage voltage railway rail tram tramway gas water oil production assembly telephone electricity supply main northern southern eastern western branch contact feeder",
    ],
    [
      "centre",
      "shopping community health medical sports cultural trauma data control visitor youth business exhibition training town city",
    ],
    [
      "center",
      "shopping community health medical sports cultural trauma data control visitor youth business exhibition training",
    ],
    ["complex", "apartment residential industrial sports housing"],
    ["platform", "oil gas drilling loading railway station"],
    ["store", "fuel ammunition grain cold food"],
    ["point", "water health aid"],
    ["dump", "ammunition fuel ammo"],
  ].map(([head = "", before = ""]) => [head, new Set(before.split(" "))]),
);

/** Each of them alone. */
export const CONCRETE_THINGS: ReadonlySet<string> = new Set(
  Object.values(WORDS).flatMap((words) =>
    words.split(" ").map((word) => word.split("-").at(-1) ?? word),
  ),
);

/** What a weapon that hits it surely damages. */
export const FRAIL_THINGS: ReadonlySet<string> = new Set(
  `${WORDS["driven"] ?? ""} ship vessel pirogue trawler boat barge ferry tugboat yacht frigate corvette tanker freighter helicopter airliner`.split(
    " ",
  ),
);

/** What makes a building or a vehicle whole: its loss is damage. */
export const THING_PARTS: ReadonlySet<string> = new Set(
  `${WORDS["parts"] ?? ""} head nose top tail tip side end corner lid cover bumper headlight mirror propeller sail`.split(
    " ",
  ),
);

/** What reaches people through lines and pipes. */
export const SUPPLIES: ReadonlySet<string> = new Set(
  "power electricity water gas heating heat supply supplies grid lighting lights current".split(
    " ",
  ),
);
