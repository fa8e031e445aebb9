-- Runs once, as superuser, when the volume is new (the image's docker-entrypoint-initdb.d).
-- Passwords come from the environment and are quoted by psql; without one, psql stops at the name it can't replace.
\getenv owner_password DONDOC_OWNER_PASSWORD
\getenv app_password DONDOC_APP_PASSWORD
\getenv temporal_password TEMPORAL_DB_PASSWORD

-- The owner migrates and does nothing else; the application owns no table, so it can neither change the schema nor
-- rewrite the audit log, whatever is injected into it. Its rights on tables are granted by the migrations.
create role dondoc_owner login password :'owner_password';
create role dondoc_app login password :'app_password';
create role temporal login password :'temporal_password';

create database dondoc owner dondoc_owner;
-- Temporal only compares: bytes are faster than Vietnamese order.
create database temporal owner temporal template template0 encoding 'UTF8' locale_provider libc locale 'C';
create database temporal_visibility owner temporal template template0 encoding 'UTF8' locale_provider libc locale 'C';

-- By default every role may connect to every database.
revoke connect on database dondoc, temporal, temporal_visibility, postgres from public;
grant connect on database dondoc to dondoc_app;
