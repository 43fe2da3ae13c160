"""Which crew does which job, in which order and when. `problem` states it, `search` solves it, `judge` checks it."""
