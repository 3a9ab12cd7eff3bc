## Filing an item

view-file = New item
do-view-file = New item
file-new = New item
file-amend = Amend { $name } { $revision }
file-kind = Kind
file-name = Name
file-count = Aircraft
file-type = Aircraft type
file-hazard = Hazard to the ground
file-site = Site
file-buffer = Buffer, m
file-evidence = Evidence
file-datum = Datum
file-import = File: GeoJSON, KML, KMZ or F3548
do-import = Import a file
do-take-feature = Use
file-losses = Left out of the file
file-volume = Volume { $number }
do-add-volume = Add a volume
do-remove-volume = Remove
do-draw = Draw
file-draw-circle = Click the centre, then the edge. Or type both.
file-draw-polygon = Click the corners, double-click ends. Or type them, one a line.
file-draw-corridor = Click along the line, double-click ends. Or type it, one point a line.
file-drawn-on = What is drawn is on WGS 84, as the map is; each place stands below in your notation and datum.
file-draw-other-datum = The map is on WGS 84. To draw, choose WGS84 as the datum, or clear the places.
file-circle = Circle
file-polygon = Polygon
file-corridor = Corridor
file-centre = Centre, any notation
file-centre-help = Degrees, MGRS, UTM or Gauss-Krüger, as received.
file-within = ±{ $uncertainty } m
file-as-read = As the node reads it
file-read-more = All { $count } more
file-radius = Radius, m
file-corners = Corners, one a line, any notation
file-axis = Line, one point a line, any notation
file-width = Width, m
file-corridor-means = The width is from side to side; both ends are square. It is kept as the polygon of its two sides.
file-start = Start (UTC)
file-end = End (UTC)
file-lower = From level, empty: ground up
file-upper = To level, empty: unlimited
file-words = Place in words
file-lang = Language
file-agreement = Agreement
file-agreement-any = any that fits
file-expires = Expires (UTC), empty: as agreed
file-disclosed = What each party is told
file-note = Note, carried as typed
file-check = What would come of it
file-missing = Still missing
file-touches = Touches
file-touches-none = Nothing that is known here. Absence from a list never means absence of protection.
file-not-comparable = not comparable
file-would-have =
    { $count-n ->
        [0] Would have no hold
        [one] Would have { $count } hold
       *[other] Would have { $count } holds
    }
file-concerns = Concerns { $parties }
file-concerns-nobody = Concerns nobody: it is shared with no party and never shown as coordinated.
not-promised = What would come of it now; every node judges again when it is sent.
do-send-to = Send to { $parties }
do-send-item = Submit
do-record-item = Record and tell
do-clear-draft = Clear the draft
file-sent = The node has it.
file-queued = No node: kept here and sent under the same id when it is back.
file-kept = The draft is kept on this console at each keystroke.
file-not-yours = Filing is for officers on watch and commanders.
file-unknown = This item is not known here.
file-not-ours = Another party's item: only its owner amends it.
