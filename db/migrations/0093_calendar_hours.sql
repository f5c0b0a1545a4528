-- Working hours: in which periods of a working day a tenant works. Which days are worked is the calendar's to say.
--
-- Each row is a version, never changed or deleted: the highest holds, and who set it and when stays known, so that a deadline
-- computed under an older one can be explained. A tenant without a row works the usual hours, 8:30–12:00 and 14:00–17:30.
--
-- Of two people who set them at once the second is refused; so are two operators who enter the notice of one year at once.

create table working_hours (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  version          integer not null check (version >= 1),
  periods          smallint[] not null,
  at               timestamptz not null default app.now(),
  seat_id          uuid not null default app.seat_id() references seat,
  primary key (tenant_id, id),
  constraint calendar__hours_changed_meanwhile unique (tenant_id, version),
  constraint calendar__hours_overlap check (
    cardinality(periods) in (2, 4, 6) and array_position(periods, null) is null and 0 <= periods[1] and periods[1] < periods[2]
    and coalesce(periods[2] <= periods[3] and periods[3] < periods[4], cardinality(periods) = 2)
    and coalesce(periods[4] <= periods[5] and periods[5] < periods[6], cardinality(periods) <= 4)
    and periods[cardinality(periods)] <= 1440)
);
create index working_hours_of_author on working_hours (author_tenant_id);
create index working_hours_of_seat on working_hours (seat_id);
comment on table working_hours is 'The working hours 工作时间 of a tenant; the highest version holds.';
comment on column working_hours.periods is 'Where each period begins and ends, in minutes of the day: {510, 720, 840, 1050}.';

call app.isolate('working_hours',
  insertable => '{tenant_id, author_tenant_id, id, version, periods}',
  promises => array[
    ['insert', 'inserted_by_the_tenant_itself', 'tenant_id = app.acting_tenant()']
  ]);

alter table calendar_notice rename constraint calendar_notice_pkey to calendar__year_entered_meanwhile;
