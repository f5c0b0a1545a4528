-- A submission has a name of its own, made by the phone before it is first sent: when the line breaks before the answer, the
-- phone sends it again and is answered as the first time, where anybody else is told that the visit is sealed.

alter table score_sheet add submission_id uuid;
comment on column score_sheet.submission_id is 'Made by the device that submitted; null where it was a plain form.';
grant update (submission_id) on score_sheet to bilin_app;
