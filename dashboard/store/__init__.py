"""The store: the lake, one commit, the working copy of screens, undo."""
