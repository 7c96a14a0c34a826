-- A command that comes again is answered with the very text of the first time; jsonb would give its keys in another order.
ALTER TABLE provider_call ALTER COLUMN execution TYPE json;
