"""Where and when: positions, heights, footprints and 4D volumes on the WGS 84 ellipsoid, and their exact tests.

Refuses to guess: a coordinate without its datum, an unknown name of a place and two altitudes in different references
each give a reason, never a number. Imports only `base`. Footprints are tested on the ellipsoid itself, to one
centimetre; where two footprints are nearer to one another than that, they count as touching, and touching counts as
overlapping: the side on which a mistake does no harm.
"""
