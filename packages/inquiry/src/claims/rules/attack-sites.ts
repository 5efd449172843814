/** Places on the ground that are attacked. */
export const SITE =
  "field|hub|station|substation|depot|plant|terminal|warehouse|bridge|dam|pipeline|pipelines|tanker|vessel|mosque|church|clinic|checkpoint|outpost|runway|hangar|consulate|mission|barracks?|airfield|airbase|base|airport|refinery|port|harbou?r|compound|facility|complex|installation|factory|mine|court|prison|tower|hotel|convoy|camp|market|bazaar|headquarters|silo|jetty|quay|hall|warship|frigate|house|post|palace|parliament";
