-- A draft has a name of its own too, and counts its turns: a phone that never heard that its save arrived goes on from there
-- and is not told that somebody else has changed the visit, while a save of an earlier turn that arrives late changes nothing.

alter table score_sheet
  add draft_id uuid,
  add draft_turn integer check (draft_turn >= 1),
  add check ((draft_id is null) = (draft_turn is null));
comment on column score_sheet.draft_id is 'Made by the device whose draft was saved last; null where it was a plain form.';
comment on column score_sheet.draft_turn is 'How many times that draft had been changed.';
grant update (draft_id, draft_turn) on score_sheet to bilin_app;
