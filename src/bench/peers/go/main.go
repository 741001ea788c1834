// A function on AWS Lambda's runtime API that does by hand what Gather's compositions of the benchmark do.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"
)

const (
	loopErrorsInARow = 10
	requestTimeout   = 10 * time.Second
)

// An event is what Gather takes, too: a composition's name and its input.
type event struct {
	Composition string `json:"composition"`
	Input       input  `json:"input"`
}

type input struct {
	Count int `json:"count"`
}

// A poller asks for one invocation at a time and answers it.
type poller struct {
	client *http.Client
	api    string
	jobs   *jobs
}

func main() {
	jobs, err := newJobs(os.Getenv("UPSTREAM"), os.Getenv("DATABASE"))
	if err != nil {
		log.Fatal(err)
	}
	if port := os.Getenv("PORT"); port != "" {
		log.Fatal(serve(port, jobs))
	}
	pollers, err := strconv.Atoi(os.Getenv("AWS_LAMBDA_MAX_CONCURRENCY"))
	if err != nil || pollers < 1 {
		pollers = 1
	}
	p := &poller{
		client: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 2 * pollers}},
		api:    "http://" + os.Getenv("AWS_LAMBDA_RUNTIME_API") + "/2018-06-01/runtime/invocation/",
		jobs:   jobs,
	}
	for i := 1; i < pollers; i++ {
		go p.poll()
	}
	p.poll()
}

// serve answers the same jobs over HTTP, at the paths that Gather has in a container: POST /compositions/{name}.
func serve(port string, jobs *jobs) error {
	http.HandleFunc("/compositions/", func(w http.ResponseWriter, r *http.Request) {
		e := event{Composition: strings.TrimPrefix(r.URL.Path, "/compositions/")}
		if err := json.NewDecoder(r.Body).Decode(&e.Input); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		ctx, cancel := context.WithTimeout(r.Context(), requestTimeout)
		defer cancel()
		result, err := jobs.run(ctx, e)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		var answer bytes.Buffer
		encoder := json.NewEncoder(&answer)
		encoder.SetEscapeHTML(false)
		if err := encoder.Encode(result); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Content-Length", strconv.Itoa(answer.Len()))
		if _, err := w.Write(answer.Bytes()); err != nil {
			log.Print(err)
		}
	})
	return http.ListenAndServe("127.0.0.1:"+port, nil)
}

// poll never returns; when the runtime API fails again and again, it ends the process.
func (p *poller) poll() {
	failures := 0
	for {
		if err := p.one(); err != nil {
			log.Print(err)
			if failures++; failures == loopErrorsInARow {
				log.Fatal("the runtime API does not answer")
			}
			continue
		}
		failures = 0
	}
}

// one takes an invocation and posts its answer or its error.
func (p *poller) one() error {
	next, err := p.client.Get(p.api + "next")
	if err != nil {
		return err
	}
	body, err := io.ReadAll(next.Body)
	next.Body.Close()
	if err != nil {
		return err
	}
	id := next.Header.Get("Lambda-Runtime-Aws-Request-Id")
	deadline, err := strconv.ParseInt(next.Header.Get("Lambda-Runtime-Deadline-Ms"), 10, 64)
	if err != nil {
		return fmt.Errorf("the deadline of %s: %w", id, err)
	}
	answer, err := p.answer(body, time.UnixMilli(deadline))
	if err != nil {
		log.Printf("%s: %v", id, err)
		document, _ := json.Marshal(map[string]string{"errorType": "Function.Failed", "errorMessage": err.Error()})
		return p.post(id+"/error", document)
	}
	return p.post(id+"/response", answer)
}

func (p *poller) answer(body []byte, deadline time.Time) ([]byte, error) {
	var e event
	if err := json.Unmarshal(body, &e); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithDeadline(context.Background(), deadline)
	defer cancel()
	result, err := p.jobs.run(ctx, e)
	if err != nil {
		return nil, err
	}
	var answer bytes.Buffer
	encoder := json.NewEncoder(&answer)
	encoder.SetEscapeHTML(false)
	err = encoder.Encode(result)
	return answer.Bytes(), err
}

func (p *poller) post(path string, document []byte) error {
	accepted, err := p.client.Post(p.api+path, "application/json", bytes.NewReader(document))
	if err != nil {
		return err
	}
	defer accepted.Body.Close()
	if _, err := io.Copy(io.Discard, accepted.Body); err != nil {
		return err
	}
	if accepted.StatusCode != http.StatusAccepted {
		return fmt.Errorf("%s was refused with %d", path, accepted.StatusCode)
	}
	return nil
}
