"""Small local servers that speak foreign protocols, for the demo and the tests."""
