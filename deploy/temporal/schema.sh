#!/bin/sh
# Brings Temporal's two schemas to the version of the admin tools, before the server starts. Running it again changes
# nothing, so an upgrade is: raise both image tags, `docker compose up`. Host, user and password come by SQL_* variables.
set -eu
for kind in temporal visibility; do
  case $kind in
    temporal) SQL_DATABASE=temporal ;;
    visibility) SQL_DATABASE=temporal_visibility ;;
  esac
  export SQL_DATABASE
  temporal-sql-tool setup-schema -v 0.0
  temporal-sql-tool update-schema --schema-name "postgresql/v12/$kind"
done
