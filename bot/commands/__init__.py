"""What each command of `payung` does: a file each, named as the command.

A file declares `SUMMARY`, `add_options` and `run`; the command line finds it by itself. One whose name begins
with an underscore is no command.
"""
