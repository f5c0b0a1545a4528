-- Calendar: which days of a year are not what their weekday says, by the State Council's yearly notice.
--
-- Of the registry, the same for everybody: the operator enters a notice, everybody reads it. A notice is never changed or deleted; a
-- correction is a higher version of its year, so that what was computed under an older one can be explained. A year without a
-- notice is counted by its weekends.
--
-- 2025 and 2026 were written once from the package chinese-days 1.5.7; 2026 was compared with its notice as well.

create table calendar_notice (
  year     smallint not null constraint calendar__year_out_of_range check (year between 2000 and 2100),
  version  smallint not null constraint calendar__version_out_of_range check (version between 1 and 99),
  title    text not null constraint calendar__title_blank check (title <> ''),
  made_at  timestamptz not null default app.now(),
  made_by  uuid default app.person() references person,
  primary key (year, version)
);
create index calendar_notice_made_by on calendar_notice (made_by);
comment on table calendar_notice is 'A notice on the holidays of a year; the highest version of a year holds.';
comment on column calendar_notice.title is 'What it is called: 国办发明电〔2025〕7号.';
comment on column calendar_notice.made_by is 'The operator who entered it; nobody for those that came with Bilin.';

create table calendar_day (
  year    smallint not null,
  version smallint not null,
  day     date not null constraint calendar__day_outside_year check (
            day between make_date(year - 1, 12, 1) and make_date(year + 1, 1, 31)),
  kind    text not null constraint calendar__kind_unknown check (kind in ('off', 'work')),
  name    text not null constraint calendar__name_blank check (name <> ''),
  primary key (year, version, day),
  foreign key (year, version) references calendar_notice
);
comment on table calendar_day is 'A day of a notice: off, or worked to make up for one.';
comment on column calendar_day.name is 'The holiday it belongs to.';

insert into calendar_notice (year, version, title, made_by) values
  (2025, 1, '国办发明电〔2024〕12号', null),
  (2026, 1, '国办发明电〔2025〕7号', null);
insert into calendar_day (year, version, day, kind, name)
select year, 1, day::date, kind, name from (values
  (2025, '2025-01-01', '2025-01-01', 'off', '元旦'),
  (2025, '2025-01-26', '2025-01-26', 'work', '春节'),
  (2025, '2025-01-28', '2025-02-04', 'off', '春节'),
  (2025, '2025-02-08', '2025-02-08', 'work', '春节'),
  (2025, '2025-04-04', '2025-04-06', 'off', '清明'),
  (2025, '2025-04-27', '2025-04-27', 'work', '劳动节'),
  (2025, '2025-05-01', '2025-05-05', 'off', '劳动节'),
  (2025, '2025-05-31', '2025-06-02', 'off', '端午'),
  (2025, '2025-09-28', '2025-09-28', 'work', '国庆节'),
  (2025, '2025-10-01', '2025-10-05', 'off', '国庆节'),
  (2025, '2025-10-06', '2025-10-06', 'off', '中秋'),
  (2025, '2025-10-07', '2025-10-08', 'off', '国庆节'),
  (2025, '2025-10-11', '2025-10-11', 'work', '国庆节'),
  (2026, '2026-01-01', '2026-01-03', 'off', '元旦'),
  (2026, '2026-01-04', '2026-01-04', 'work', '元旦'),
  (2026, '2026-02-14', '2026-02-14', 'work', '春节'),
  (2026, '2026-02-15', '2026-02-23', 'off', '春节'),
  (2026, '2026-02-28', '2026-02-28', 'work', '春节'),
  (2026, '2026-04-04', '2026-04-06', 'off', '清明'),
  (2026, '2026-05-01', '2026-05-05', 'off', '劳动节'),
  (2026, '2026-05-09', '2026-05-09', 'work', '劳动节'),
  (2026, '2026-06-19', '2026-06-21', 'off', '端午'),
  (2026, '2026-09-20', '2026-09-20', 'work', '国庆节'),
  (2026, '2026-09-25', '2026-09-27', 'off', '中秋'),
  (2026, '2026-10-01', '2026-10-07', 'off', '国庆节'),
  (2026, '2026-10-10', '2026-10-10', 'work', '国庆节')
) as notice (year, from_day, to_day, kind, name), generate_series(from_day::date, to_day::date, interval '1 day') day;

do $$
declare registry regclass;
begin
  foreach registry in array array['calendar_notice', 'calendar_day']::regclass[] loop
    execute format('alter table %s enable row level security', registry);
    execute format('alter table %s force row level security', registry);
    execute format('create policy read_from_inside on %s for select to bilin_app, bilin_worker
      using (app.operator() or app.current_tenant() is not null)', registry);
    execute format('create policy entered_by_operator on %s for insert to bilin_app with check (app.operator())', registry);
    execute format('grant select on %s to bilin_app, bilin_worker', registry);
  end loop;
end $$;
grant insert (year, version, title) on calendar_notice to bilin_app;
grant insert on calendar_day to bilin_app;
