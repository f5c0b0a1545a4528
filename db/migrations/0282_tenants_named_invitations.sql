-- An invitation may name whom it is for: its link then opens with name and phone filled in, and the printed slip says whose it is.

alter table invitation
  add column name text check (length(name) between 1 and 60),
  add column phone text check (phone ~ '^\+?[0-9]{5,15}$');
comment on column invitation.name is 'As the inviter wrote it; whoever accepts may write it otherwise.';
comment on column invitation.phone is 'The same for the number; nobody signs in by it before the invitation is accepted.';
