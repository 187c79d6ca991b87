"""The board of 晋城市城区's 2023 air, water and soil action plans."""
