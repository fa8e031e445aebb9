#!/bin/sh
# Creates the namespace once the server answers. A closed workflow's history is kept 90 days for whoever looks into a
# complaint; what must be kept for years stands in our own database.
set -eu
: "${TEMPORAL_ADDRESS:?}" "${TEMPORAL_NAMESPACE:?}"
attempt=0
until temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" >/dev/null 2>&1 ||
  temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention 90d; do
  attempt=$((attempt + 1))
  if [ "$attempt" -ge 60 ]; then
    echo "no namespace $TEMPORAL_NAMESPACE at $TEMPORAL_ADDRESS after $attempt attempts" >&2
    exit 1
  fi
  sleep 2
done
