#!/bin/sh
# Makes the keys and certificates of the tests anew. Test keys only: they are public, so nothing may ever trust them.
# The tests read what is committed and need no openssl. `openssl ca`, since only that sets when validity begins.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
touch index.txt
cat >ca.conf <<'CONF'
[ca]
default_ca = tests
[tests]
database = index.txt
new_certs_dir = .
rand_serial = yes
default_md = sha256
policy = any
unique_subject = no
[any]
organizationName = supplied
commonName = supplied
[authority]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign
[receiver]
basicConstraints = critical,CA:FALSE
extendedKeyUsage = serverAuth
subjectAltName = DNS:receiver.test,IP:127.0.0.1
[client]
basicConstraints = critical,CA:FALSE
extendedKeyUsage = clientAuth
CONF

issue() { # name, kind, end, authority
  name=$1 kind=$2 end=$3
  shift 3
  openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
    -subj "/O=Bellwire tests/CN=$name" -keyout "$name.key" -out "$name.csr"
  openssl ca -batch -notext -config ca.conf -extensions "$kind" \
    -startdate 20200101000000Z -enddate "$end" -in "$name.csr" -out "$name.pem" "$@"
}

for name in test-ca other-ca; do
  issue $name authority 21200101000000Z -selfsign -keyfile $name.key
done
by="-cert test-ca.pem -keyfile test-ca.key"
issue receiver receiver 21200101000000Z $by
issue client-one client 21200101000000Z $by
issue client-two client 21200101000000Z $by
issue expired client 20210101000000Z $by
rm test-ca.key other-ca.key
cp test-ca.pem other-ca.pem receiver.* client-one.* client-two.* expired.* "$here"
rm -f "$here"/*.csr
