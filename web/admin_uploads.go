package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"path"
	"slices"
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
	sent, err := a.readUploads(w, r)
	if err == nil {
		return a.start(w, r, "upload", sent.files, nil, false, sent.decision)
	}
	var refused *refusal
	if errors.As(err, &refused) {
		return a.sourcesAgain(w, r, refused)
	}
	return err
}

// readUploads reads the files of a form, within bounds.
func (a *admin) readUploads(w http.ResponseWriter, r *http.Request) (*uploadForm, error) {
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
	sent, err := a.readParts(form)
	if err != nil {
		// A browser reads no answer before it has sent all: let it, within reason.
		_, _ = io.CopyN(io.Discard, whole, a.config.MaxUpload)
		return nil, a.uploadRefusal(err)
	}
	if len(sent.files) == 0 {
		return nil, &refusal{http.StatusUnprocessableEntity, "No file was chosen.", "Choose one or more files, then upload them."}
	}
	return sent, a.nameAs(r.Context(), sent)
}

// uploadForm is what the form of uploads sent.
type uploadForm struct {
	files    []archive.Upload
	as       string // source that the one file is a new capture of; empty where it goes by its own name
	decision archive.Decision
}

// nameAs has the one file go by the name of the source it is a new capture of.
func (a *admin) nameAs(ctx context.Context, sent *uploadForm) error {
	if sent.as == "" {
		return nil
	}
	if len(sent.files) != 1 {
		return &refusal{http.StatusUnprocessableEntity, "Only one file can be the new state of " + sent.as + ".",
			"Upload that file alone, or leave the name of the source empty."}
	}
	records, err := a.config.Records.SourceRecords(ctx)
	if err != nil {
		return fmt.Errorf("look up source %q: %w", sent.as, err)
	}
	if !slices.ContainsFunc(records, func(s archive.SourceRecord) bool { return s.Name == sent.as }) {
		return &refusal{http.StatusUnprocessableEntity, "There is no source of the name " + sent.as + ".",
			"Write it as it stands in the list, or leave it empty to add a new source."}
	}
	sent.files[0].As = sent.as
	return nil
}

func (a *admin) readParts(form *multipart.Reader) (*uploadForm, error) {
	sent := &uploadForm{decision: archive.Wait}
	taken := map[string]bool{}
	for {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			return sent, nil
		}
		if err != nil {
			return nil, err
		}
		if err := sent.readField(part); err != nil {
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
		if len(sent.files) == maxUploads {
			return nil, &refusal{http.StatusRequestEntityTooLarge, "These are too many files at once.",
				fmt.Sprintf("Upload at most %d at a time.", maxUploads)}
		}
		taken[upload.Name] = true
		sent.files = append(sent.files, upload)
	}
}

// readField reads what the form says beside the files.
func (f *uploadForm) readField(part *multipart.Part) error {
	name := part.FormName()
	if name != applyField && name != "as" {
		return nil
	}
	value, err := io.ReadAll(io.LimitReader(part, 4*maxName))
	if err != nil {
		return err
	}
	if name == applyField {
		f.decision = decisionOf(string(value))
	} else {
		f.as = strings.TrimSpace(string(value))
	}
	return nil
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
