"""The screens, one a file, each with its tabs or parts in files beside it that are named after it."""
