#!/usr/bin/env bash
# Fetches the libraries when the lock file changed, and builds the console when one of its files did.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

fetched=node_modules/.fetched
built=target/classes/META-INF/resources/index.html

if [ ! -e "$fetched" ] || [ package-lock.json -nt "$fetched" ]; then
  echo "Fetching the console's libraries (npm ci in ui) ..."
  npm ci --no-audit --no-fund --loglevel=error
  touch "$fetched"
fi
if [ ! -e "$built" ] || [ -n "$(find . -path ./node_modules -prune -o -path ./target -prune -o -type f -newer "$built" -print -quit)" ]; then
  npm run --silent build
fi
