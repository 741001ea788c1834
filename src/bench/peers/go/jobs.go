package main

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"

	"github.com/go-sql-driver/mysql"
)

const (
	httpConnections = 100
	sqlConnections  = 20
	maxBody         = 10 << 20
)

type jobs struct {
	client   *http.Client
	upstream string
	database *sql.DB
}

type row struct {
	ID       int64       `json:"id"`
	Name     string      `json:"name"`
	Quantity int64       `json:"quantity"`
	Price    json.Number `json:"price"`
	Ratio    float64     `json:"ratio"`
	Active   int64       `json:"active"`
	Created  string      `json:"created"`
	Note     *string     `json:"note"`
}

// newJobs opens no connection: the pools do at the first call. The database is a URL, mysql://user:password@host:port/name.
func newJobs(upstream, databaseURL string) (*jobs, error) {
	address, err := url.Parse(databaseURL)
	if err != nil {
		return nil, err
	}
	config := mysql.NewConfig()
	config.Net, config.Addr, config.DBName = "tcp", address.Host, strings.TrimPrefix(address.Path, "/")
	config.User = address.User.Username()
	config.Passwd, _ = address.User.Password()
	config.InterpolateParams = true // one round trip for each query
	connector, err := mysql.NewConnector(config)
	if err != nil {
		return nil, err
	}
	database := sql.OpenDB(connector)
	database.SetMaxOpenConns(sqlConnections)
	database.SetMaxIdleConns(sqlConnections)
	transport := &http.Transport{
		MaxConnsPerHost:     httpConnections,
		MaxIdleConnsPerHost: httpConnections,
		MaxIdleConns:        httpConnections,
	}
	return &jobs{&http.Client{Transport: transport}, upstream, database}, nil
}

// run does the job that the composition's name begins with; a number at its end is a size.
func (j *jobs) run(ctx context.Context, e event) (any, error) {
	switch name := strings.TrimRight(e.Composition, "-0123456789"); name {
	case "hello":
		return map[string]string{"hello": "world"}, nil
	case "article":
		return j.article(ctx)
	case "fan-out", "named":
		parts, err := j.parts(ctx, e.Input.Count)
		return map[string]any{"parts": parts}, err
	case "rows":
		rows, err := j.rows(ctx, "SELECT * FROM mixed WHERE id <= ?", e.Input.Count)
		return map[string]any{"rows": rows}, err
	case "body":
		body, err := j.get(ctx, fmt.Sprintf("/bodies/%d", e.Input.Count))
		return map[string]any{"body": body}, err
	case "chain":
		return j.chain(ctx, e.Input.Count)
	default:
		return nil, fmt.Errorf("there is no job %q", name)
	}
}

func (j *jobs) article(ctx context.Context) (any, error) {
	var data [3]json.RawMessage
	var rows []row
	err := all(ctx, len(data)+1, func(ctx context.Context, i int) (err error) {
		if i == len(data) {
			rows, err = j.rows(ctx, "SELECT * FROM mytable")
		} else {
			data[i], err = j.get(ctx, [...]string{"/one.json", "/two.json", "/three.json"}[i])
		}
		return err
	})
	return map[string]any{"data": data, "rows": rows}, err
}

func (j *jobs) parts(ctx context.Context, count int) ([]json.RawMessage, error) {
	parts := make([]json.RawMessage, count)
	err := all(ctx, count, func(ctx context.Context, i int) (err error) {
		parts[i], err = j.get(ctx, fmt.Sprintf("/parts/%d", i+1))
		return err
	})
	return parts, err
}

// chain asks for one step after the other: each says which is next.
func (j *jobs) chain(ctx context.Context, depth int) (any, error) {
	step := struct {
		Step int `json:"step"`
		Next int `json:"next"`
	}{Next: 1}
	for i := 0; i < depth; i++ {
		body, err := j.get(ctx, fmt.Sprintf("/chain/%d", step.Next))
		if err != nil {
			return nil, err
		}
		if err := json.Unmarshal(body, &step); err != nil {
			return nil, err
		}
	}
	return map[string]any{"last": step}, nil
}

func (j *jobs) get(ctx context.Context, path string) (json.RawMessage, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, j.upstream+path, nil)
	if err != nil {
		return nil, err
	}
	response, err := j.client.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: status %d", path, response.StatusCode)
	}
	var body bytes.Buffer
	if response.ContentLength > 0 && response.ContentLength <= maxBody {
		body.Grow(int(response.ContentLength) + bytes.MinRead)
	}
	if _, err := body.ReadFrom(http.MaxBytesReader(nil, response.Body, maxBody)); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if !json.Valid(body.Bytes()) {
		return nil, errors.New(path + ": not JSON")
	}
	return body.Bytes(), nil
}

func (j *jobs) rows(ctx context.Context, query string, arguments ...any) ([]row, error) {
	found, err := j.database.QueryContext(ctx, query, arguments...)
	if err != nil {
		return nil, err
	}
	defer found.Close()
	rows := []row{}
	for found.Next() {
		var r row
		err := found.Scan(&r.ID, &r.Name, &r.Quantity, &r.Price, &r.Ratio, &r.Active, &r.Created, &r.Note)
		if err != nil {
			return nil, err
		}
		r.Created = strings.Replace(r.Created, " ", "T", 1)
		rows = append(rows, r)
	}
	return rows, found.Err()
}

// all runs n tasks at once, and cancels the others when one fails; the first failure is the result.
func all(parent context.Context, n int, task func(context.Context, int) error) error {
	ctx, cancel := context.WithCancel(parent)
	defer cancel()
	var group sync.WaitGroup
	var once sync.Once
	var failure error
	group.Add(n)
	for i := 0; i < n; i++ {
		go func(i int) {
			defer group.Done()
			if err := task(ctx, i); err != nil {
				once.Do(func() { failure = err; cancel() })
			}
		}(i)
	}
	group.Wait()
	return failure
}
