package search

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"communique/internal/archive"
)

// Parameters of a search in an address. The box, the feed, the exports and the
// API share them.
const (
	paramQuery    = "q"
	paramCountry  = "country"
	paramTheme    = "theme"
	paramYear     = "year"
	paramKind     = "kind"
	paramStatus   = "status"
	paramFrom     = "from"
	paramTo       = "to"
	paramSort     = "sort"
	paramPage     = "page"
	paramPerPage  = "per_page"
	paramVersions = "versions"
)

// everyVersion is the value of paramVersions that shows every copy by itself.
const everyVersion = "all"

// maxValues bounds the values of one group of filters.
const maxValues = 100

// ParseRequest reads a request from the parameters of an address. It never
// fails: the notes say, in whole sentences, what was left out. What the request
// can carry (a filter that nobody knows, a date that is none) is kept, and
// noted by Search.
func ParseRequest(v url.Values) (Request, []string) {
	var notes []string
	r := Request{
		Query: strings.Join(strings.Fields(strings.ToValidUTF8(v.Get(paramQuery), "\uFFFD")), " "),
		Filters: Filters{
			Countries: cleanValues(v[paramCountry], strings.ToUpper),
			Themes:    cleanValues(v[paramTheme], strings.ToLower),
			Years:     cleanValues(v[paramYear], strings.ToLower),
			Kinds:     cleanValues(v[paramKind], strings.ToLower),
			Statuses:  cleanValues(v[paramStatus], strings.ToLower),
			From:      strings.TrimSpace(v.Get(paramFrom)),
			To:        strings.TrimSpace(v.Get(paramTo)),
		},
		Sort: Sort(strings.ToLower(strings.TrimSpace(v.Get(paramSort)))),
	}
	switch r.Sort {
	case "", Relevance, Newest, Oldest:
	default:
		notes = append(notes, fmt.Sprintf("There is no order “%s”: choose relevance, newest or oldest.", v.Get(paramSort)))
		r.Sort = ""
	}
	switch versions := strings.ToLower(strings.TrimSpace(v.Get(paramVersions))); versions {
	case everyVersion:
		r.EveryCopy = true
	case "":
	default:
		notes = append(notes, fmt.Sprintf("There are no versions “%s”: write all, or leave it out.", v.Get(paramVersions)))
	}
	r.Page = number(v.Get(paramPage), 1, maxPage, 1, "page", &notes)
	r.PerPage = number(v.Get(paramPerPage), 1, MaxPerPage, DefaultPerPage, "number of results on a page", &notes)
	return r.canonical(), notes
}

// maxPage keeps page times results within bounds.
const maxPage = 1_000_000

// number reads a whole number between least and most, or gives otherwise.
func number(s string, least, most, otherwise int, what string, notes *[]string) int {
	if s == "" {
		return otherwise
	}
	n, err := strconv.Atoi(s)
	if err == nil && n >= least && n <= most {
		return n
	}
	*notes = append(*notes, fmt.Sprintf("The %s can be from %d to %d; “%s” was left out.", what, least, most, s))
	return otherwise
}

// cleanValues brings the values of a group into their one form: sorted, each
// once.
func cleanValues(values []string, form func(string) string) []string {
	var out []string
	for _, v := range values {
		out = append(out, form(strings.TrimSpace(strings.ToValidUTF8(v, "\uFFFD"))))
	}
	out = distinct(out)
	return out[:min(len(out), maxValues)]
}

// Values gives the request as parameters of an address: nothing that goes
// without saying, everything in one order. Encoded, they are the request's one
// canonical form.
func (r Request) Values() url.Values {
	r = r.canonical()
	v := url.Values{}
	set := func(name, value string) {
		if value != "" {
			v.Set(name, value)
		}
	}
	set(paramQuery, r.Query)
	for group, values := range r.Filters.groups() {
		if len(values) > 0 {
			v[groupNames[group]] = slices.Clone(values)
		}
	}
	set(paramFrom, r.Filters.From)
	set(paramTo, r.Filters.To)
	set(paramSort, string(r.Sort))
	if r.EveryCopy {
		set(paramVersions, everyVersion)
	}
	if r.Page > 1 {
		set(paramPage, strconv.Itoa(r.Page))
	}
	if r.PerPage != DefaultPerPage {
		set(paramPerPage, strconv.Itoa(r.PerPage))
	}
	return v
}

// canonical brings a request into its one form and within bounds.
func (r Request) canonical() Request {
	r.Query = strings.Join(strings.Fields(r.Query), " ")
	f := &r.Filters
	for _, values := range []*[]string{&f.Countries, &f.Themes, &f.Years, &f.Kinds, &f.Statuses} {
		*values = distinct(*values)
	}
	if r.Sort == r.ordinarySort() {
		r.Sort = ""
	}
	r.Page = min(max(r.Page, 1), maxPage)
	if r.PerPage <= 0 {
		r.PerPage = DefaultPerPage
	}
	r.PerPage = min(r.PerPage, MaxPerPage)
	return r
}

// ordinarySort is the order of a request that asks for none.
func (r Request) ordinarySort() Sort {
	if r.Query == "" {
		return Newest
	}
	return Relevance
}

// groups are the values of the facets' groups.
func (f *Filters) groups() [groups][]string {
	return [groups][]string{
		groupCountry: f.Countries, groupTheme: f.Themes, groupYear: f.Years,
		groupKind: f.Kinds, groupStatus: f.Statuses,
	}
}

// days is the range of dates, as yyyymmdd, 0 where open. A bound that is no
// date is open, and noted.
func (f *Filters) days() (first, last int32, notes []string) {
	bound := func(name, value string) (int32, int32) {
		from, to := days(archive.Date(value))
		if value != "" && from == 0 {
			notes = append(notes, fmt.Sprintf("“%s” is no date; “%s” was left out. Write 2019, 2019-07 or 2019-07-30.", value, name))
		}
		return from, to
	}
	first, _ = bound(paramFrom, f.From)
	_, last = bound(paramTo, f.To)
	if first != 0 && last != 0 && first > last {
		notes = append(notes, "The range of dates ends before it begins, so nothing lies in it.")
	}
	return first, last, notes
}
