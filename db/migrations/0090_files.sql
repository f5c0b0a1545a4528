-- Files 附件: photos and PDFs that rows of any feature show.
--
-- The bytes are in the row, so that backups and copies include them. A photo was re-encoded before (JPEG, at most 1600 pixels a
-- side, no metadata): where, when and on whose phone it was taken is not in it. A file says who may see it and nothing about what it
-- shows. Passing a photo on, from the reviewer's finding to the company's and from there to the card, inserts a further copy that
-- names others, with an id and a moment of its own, so that a copy does not reveal its visit.
--
-- A feature calls app.attach for each kind of row that shows files. It makes the table of the links between the two. A link names
-- the members who may see it in the same columns as its row and its file, and both foreign keys contain them: a file cannot be
-- attached to what others may see, nor to what is another tenant's. A row that is deleted takes its links along, and a file without
-- a link is deleted.

create table file (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  kind             text not null check (kind in ('photo', 'pdf')),
  name             text not null default '',
  sha256           text not null,
  size             integer not null check (size > 0),
  width            smallint check (width between 1 and 1600),
  height           smallint check (height between 1 and 1600),
  reviewer_id      uuid references tenant,
  company_id       uuid references tenant,
  community_id     uuid references tenant,
  stored_in        text not null default 'row' check (stored_in in ('row', 'store')),
  bytes            bytea,
  made_at          timestamptz not null default app.now(),
  primary key (tenant_id, id),
  unique (tenant_id, id, reviewer_id),
  unique (tenant_id, id, company_id),
  unique (tenant_id, id, company_id, community_id),
  constraint files__photo_too_large check (kind <> 'photo' or size <= 2000000),
  constraint files__pdf_too_large check (kind <> 'pdf' or size <= 5000000),
  check ((kind = 'pdf') = (name <> '')),
  check (case kind when 'photo' then num_nulls(width, height) = 0 else num_nonnulls(width, height) = 0 end),
  check ((stored_in = 'row') = (bytes is not null)),
  check (octet_length(bytes) = size)
);
-- Neither a JPEG nor a PDF gets smaller by compressing it again.
alter table file alter column bytes set storage external;
create index file_of_author on file (author_tenant_id);
create index file_of_reviewer on file (reviewer_id);
create index file_of_company on file (company_id);
create index file_of_community on file (community_id);
comment on table file is 'One photo or PDF, once for each circle of people that may see it; never changed.';
comment on column file.id is 'Made by the device that sends it, so that sending it twice inserts it once.';
comment on column file.name is 'What a PDF is called, without what no file system accepts; blank for a photo.';
comment on column file.sha256 is 'Of the bytes, in hex.';
comment on column file.size is 'Bytes.';
comment on column file.width is 'Pixels; null for a PDF.';
comment on column file.reviewer_id is
  'A member beside the coordinator that may see this copy; so are company_id and community_id.';
comment on column file.stored_in is
  'Where its bytes are: in this row. "store", outside of the database, is for later; nothing is there yet.';

call app.isolate('file', deletable => true, promises => array[
  ['all', 'visible_to_those_named',
   'tenant_id = app.acting_tenant() or reviewer_id = app.acting_tenant() or company_id = app.acting_tenant() or community_id = app.acting_tenant()'],
  ['insert', 'names_no_reviewer_beside_a_company',
   $$tenant_id = app.acting_tenant()
    or (reviewer_id = app.acting_tenant() and company_id is null and community_id is null)
    or (company_id = app.acting_tenant() and reviewer_id is null)$$]
]);

-- A link that goes with its row is deleted by the owner of the tables, as whom PostgreSQL 18 also runs the trigger below (before, it
-- ran as whoever asked). The owner deletes a file like everybody, from a context.
alter policy deleted_by_author_or_tenant on file to bilin_app, bilin_owner;

create function app.delete_unlinked_file() returns trigger language plpgsql as $$
begin
  delete from public.file where tenant_id = old.tenant_id and id = old.file_id;
  return null;
exception when foreign_key_violation then
  return null; -- Something else shows it, too.
end $$;
comment on function app.delete_unlinked_file is 'Deletes the file of a link that was deleted, unless another link points to it.';

create procedure app.attach(
  shows text, readers text[], about text[] default null, writers text[] default '{}', most integer default 3,
  deletable boolean default true)
language plpgsql as $$
declare
  link constant text := shows || '_file';
  subjects constant text[] := coalesce(about, array[shows]);
  columns constant text := (select string_agg(quote_ident(s || '_id'), ', ') from unnest(subjects) s);
  named constant text := (select string_agg(quote_ident(r), ', ') from unnest(readers) r);
  alliance constant text := 'tenant_id = app.acting_tenant()';
  visible constant text := concat_ws(' or ', alliance,
    (select string_agg(format('%I = app.acting_tenant()', r), ' or ') from unnest(readers) r));
  attached constant text := concat_ws(' or ', alliance,
    (select string_agg(format('%I = app.acting_tenant()', w), ' or ') from unnest(writers) w));
  subject text;
  reader text;
begin
  execute format($table$
    create table %I (
      tenant_id        uuid not null default app.current_tenant() references tenant,
      author_tenant_id uuid not null default app.acting_tenant() references tenant,
      id               uuid not null default gen_random_uuid(),
      %s,
      file_id          uuid not null,
      place            smallint not null,
      %s,
      primary key (tenant_id, id),
      foreign key (tenant_id, file_id, %4$s) references file (tenant_id, id, %4$s),
      constraint files__enough check (place between 1 and %5$s),
      unique nulls not distinct (tenant_id, %6$s, place)
    )$table$,
    link,
    (select string_agg(format('%I uuid%s', s || '_id', case when about is null then ' not null' end), ', ') from unnest(subjects) s),
    (select string_agg(format('%I uuid not null', r), ', ') from unnest(readers) r),
    named, most, columns);
  if about is not null then
    execute format('alter table %I add check (num_nonnulls(%s) = 1)', link, columns);
  end if;
  execute format('create index %I on %I (tenant_id, file_id, %s)', link || '_of_file', link, named);
  execute format('create index %I on %I (author_tenant_id)', link || '_of_author', link);
  execute format('comment on table %I is %L', link, format('Which files a row of %s shows.', array_to_string(subjects, ' or ')));
  execute format('comment on column %I.place is %L', link, 'Its place among the files of its row, from 1.');
  foreach reader in array readers loop
    execute format('comment on column %I.%I is %L', link, reader, 'A member that may see it: the same as of its row and of its file.');
  end loop;
  foreach subject in array subjects loop
    execute format('alter table %I add foreign key (tenant_id, %I, %3$s) references %I (tenant_id, id, %3$s) on delete cascade',
      link, subject || '_id', named, subject);
    execute format('create index %I on %I (tenant_id, %I, %s)', link || '_of_' || subject, link, subject || '_id', named);
  end loop;
  execute format('create trigger deletes_unlinked_file after delete on %I for each row execute function app.delete_unlinked_file()', link);
  call app.isolate(link::regclass, deletable => deletable, promises => array[
    ['select', 'visible_to_those_named', visible],
    ['insert', 'attached_by_those_who_may', attached]
  ] || case when deletable then array[['delete', 'visible_to_those_named', visible]] end);
end $$;
comment on procedure app.attach is
  'Lets the rows of a table show files, by a table of links: called once, in a migration of the feature. Names the columns of the members who may see them, those of the members who may attach them beside the alliance, how many a row shows at most, and whether one may be taken away; about, where what shows them is a row of one of several tables.';
