-- Imports: an import no longer carries the companies it may name. They are read from the alliances when it is planned and again
-- when it is confirmed, so that no caller pairs a company's id with another name.
alter table estate_import drop column companies;
