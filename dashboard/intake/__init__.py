"""An upload before it is committed: header, cells, problems and the difference to what is stored."""
