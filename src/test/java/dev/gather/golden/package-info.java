/**
 * Golden cases: one YAML file each with a composition, what surrounds it, calls and what has to come of them. The files are in
 * {@code src/test/resources/golden}; a new file is a new test, and its name is the case's and the composition's.
 *
 * <pre>{@code
 * composition: |                # the text of the composition
 *   sources: …
 * database: [INSERT …]          # SQL that is run before the calls; postgresql: on PostgreSQL
 * stubs:                        # what the upstreams answer; each is to be asked for once, in whatever order
 *   - { request: GET /things/1, json: one }
 *   - { request: GET /things/2, status: 503, times: 2, delay: 50, sees: { x-api-key: s3cret } }
 *   - { request: POST /things, receives: { a: 1 } }      # a JSON body, or receivesText: a=1
 * requests: [GET /things/1]     # what is to be asked for instead, where the stubs do not say it
 * input: { id: 1 }              # of the call
 * output: …                     # or error: { errorType: …, errorMessage: … }
 * within: 500                   # how many milliseconds it may take, and with atLeast must take
 * }</pre>
 *
 * <p>A call by HTTP has {@code request: GET /things/1} in place of {@code input}, with headers that it {@code sends} and a body
 * of {@code json}; then {@code status} and {@code headers} are those of the answer, where null is a header that it must not
 * have, and {@code output} or {@code error} is its body.
 *
 * <p>Where several calls are made in a row, {@code calls} stands in place of the last three: a list of calls, each with what
 * has to come of it. Database, stubs and requests are those of all calls together.
 *
 * <pre>{@code
 * calls:
 *   - { input: { id: 1 }, output: one }
 *   - { input: { id: 2 }, error: { errorType: NotFound, errorMessage: … } }
 *   - { after: 5500, output: one }   # with so many milliseconds before it, for which the tests do not wait
 * }</pre>
 *
 * <p>Where loading the composition finds problems, {@code problems} has all of them, and there is no call.
 */
package dev.gather.golden;
