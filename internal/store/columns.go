package store

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"time"
)

// stampLayout is how times stand in the database: RFC 3339 in UTC, of one
// width, so that they sort as text.
const stampLayout = "2006-01-02T15:04:05.000000Z"

// stamp is a time in a column; the zero time is null.
type stamp time.Time

// Value implements driver.Valuer.
func (t stamp) Value() (driver.Value, error) {
	if time.Time(t).IsZero() {
		return nil, nil
	}
	return time.Time(t).UTC().Format(stampLayout), nil
}

// Scan implements sql.Scanner.
func (t *stamp) Scan(value any) error {
	if value == nil {
		*t = stamp{}
		return nil
	}
	text, ok := value.(string)
	if !ok {
		return fmt.Errorf("time column holds %T", value)
	}
	parsed, err := time.Parse(stampLayout, text)
	if err != nil {
		return fmt.Errorf("time column: %w", err)
	}
	*t = stamp(parsed.UTC())
	return nil
}

// list is a list in a column, as a JSON array. Empty lists are read as nil.
type list[T any] []T

// Value implements driver.Valuer.
func (l list[T]) Value() (driver.Value, error) {
	if len(l) == 0 {
		return "[]", nil
	}
	text, err := json.Marshal([]T(l))
	if err != nil {
		return nil, fmt.Errorf("list column: %w", err)
	}
	return string(text), nil
}

// Scan implements sql.Scanner.
func (l *list[T]) Scan(value any) error {
	*l = nil
	text, ok := value.(string)
	if !ok {
		return fmt.Errorf("list column holds %T", value)
	}
	if text == "[]" {
		return nil
	}
	if err := json.Unmarshal([]byte(text), (*[]T)(l)); err != nil {
		return fmt.Errorf("list column: %w", err)
	}
	return nil
}

// knownList is a list in a column that is null where the list is not known,
// which is another thing than an empty one.
type knownList []string

// Value implements driver.Valuer.
func (l knownList) Value() (driver.Value, error) {
	if l == nil {
		return nil, nil
	}
	return list[string](l).Value()
}

// Scan implements sql.Scanner.
func (l *knownList) Scan(value any) error {
	if value == nil {
		*l = nil
		return nil
	}
	if err := (*list[string])(l).Scan(value); err != nil {
		return err
	}
	if *l == nil {
		*l = knownList{}
	}
	return nil
}

// optional is a text column that may be null; null is read as empty.
type optional string

// Scan implements sql.Scanner.
func (o *optional) Scan(value any) error {
	switch v := value.(type) {
	case nil:
		*o = ""
	case string:
		*o = optional(v)
	default:
		return fmt.Errorf("text column holds %T", value)
	}
	return nil
}
