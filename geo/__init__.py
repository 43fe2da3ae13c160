"""Pure geospatial engine: places, shapes, zones, travel, candidates. No I/O."""
