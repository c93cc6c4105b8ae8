package web

import (
	"bytes"
	"mime"
	"net/http"
	"path"
	"strings"
	"time"

	"communique/internal/archive"
)

// downloadTimeout bounds how long a client may take over a file.
const downloadTimeout = 5 * time.Minute

// sourceFile sends a capture as it was received. Whatever is in the file, a
// browser keeps it and shows it never.
func (s *Server) sourceFile(w http.ResponseWriter, r *http.Request) error {
	capture, err := s.Records.PublicCapture(r.Context(), pathValue(r, "sha256"))
	if err != nil {
		return err
	}
	data, err := s.Records.SourceBytes(r.Context(), capture.SHA256)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", harmlessType(capture.MediaType))
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": fileName(&capture)}))
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("ETag", `"`+capture.SHA256+`"`)
	// Where the connection cannot have deadlines the server's own hold.
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(downloadTimeout))
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
	return nil
}

// fileName is what a capture is called where it is kept: the last part of the
// name that it came under.
func fileName(c *archive.Capture) string {
	name := c.File
	if name == "" {
		name = c.Name
	}
	return path.Base(strings.ReplaceAll(name, `\`, "/"))
}

// harmless are the media types of files in which no browser runs anything.
var harmless = map[string]bool{
	"text/plain": true, "text/markdown": true, "application/pdf": true, "application/json": true, "application/zip": true,
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document": true,
	"application/vnd.oasis.opendocument.text":                                 true,
}

// harmlessType is the media type of a file as it is said to browsers. Pages and
// XML are bytes like any other.
func harmlessType(mediaType string) string {
	if kind, _, err := mime.ParseMediaType(mediaType); err == nil && harmless[kind] {
		return mediaType
	}
	return "application/octet-stream"
}
