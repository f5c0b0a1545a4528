-- Events: in an alliance a member reads its own lines, newest first, without passing everybody else's.
create index event_of_member on event (tenant_id, author_tenant_id, at desc, id desc);
