package web

import (
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"path"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"communique/internal/archive"
)

// Bounds of an upload, beside those of AdminConfig.
const (
	uploadTimeout = 15 * time.Minute
	maxUploads    = 500 // files
	maxName       = 200 // bytes of a file's name
)

// refusal is what the admin is told of a form that cannot be followed. Its
// page is that of the form, so that one can try again.
type refusal struct {
	status int
	title  string
	detail string
}

func (e *refusal) Error() string { return e.title + " " + e.detail }

// upload takes files and starts a run over them.
func (a *admin) upload(w http.ResponseWriter, r *http.Request) error {
	if !a.uploading.TryLock() {
		return a.sourcesAgain(w, r, &refusal{http.StatusConflict, "Another upload is under way.", "Try again when it has ended."})
	}
	defer a.uploading.Unlock()
	uploads, err := a.readUploads(w, r)
	if err == nil {
		return a.start(w, r, "upload", uploads, nil, false)
	}
	var refused *refusal
	if errors.As(err, &refused) {
		return a.sourcesAgain(w, r, refused)
	}
	return err
}

// readUploads reads the files of a form, within bounds.
func (a *admin) readUploads(w http.ResponseWriter, r *http.Request) ([]archive.Upload, error) {
	control := http.NewResponseController(w)
	// Where the connection cannot have deadlines the server's own hold.
	_ = control.SetReadDeadline(time.Now().Add(uploadTimeout))
	_ = control.SetWriteDeadline(time.Time{})

	whole := r.Body
	r.Body = http.MaxBytesReader(w, whole, a.config.MaxUpload)
	form, err := r.MultipartReader()
	if err != nil {
		return nil, &refusal{http.StatusBadRequest, "This was not sent as files.", "Use the form on this page."}
	}
	uploads, err := a.readParts(form)
	if err != nil {
		// A browser reads no answer before it has sent all: let it, within reason.
		_, _ = io.CopyN(io.Discard, whole, a.config.MaxUpload)
		return nil, a.uploadRefusal(err)
	}
	if len(uploads) == 0 {
		return nil, &refusal{http.StatusUnprocessableEntity, "No file was chosen.", "Choose one or more files, then upload them."}
	}
	return uploads, nil
}

func (a *admin) readParts(form *multipart.Reader) ([]archive.Upload, error) {
	var uploads []archive.Upload
	taken := map[string]bool{}
	for {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			return uploads, nil
		}
		if err != nil {
			return nil, err
		}
		// A form without a chosen file sends a part without a name.
		if part.FormName() != "files" || part.FileName() == "" {
			continue
		}
		upload, err := a.readPart(part)
		if err != nil {
			return nil, err
		}
		if taken[upload.Name] {
			return nil, &refusal{http.StatusUnprocessableEntity, "Two of the files are called " + upload.Name + ".",
				"Sources are told apart by name. Rename one of them, and upload them again."}
		}
		if len(uploads) == maxUploads {
			return nil, &refusal{http.StatusRequestEntityTooLarge, "These are too many files at once.",
				fmt.Sprintf("Upload at most %d at a time.", maxUploads)}
		}
		taken[upload.Name] = true
		uploads = append(uploads, upload)
	}
}

func (a *admin) readPart(part *multipart.Part) (archive.Upload, error) {
	name, ok := safeName(part.FileName())
	if !ok {
		return archive.Upload{}, &refusal{http.StatusUnprocessableEntity, "One of the files has no usable name.",
			"Give it a name of letters or digits, and upload it again."}
	}
	data, err := io.ReadAll(io.LimitReader(part, a.config.MaxFile+1))
	if err != nil {
		return archive.Upload{}, err
	}
	if int64(len(data)) > a.config.MaxFile {
		// The run tells it as failed; the other files are read all the same.
		_, err := io.Copy(io.Discard, part)
		return archive.Upload{Name: name, Problem: "is larger than " + megabytes(a.config.MaxFile) + ", the most that one file may have"}, err
	}
	return archive.Upload{Name: name, Data: data}, nil
}

// uploadRefusal says why an upload broke off.
func (a *admin) uploadRefusal(err error) error {
	var refused *refusal
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &refused):
		return refused
	case errors.As(err, &tooLarge):
		return &refusal{http.StatusRequestEntityTooLarge, "These files are too large together.",
			"One upload can have at most " + megabytes(a.config.MaxUpload) + ". Upload them in several goes. Nothing was uploaded."}
	}
	return &refusal{http.StatusBadRequest, "The upload broke off.", "Nothing was uploaded. Try again."}
}

// safeName makes the name of an uploaded file one that can name a source: the
// last part of its path, in NFC, without control and invisible characters, and
// not too long. It reports whether anything is left.
func safeName(sent string) (string, bool) {
	name := path.Base(strings.ReplaceAll(sent, `\`, "/"))
	name = norm.NFC.String(strings.ToValidUTF8(name, ""))
	name = strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.C, unicode.Zl, unicode.Zp) {
			return -1
		}
		return r
	}, name)
	name = strings.TrimSpace(shortName(strings.TrimSpace(name)))
	return name, strings.Trim(name, ". /") != ""
}

// shortName cuts a name that is too long before its extension.
func shortName(name string) string {
	if len(name) <= maxName {
		return name
	}
	extension := path.Ext(name)
	if len(extension) > 20 {
		extension = ""
	}
	end := maxName - len(extension)
	for !utf8.RuneStart(name[end]) {
		end--
	}
	return name[:end] + extension
}

// megabytes is a size as people say it.
func megabytes(n int64) string {
	if n < 1<<20 {
		return counted(int(n), "byte", "bytes")
	}
	return number(n>>20) + " MB"
}
