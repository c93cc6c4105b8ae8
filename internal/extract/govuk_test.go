package extract

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestJSONIsRefused(t *testing.T) {
	for _, test := range []struct{ name, data, want string }{
		{"other JSON", `{"a": [1, 2]}`, "is JSON, but not of a kind that this version knows"},
		{"a list", `[{"title": "x"}]`, "is JSON, but not of a kind that this version knows"},
		{"cut off", `{"base_path": "/x", "title": "`, "is JSON that is broken or cut off"},
		{"deep", `{"a":` + strings.Repeat("[", 2000) + strings.Repeat("]", 2000) + `}`, "is JSON that is nested more than 1000 deep"},
		{"without text", `{"base_path": "/x", "schema_name": "speech", "title": "T", "details": {"body": ""}}`, "is a content item of gov.uk without text"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := Read("f.json", []byte(test.data))
			var problem *Problem
			if !errors.As(err, &problem) || problem.Reason != test.want {
				t.Errorf("got %v, want %s", err, test.want)
			}
		})
	}
}

func TestGovukForms(t *testing.T) {
	for _, test := range []struct{ name, details, want string }{
		{"body as HTML", `"body": "<p>one</p><ul><li>two</li></ul>"`, "one\n• two"},
		{"body in several formats", `"body": [{"content_type": "text/govspeak", "content": "no"}, {"content_type": "text/html", "content": "<p>one</p>"}]`, "one"},
		{"parts", `"parts": [{"title": "A", "body": "<p>one</p>"}, {"title": "B", "body": [{"content_type": "text/html", "content": "<p>two</p>"}]}]`, "A\none\nB\ntwo"},
		{"attached files", `"body": "<p>one</p>", "documents": ["<section class='attachment'><h3>Plan</h3></section>"]`, "one"},
		{"fields of other types", `"body": "<p>one</p>", "parts": 3, "change_history": {"a": 1}, "delivered_on": 7`, "one"},
	} {
		t.Run(test.name, func(t *testing.T) {
			text, problem := readJSON("", []byte(`{"base_path": "/x", "schema_name": "speech", "document_type": "speech", "title": "T", "details": {`+test.details+`}}`))
			if problem != "" {
				t.Fatal(problem)
			}
			if diff := cmp.Diff(test.want, strings.Join(texts(text.Lines), "\n")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// FuzzJSON: any JSON is read the same twice or refused.
func FuzzJSON(f *testing.F) {
	for _, seed := range []string{
		`{}`, `[`, `{"title":"a","schema_name":"b","base_path":"/c","details":{"body":"<p>x"}}`, `{"title":"a","schema_name":"b","details":{"body":[{}]}}`,
		`{"title":"a","schema_name":"b","links":{"organisations":[{"title":1}]},"details":null}`, "{\"title\":\"\\ud800\",\"schema_name\":\"b\",\"details\":{\"body\":\"\\u0000x\"}}",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, data string) {
		text, problem := readJSON("", []byte(data))
		again, same := readJSON("", []byte(data))
		if problem != same || !cmp.Equal(text, again) {
			t.Fatal("reads otherwise the second time")
		}
		checkNumbered(t, text.Lines)
	})
}
