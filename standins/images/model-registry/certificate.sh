#!/bin/bash
# Makes a CA and, signed by it, the certificate of the registry under its public name.
set -euo pipefail

mkdir -p "$1"
cd "$1"
new_key=(openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes)

"${new_key[@]}" -x509 -days 3650 -subj "/CN=Archiv stand-in CA" -keyout ca.key -out ca.crt \
    -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign
"${new_key[@]}" -subj "/CN=registry.ollama.ai" -keyout server.key -out server.csr \
    -addext subjectAltName=DNS:registry.ollama.ai -addext extendedKeyUsage=serverAuth -addext keyUsage=critical,digitalSignature
openssl x509 -req -in server.csr -CA ca.crt -CAkey ca.key -days 3650 -copy_extensions copy -out server.crt
