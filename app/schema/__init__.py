"""Tables only, one file per subject."""
