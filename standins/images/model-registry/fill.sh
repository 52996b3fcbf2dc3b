#!/bin/bash
# Generates models and pushes them to a registry that runs for as long as this takes: the production model, the one that may follow it,
# one whose weights are cut off, and one whose weights rot in the registry afterwards.
set -euo pipefail

docker-registry serve /etc/docker/registry/config.yml &
registry=$!
trap 'kill "$registry"' EXIT

for _ in {1..100}; do
    if (exec 3<>/dev/tcp/127.0.0.1/5000) 2>/dev/null; then break; fi
    sleep 0.1
done

generate() { /usr/lib/model/model generate --out /tmp/model.gguf "$@"; }
publish() { /usr/lib/model/model publish --registry http://127.0.0.1:5000 --name library/qwen2.5 --tag "$1" /tmp/model.gguf; }

generate
publish 7b-instruct-q4_K_M

generate --size-mib 8 --seed 2
publish 7b-instruct-q5_K_M

generate --size-mib 8 --seed 3
truncate --size=-1M /tmp/model.gguf
publish 7b-instruct-truncated

generate --size-mib 8 --seed 4
publish 7b-instruct-rotten
digest=$(sha256sum /tmp/model.gguf | cut -d' ' -f1)
printf rotten | dd of="/var/lib/registry/docker/registry/v2/blobs/sha256/${digest:0:2}/$digest/data" bs=1 seek=4000000 conv=notrunc status=none

rm /tmp/model.gguf
