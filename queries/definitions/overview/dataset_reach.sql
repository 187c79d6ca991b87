-- How far the datasets reported by month, or with a day of their own, reach on a day. One row per dataset.
-- A report counts from the first day of its month and reaches its last, daily values their own day. Annual air figures
-- name no month. Samples of outfalls, water sources and black-odour points are taken by the month.
create or replace macro dataset_reach(as_of) as table
    with by_month as (
        select
            'air_monthly' as dataset,
            month,
            upload_id
        from air_monthly
        where length(month) = 7
        union all
        select
            'dustfall' as dataset,
            month,
            upload_id
        from dustfall
        union all
        select
            'city_rankings' as dataset,
            month,
            upload_id
        from city_rankings
        union all
        select
            'section_months' as dataset,
            month,
            upload_id
        from section_months
        union all
        select
            'section_items' as dataset,
            month,
            upload_id
        from section_items
        union all
        select
            'outfall_samples' as dataset,
            month_of(date) as month,
            upload_id
        from outfall_samples
        union all
        select
            'water_source_samples' as dataset,
            month_of(date) as month,
            upload_id
        from water_source_samples
        union all
        select
            'water_source_volumes' as dataset,
            month,
            upload_id
        from water_source_volumes
        union all
        select
            'black_odour_samples' as dataset,
            month_of(date) as month,
            upload_id
        from black_odour_samples
        union all
        select
            'project_progress' as dataset,
            month,
            upload_id
        from project_progress
        union all
        select
            'task_reports' as dataset,
            period as month,
            upload_id
        from report_uploads
        union all
        select
            'closures' as dataset,
            month_of(closed_on) as month,
            upload_id
        from closures
    ),

    seen as (
        select
            dataset,
            month,
            last_day(month_start(month)) as reached_on,
            upload_id
        from by_month
        union all
        select
            'air_daily' as dataset,
            month,
            reached_on,
            upload_id
        from air_daily_months
        union all
        select
            'daily_flows' as dataset,
            month_of(date) as month,
            date as reached_on,
            upload_id
        from daily_flows
    ),

    known as (
        select * from seen
        where month_start(month) <= as_of
    ),

    names as (
        select
            unnest([
                'air_monthly', 'air_daily', 'dustfall', 'city_rankings', 'section_months', 'section_items',
                'outfall_samples', 'water_source_samples', 'water_source_volumes', 'black_odour_samples', 'daily_flows',
                'project_progress', 'task_reports', 'closures'
            ]) as dataset
    )

    select
        names.dataset,
        max(known.month) as latest_period,
        max(known.reached_on) as reached_on,
        max(uploads.uploaded_at) as uploaded_at,
        coalesce(bool_or(uploads.is_demo), false) as is_demo
    from names
    left join known on names.dataset = known.dataset
    left join uploads on known.upload_id = uploads.upload_id
    group by names.dataset;
