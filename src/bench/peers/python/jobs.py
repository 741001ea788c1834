import asyncio
import json
import os
from urllib.parse import urlsplit

import aiohttp
import aiomysql
from pymysql.constants import FIELD_TYPE
from pymysql.converters import conversions

HTTP_CONNECTIONS = 100
SQL_CONNECTIONS = 20
CONVERSIONS = {
    **conversions,
    FIELD_TYPE.NEWDECIMAL: float,
    FIELD_TYPE.DATETIME: lambda text: text.replace(" ", "T"),
}


class Jobs:
    def __init__(self):
        self._upstream = os.environ["UPSTREAM"]
        self._database = None
        self._opening = asyncio.Lock()

    async def __aenter__(self):
        self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=HTTP_CONNECTIONS))
        return self

    async def __aexit__(self, *_):
        await self._session.close()
        if self._database:
            self._database.terminate()

    async def run(self, event):
        """Does the job that the composition's name begins with; a number at its end is a size."""
        name = event["composition"].rstrip("-0123456789")
        count = event["input"].get("count")
        match name:
            case "hello":
                return {"hello": "world"}
            case "article":
                return await self._article()
            case "fan-out" | "named":
                return {"parts": await self._all(f"/parts/{i}" for i in range(1, count + 1))}
            case "rows":
                return {"rows": await self._rows("SELECT * FROM mixed WHERE id <= %s", count)}
            case "body":
                return {"body": await self._get(f"/bodies/{count}")}
            case "chain":
                return {"last": await self._chain(count)}
        raise ValueError(f"there is no job {name}")

    async def _article(self):
        data, rows = await asyncio.gather(
            self._all(["/one.json", "/two.json", "/three.json"]), self._rows("SELECT * FROM mytable")
        )
        return {"data": data, "rows": rows}

    async def _all(self, paths):
        return await asyncio.gather(*(self._get(path) for path in paths))

    async def _chain(self, depth):
        """Asks for one step after the other: each says which is next."""
        step = {"next": 1}
        for _ in range(depth):
            step = await self._get(f"/chain/{step['next']}")
        return step

    async def _get(self, path):
        async with self._session.get(self._upstream + path) as response:
            response.raise_for_status()
            return json.loads(await response.read())

    async def _rows(self, sql, *values):
        pool = await self._pool()
        async with pool.acquire() as connection, connection.cursor(aiomysql.DictCursor) as cursor:
            await cursor.execute(sql, values)
            return await cursor.fetchall()

    async def _pool(self):
        async with self._opening:
            if not self._database:
                url = urlsplit(os.environ["DATABASE"])
                self._database = await aiomysql.create_pool(
                    host=url.hostname,
                    port=url.port,
                    user=url.username,
                    password=url.password,
                    db=url.path[1:],
                    minsize=1,
                    maxsize=SQL_CONNECTIONS,
                    autocommit=True,
                    conv=CONVERSIONS,
                )
            return self._database
