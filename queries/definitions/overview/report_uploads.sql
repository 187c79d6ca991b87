-- With which uploads the reports of a month came. One row per month and upload.
-- renewed by: period
create or replace table report_uploads as
select distinct
    period,
    upload_id
from task_reports;
