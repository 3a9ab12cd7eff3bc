## The map

map-title = Map
map-help = Arrow keys move the map, plus and minus change its scale. Everything on it is also in the list beside it.
map-tools = Tools of the map
map-closer = Closer
map-farther = Farther
map-side = What is on the map
map-area = { $name } · { $status }
map-as-known = AS KNOWN { $time }
map-as-planned = AS PLANNED { $time }
map-past-missing = The node did not give what was known then. Choose the instant again.
do-layers = Layers
do-place = Go to place
do-measure = Measure
do-now = Now
do-earlier = Five minutes earlier
do-later = Five minutes later
do-show-on-map = Show on the map
do-take-off = Take off the list

## Layers

map-layers = Layers of the map
layer-borders = Borders (contested)
layer-places = Names of cities
layer-areas = Areas of agreements
layer-items = Items
layer-ended = Ended items
layer-tracks = Aircraft
layer-alerts = Conflicts and alerts
map-source = Base map: Natural Earth, for orientation only

## Places and coordinates

notation-dms = DMS
notation-dd = DD
notation-mgrs = MGRS
map-next-notation = Next notation
map-no-pointer = no pointer on the map
map-accuracy = ±{ $amount } m
map-accuracy-unknown = accuracy not known
map-other-datum = Also on another datum
map-no-other-datum = WGS 84 alone
map-place = Place
map-place-help = City, item or coordinate. A coordinate is read as { $datum }.
map-place-help-live = City, item, call sign or coordinate. A coordinate is read as { $datum }.
map-city = city
map-track = aircraft
map-measure-help = Click points on the map, double-click ends. Or type two places, read as { $datum }.
map-measure-from = From
map-measure-to = To
do-measure-typed = Measure
map-distance = { $metric } ({ $nautical } NM)
map-bearing = { $degrees }° true
map-total = Together { $distance }
map-first-point = First point

## Time

map-time = Time that is looked at
map-now = now
map-known = as known
map-planned = as planned

## What is on it

map-list = On the map
map-list-count =
    { $count-n ->
        [0] Nothing on the map
        [one] { $count } item
       *[other] { $count } items
    }
map-empty = Items of all parties appear here as soon as the node knows them.
map-checked = Checked { $time }
map-lost-count =
    { $count-n ->
        [one] Lost: { $count } aircraft, silent for over 5 min
       *[other] Lost: { $count } aircraft, silent for over 5 min
    }
map-item = Selected item
map-times = Times
map-levels = Levels
map-band = { $lower } to { $upper }
map-unlimited = unlimited
map-all-levels = all levels
map-flight = Flies
map-hazard = Hazard to the ground
map-yes = yes
map-no = no
map-site = Site
map-buffer = buffer { $amount } m
map-stated = Place as stated
map-resolved = Resolved to
map-coarse = Told coarsely: the truth may be finer.
state-live = in force
identity-own = own
identity-other = other party
identity-civil = civil
identity-unidentified = unidentified
map-reported = Reported
map-ago = { $age } ago
track-fresh = current
track-hollow = over 15 s old
track-dashed = over 1 min old
track-lost = lost
map-course = Course
map-course-speed = { $course }° true, { $speed } m/s
