"""Files of the outside world, in and out: GeoJSON, KML, ASTM F3548 JSON and CSV.

Each reader takes bytes and gives domain values, each with the line that it came from. A fault is an error that names
file, line and column and what to do; what a format says and our model cannot hold is read so that nothing is missed
(an area too large, a time too long) and said in the loss report. Nothing is guessed and nothing is left out silently.
Opens no file: bytes come in, bytes go out.
"""
