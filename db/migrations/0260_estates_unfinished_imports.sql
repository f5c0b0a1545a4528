-- Imports: the good rows of a file go in, the others stay as a list to finish. A draft has the rows that cannot go in yet, each with its
-- problems, and changes as they are corrected. Confirmed, it stays for a day with what it takes to undo the import.

alter table estate_import
  add column unfinished   jsonb not null default '[]',
  add column passed       jsonb not null default '[]',
  add column present      text[] not null default '{}',
  add column blanks       text not null default 'keep' constraint estates__blanks_unknown check (blanks in ('keep', 'clear')),
  add column tab          text not null default '',
  add column other_tabs   text[] not null default '{}',
  add column file         bytea,
  add column confirmed_at timestamptz,
  add column undo         jsonb;
comment on column estate_import.unfinished is 'Rows that cannot be imported yet, as typed, with their problems: packages/domain estates/unfinished.ts.';
comment on column estate_import.passed is 'Lines of the file that are no rows: sums, remarks, signatures.';
comment on column estate_import.present is 'Which of our columns the file has.';
comment on column estate_import.blanks is 'What an empty cell does to what is there: keep or clear.';
comment on column estate_import.tab is 'The sheet of the file that was read; blank when pasted.';
comment on column estate_import.other_tabs is 'The other sheets of the file that have the same columns.';
comment on column estate_import.file is 'The file itself, to read another sheet or other columns of it; null once confirmed.';
comment on column estate_import.confirmed_at is 'When its rows were imported; null while it is a draft.';
comment on column estate_import.undo is 'What each imported row changed, to undo it: packages/domain estates/undo.ts.';
comment on table estate_import is 'A file that was read; gone once given up or undone, or after a day.';

drop policy visible_in_current_tenant on estate_import;
drop policy inserted_by_acting_tenant on estate_import;
drop policy deleted_by_author_or_tenant on estate_import;
call app.isolate('estate_import', deletable => true,
  updatable => '{rows, unfinished, passed, ignored, hidden, present, blanks, tab, other_tabs, file, confirmed_at, undo}');
