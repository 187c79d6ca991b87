-- Who changed what and when, newest first. One row per upload.
select
    upload_snapshots.snapshot_id,
    uploads.upload_id,
    uploads.dataset,
    uploads.person,
    uploads.uploaded_at,
    uploads.file_name,
    uploads.sha256,
    uploads.rows_added,
    uploads.rows_changed,
    uploads.rows_removed,
    uploads.rows_unchanged,
    uploads.message,
    uploads.is_demo
from uploads
left join upload_snapshots using (upload_id)
where $dataset::varchar is null or uploads.dataset = $dataset
order by uploads.upload_id desc
