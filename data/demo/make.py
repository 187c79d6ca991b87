"""Makes the demonstration data beside this file: 2022 and months 1 to 9 of 2023, invented, the same bytes on every run.

None of it was measured. It is chosen so that on 2023-09-30 every light occurs, and each row says 演示 so that nobody
takes it for a measurement. `python data/demo/make.py [FOLDER]` writes the files again.
"""

import csv
import sys
from pathlib import Path
from random import Random

from air import air_dust_days, air_monthly, city_rankings, dustfall, episodes, stations
from air_measured import air_daily, air_hourly
from black_odour import black_odour_points, black_odour_samples, black_odour_waters
from places import map_outlines
from soil_plots import land_findings, plot_samples, plot_steps, plots
from soil_rounds import (
    department_shares,
    farmland,
    farmland_samples,
    farmland_units,
    land_supply,
    monitored_enterprises,
    permit_cancellations,
    quarterly_dispatch,
    self_monitoring,
    soil_funds,
)
from tasks import closure_steps, closures, escalation_actions, evidence, evidence_requests, task_reports
from water import (
    project_progress,
    section_months,
    water_samples,
)
from water_rounds import (
    daily_flows,
    ecological_flows,
    old_estates,
    outfall_limits,
    outfall_samples,
    outfall_tracing,
    outfalls,
    section_plans,
    water_problems,
    water_source_samples,
    water_source_volumes,
    water_sources,
)

COLUMNS = {
    air_monthly: "month pollutant scope value source adjusted_value",
    air_hourly: "station time so2 no2 pm10 pm2_5 co o3 status feed hour_label",
    air_daily: "station date so2 no2 pm10 pm2_5 co o3_8h o3_1h "
    "so2_hours no2_hours pm10_hours pm2_5_hours co_hours o3_windows "
    "so2_valid no2_valid pm10_valid pm2_5_valid co_valid o3_valid",
    stations: "station name kind town lon lat crs opened_on closed_on source",
    air_dust_days: "date document source",
    dustfall: "month town value days_exposed source",
    city_rankings: "month span rank is_tied cities composite_index published_on source",
    episodes: "started_at ended_at level measures source",
    section_months: "section month state water_class deciding_factor source note",
    water_samples: "section time indicator value is_below_limit state kind depth source",
    project_progress: "project_id month works_percent stage problem source investment milestone note",
    outfalls: "outfall river kind town owner measure lon lat crs opened_on closed_on source",
    outfall_limits: "outfall indicator lowest highest document source",
    outfall_samples: "outfall date indicator value is_below_limit source",
    outfall_tracing: "outfall date step unit result due_date source",
    water_problems: "problem_id aspect place problem found_on plan unit person deadline closed_on closing source",
    old_estates: "estate town done_on source",
    section_plans: "section version revised_on measures owner sha256 file_name source",
    black_odour_waters: "water area town stretch length source",
    black_odour_points: "water point position lon lat crs source",
    black_odour_samples: "water point date depth transparency dissolved_oxygen redox_potential ammonia_nitrogen source",
    ecological_flows: "section required_flow basis source",
    daily_flows: "section date flow source",
    water_sources: "water_source kind level town lon lat crs closed_on source",
    water_source_samples: "water_source date indicator value is_below_limit source",
    water_source_volumes: "water_source month volume source",
    plots: "plot_id name town location area former_use industry owner credit_code supervising_unit planned_use "
    "planned_on is_listed listed_on is_heavy lon lat crs outline source",
    plot_steps: "plot_id step status started_on done_on document reviewer result source",
    plot_samples: "plot_id point depth date item value is_below_limit source",
    monitored_enterprises: "enterprise credit_code town industry supervising_unit lon lat crs "
    "soil_done_on groundwater_done_on source",
    self_monitoring: "enterprise year medium done_on report source",
    permit_cancellations: "enterprise credit_code kind cancelled_on source",
    land_supply: "year plot_name former_user credit_code planned_use area source",
    land_findings: "finding_id plot_name plot_id problem found_on rectified_on source",
    farmland: "town year category area source",
    farmland_units: "unit_code town land_kind ph area category measure produce source",
    farmland_samples: "unit_code point date item value is_below_limit ph source",
    quarterly_dispatch: "task_id year quarter department reported_on content problems source",
    department_shares: "department shared_on subject shared_with content source",
    soil_funds: "project year quarter department issued paid works_percent problem source",
    map_outlines: "kind name outline crs source",
    task_reports: "task_id period unit progress problem next_step support_needed claim done_nodes responsible amount",
    evidence_requests: "task_id asked_on asked_by note",
    escalation_actions: "number plan step measure subject_kind subject unit issued_on signed_by reply_due replied_on "
    "rectified_on released_on release_document note evidence",
    closures: "node_id closed_on approved_by basis note",
    closure_steps: "node_id number step state person acting_for taken_at reason due_date snapshot fingerprint note",
    evidence: "task_id period sha256 file_name media_type byte_size person uploaded_on note "
    "withdrawn_on withdrawn_by withdrawn_reason",
}


def main(folder: Path) -> None:
    """Write every file into the folder."""
    for make, columns in COLUMNS.items():
        with (folder / f"{make.__name__}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(columns.split())
            writer.writerows(
                make(Random(make.__name__))
            )  # seeded by name: a change to one file leaves the others alone


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
