"""The outside world, each behind a protocol that services or geo declare."""
