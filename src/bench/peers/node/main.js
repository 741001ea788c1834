// A function on AWS Lambda's runtime API that does by hand what Gather's compositions of the benchmark do.
import { Pool } from 'undici';
import { run } from './jobs.js';

const LOOP_ERRORS_IN_A_ROW = 10;
const ROOT = '/2018-06-01/runtime/invocation/';
const pollers = Math.max(1, Number(process.env.AWS_LAMBDA_MAX_CONCURRENCY) || 1);
const api = new Pool(`http://${process.env.AWS_LAMBDA_RUNTIME_API}`, {
  connections: 2 * pollers,
  pipelining: 1,
  headersTimeout: 0, // the next invocation may be hours away
  bodyTimeout: 0,
});

// Never returns; when the runtime API fails again and again, it ends the process.
async function poll() {
  for (let failures = 0; failures < LOOP_ERRORS_IN_A_ROW; ) {
    try {
      await one();
      failures = 0;
    } catch (error) {
      console.error(error);
      failures++;
    }
  }
  console.error('the runtime API does not answer');
  process.exit(1);
}

// Takes an invocation and posts its answer or its error.
async function one() {
  const next = await api.request({ method: 'GET', path: `${ROOT}next` });
  const event = await next.body.json();
  const id = next.headers['lambda-runtime-aws-request-id'];
  const signal = AbortSignal.timeout(Math.max(0, Number(next.headers['lambda-runtime-deadline-ms']) - Date.now()));
  let path, document;
  try {
    document = JSON.stringify(await run(event, signal));
    path = `${ROOT}${id}/response`;
  } catch (error) {
    console.error(id, error);
    document = JSON.stringify({ errorType: error.name, errorMessage: error.message });
    path = `${ROOT}${id}/error`;
  }
  const headers = { 'content-type': 'application/json' };
  const accepted = await api.request({ method: 'POST', path, headers, body: document });
  await accepted.body.dump();
  if (accepted.statusCode !== 202) {
    throw new Error(`${path} was refused with ${accepted.statusCode}`);
  }
}

for (let i = 0; i < pollers; i++) {
  poll();
}
