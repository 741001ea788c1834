import mysql from 'mysql2/promise';
import { Pool } from 'undici';

const HTTP_CONNECTIONS = 100;
const SQL_CONNECTIONS = 20;
const MAX_BODY = 10 * 1024 * 1024;
const DATE_AND_TIME = /^(\S+) (\S+)$/;

const upstream = new Pool(process.env.UPSTREAM, {
  connections: HTTP_CONNECTIONS,
  pipelining: 1,
  maxResponseSize: MAX_BODY,
});
const database = mysql.createPool({
  uri: process.env.DATABASE,
  connectionLimit: SQL_CONNECTIONS,
  dateStrings: true,
});

const jobs = {
  hello: async () => ({ hello: 'world' }),
  article,
  'fan-out': parts,
  named: parts,
  rows: async ({ count }, signal) => ({ rows: await rows('SELECT * FROM mixed WHERE id <= ?', [count], signal) }),
  body: async ({ count }, signal) => ({ body: await get(`/bodies/${count}`, signal) }),
  chain,
};

// Does the job that the composition's name begins with; a number at its end is a size.
export async function run({ composition, input }, signal) {
  const job = jobs[composition.replace(/-\d+$/, '')];
  if (!job) {
    throw new Error(`there is no job for ${composition}`);
  }
  return job(input, signal);
}

async function article(_, signal) {
  const paths = ['/one.json', '/two.json', '/three.json'];
  const [found, ...data] = await Promise.all([
    rows('SELECT * FROM mytable', [], signal),
    ...paths.map((path) => get(path, signal)),
  ]);
  return { data, rows: found };
}

async function parts({ count }, signal) {
  const paths = Array.from({ length: count }, (_, i) => `/parts/${i + 1}`);
  return { parts: await Promise.all(paths.map((path) => get(path, signal))) };
}

// Asks for one step after the other: each says which is next.
async function chain({ count }, signal) {
  let step = { next: 1 };
  for (let i = 0; i < count; i++) {
    step = await get(`/chain/${step.next}`, signal);
  }
  return { last: step };
}

async function get(path, signal) {
  const { statusCode, body } = await upstream.request({ method: 'GET', path, signal });
  if (statusCode !== 200) {
    await body.dump();
    throw new Error(`${path}: status ${statusCode}`);
  }
  return body.json();
}

async function rows(sql, values, signal) {
  signal.throwIfAborted();
  const [found] = await database.query(sql, values);
  for (const row of found) {
    row.price = Number(row.price);
    row.created = row.created.replace(DATE_AND_TIME, '$1T$2');
  }
  return found;
}
