-- Names that end in numbers stand as people count: 一期2栋 before 一期10栋. The collation of before compared digit by digit.

create collation app.name_order (provider = icu, locale = 'zh-u-kn');
comment on collation app.name_order is 'By pronunciation, numbers by their value.';

drop index estate_by_name;
create index estate_by_name on estate (tenant_id, (name collate app.name_order), id) where removed_at is null;
