## Sources and licences

sources-title = Sources and licences
sources-map = Base map: Natural Earth, public domain
sources-places = Places in words: GeoNames, CC BY 4.0; main cities and their names by hand
sources-symbols = Symbols: after MIL-STD-2525E
sources-letters = Letters: IBM Plex, SIL Open Font License 1.1
sources-code = Tansiq: Apache 2.0; packages in the page with their texts
sources-licences = All licence texts
