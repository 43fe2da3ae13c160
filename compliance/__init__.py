"""Pure safety rules: what is required here and now, may they enter, is it complete. No I/O."""
