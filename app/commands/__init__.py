"""The subcommands of ``cordon``, one module per group. Each imports what is heavy only when it runs."""
