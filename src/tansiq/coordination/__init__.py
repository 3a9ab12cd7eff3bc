"""What parties owe one another about items: agreements, holds, answers, verification, cease, assessment, the picture.

Pure: every function takes the picture and the time and gives a value. The eighteen rules of coordination are named in
comments (``rule 6``) at the place that keeps them; ARCHITECTURE.md lists them.
"""
