"""Finding a person again among statements of many sources: who is surely one person, and who may be.

Nothing here is stored or looked up: profiles go in, and what they have in common comes out. `judge` is the
door; `keys_of` names the combined keys by which a store finds the profiles that are worth judging.
"""
