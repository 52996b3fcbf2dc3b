#!/bin/bash
# Generates the model and pushes it, under the production model's name, to a registry that runs for as long as this takes.
set -euo pipefail

docker-registry serve /etc/docker/registry/config.yml &
registry=$!
trap 'kill "$registry"' EXIT

for _ in {1..100}; do
    if (exec 3<>/dev/tcp/127.0.0.1/5000) 2>/dev/null; then break; fi
    sleep 0.1
done

/usr/lib/model/model generate --out /tmp/model.gguf
/usr/lib/model/model publish --registry http://127.0.0.1:5000 --name library/qwen2.5 --tag 7b-instruct-q4_K_M /tmp/model.gguf
rm /tmp/model.gguf
