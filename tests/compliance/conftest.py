from hypothesis import settings

settings.register_profile("unhurried", deadline=None)  # a busy machine is no broken rule
settings.load_profile("unhurried")
