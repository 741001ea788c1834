"""A function on AWS Lambda's runtime API that does by hand what Gather's compositions of the benchmark do."""

import asyncio
import json
import logging
import os
import sys
import time

import aiohttp

from jobs import Jobs

LOOP_ERRORS_IN_A_ROW = 10
API = f"http://{os.environ['AWS_LAMBDA_RUNTIME_API']}/2018-06-01/runtime/invocation/"
JSON = {"Content-Type": "application/json"}
NO_LIMIT = aiohttp.ClientTimeout(total=None)  # the next invocation may be hours away


async def poll(api, jobs):
    """Never returns; when the runtime API fails again and again, it ends the process."""
    failures = 0
    while failures < LOOP_ERRORS_IN_A_ROW:
        try:
            await one(api, jobs)
            failures = 0
        except (aiohttp.ClientError, ValueError):
            logging.exception("an invocation was lost")
            failures += 1
    sys.exit("the runtime API does not answer")


async def one(api, jobs):
    """Takes an invocation and posts its answer or its error."""
    async with api.get(API + "next") as response:
        event = json.loads(await response.read())
        headers = response.headers
    request = headers["Lambda-Runtime-Aws-Request-Id"]
    left = int(headers["Lambda-Runtime-Deadline-Ms"]) / 1000 - time.time()
    try:
        answer = await asyncio.wait_for(jobs.run(event), left)
        path, document = f"{request}/response", json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
    except Exception as error:  # whatever it is, the caller is told
        logging.exception(request)
        path = f"{request}/error"
        document = json.dumps({"errorType": type(error).__name__, "errorMessage": str(error)})
    async with api.post(API + path, data=document.encode(), headers=JSON) as accepted:
        accepted.raise_for_status()


async def main():
    pollers = max(1, int(os.environ.get("AWS_LAMBDA_MAX_CONCURRENCY", "1")))
    connector = aiohttp.TCPConnector(limit=2 * pollers)
    async with aiohttp.ClientSession(connector=connector, timeout=NO_LIMIT) as api, Jobs() as jobs:
        await asyncio.gather(*(poll(api, jobs) for _ in range(pollers)))


asyncio.run(main())
