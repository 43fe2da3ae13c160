"""Engines of others that ours is measured against. They live in an environment of their own (``.cordon/peers/``).

`ask` speaks to it from here: a storm goes there as an .npz file, the plan comes back as JSON. `run` is the program over
there, one `by_...` file per engine; nothing in those may import from the rest of the project.
"""
