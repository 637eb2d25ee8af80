#!/bin/sh
# Run by the image of PostgreSQL once, when its data folder is empty: a login for Trust SEND that
# is no superuser, and a database that belongs to it.
set -eu
psql --username postgres --dbname postgres --set ON_ERROR_STOP=1 \
    --set password="$TRUST_SEND_DATABASE_PASSWORD" <<'SQL'
create role trust_send login password :'password';
create database trust_send owner trust_send;
revoke connect on database trust_send from public;
SQL
