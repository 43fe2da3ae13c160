"""The running service: HTTP, use cases, storage and the outside world."""
