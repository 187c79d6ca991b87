"""Plotly figures, one family a file: each says in its title what it shows, states its unit, and leaves a gap where
nothing is known; its `..._alt` has the finding in words."""

#: The colour of what stands beside the story.
QUIET = "#8A94A3"

#: The months of a year on an axis.
MONTHS = [f"{month}月" for month in range(1, 13)]

#: What is known but does not count is hollow.
HOLLOW = "rgba(0,0,0,0)"

#: A legend in one line under the picture.
LEGEND = {"orientation": "h", "yanchor": "top", "x": 0}
