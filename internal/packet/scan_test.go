package packet

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"communique/internal/archive"
	"communique/internal/thesaurus"
)

// scan is a release packet of typescript as OCR reads it, invented.
const scan = `2025 RELEASE UNDER THE PRESIDENT RUDOLF RECORDS ACT OF 1992

‘e

+ : .

THE DEPUTY SECRETARY OF DEFENSE
WASHINGTON 25, D.C. :

18 June 1964
MEMORANDUM FOR THE RECORD

‘SUBJECT: River Committee Meeting - 18 June 1964

1. Item I: Dams and Locks.

This was raised in view of the request of the engineers for
- $25, 000 and of the plans which they had laid before the
committee of the river in the spring of the year and which
we had not seen. ‘ :

13-00000- -

[Tap secret |

“2. The second matter was the harbour of Zenda, which had been
left for a later meeting of the group and came up again here.

Vs nr OS oeq

JAM/mfb

14-00000

OO RUEPIA
DE RUMSMA 1647
P 081601Z MAY 75
FM AMEMBASSY ZENDA
TO SECSTATE WASHDC PRIORITY
CONFIDENTIAL ZENDA 5050
SUBJECT: RIVER MEETING ENDS

1. FOLLOWING TRANSMITS THE TEXT OF THE COMMUNIQUE RELEASED AT
THE END OF THE MEETING OF THE RIVER STATES IN ZENDA MAY 6.

PAPER STOCK OF ANY KIND

2. END OF MESSAGE TEXT IS FOLLOWED BY A LIST OF THOSE PRESENT
AT THE MEETING.

BT
NNNN
`

// TestScan: a scan of typescript splits by the heads of its records, and specks,
// stamps and damaged markings are no text.
func TestScan(t *testing.T) {
	lines := plain(scan)
	r := Read(lines, thesaurus.Bundled())
	CheckAccounts(t, lines, r)
	want := []string{
		"= Memorandum for the Record: River Committee Meeting - 18 June 1964",
		"# 1. Item I: Dams and Locks.",
		"prose [17 18 19 20] This was raised in view of the request of the engineers for - $25, 000 and of the plans which they had laid before the committee of the river in the spring of the year and which we had not seen. ‘ :",
		"numbered 2 [26 27] The second matter was the harbour of Zenda, which had been left for a later meeting of the group and came up again here.",
		"= River Meeting Ends",
		"numbered 1 [43 44] FOLLOWING TRANSMITS THE TEXT OF THE COMMUNIQUE RELEASED AT THE END OF THE MEETING OF THE RIVER STATES IN ZENDA MAY 6.",
		"prose [46] PAPER STOCK OF ANY KIND",
		"numbered 2 [48 49] END OF MESSAGE TEXT IS FOLLOWED BY A LIST OF THOSE PRESENT AT THE MEETING.",
	}
	if diff := cmp.Diff(want, outline(r)); diff != "" {
		t.Error(diff)
	}
	if d := r.Documents[0]; d.Kind != archive.BriefingNote || !slices.Equal(d.Parties, []string{"US"}) || d.Marking != "TOP SECRET" || d.Date != "1964-06-18" {
		t.Errorf("%s %v %q %s", d.Kind, d.Parties, d.Marking, d.Date)
	}
	if d := r.Documents[1]; !slices.Equal(d.Parties, []string{"US"}) {
		t.Errorf("%v", d.Parties)
	}
}

// TestNoise: scraps are noise; numbers, labels, short words and other scripts are
// not.
func TestNoise(t *testing.T) {
	words := map[string]int{"cia": 4}
	for text, want := range map[string]bool{
		"Vs nr OS oe": true, "Ho": true, "| [I~ DBP": true, "ee = em 1": true, "fry oon A, 4": true,
		"It was": false, "1964": false, "25, 000": false, "in Zenda": false, "CIA": false, "Да": false, "الرياض": false, "Zenda": false,
		"of the rivers": false, "[REDACTED]": false, "12 14 16": false,
	} {
		if got := isNoise(text, words); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

func TestDamagedMarkings(t *testing.T) {
	for text, want := range map[string]string{
		"[ TOP SECRET |": "TOP SECRET", "TOPSECRET": "TOP SECRET", "[Tap secret |": "TOP SECRET", "C0NFIDENTIAL": "CONFIDENTIAL", "SEGRET": "SECRET", "C O N F I D E N T I A L": "CONFIDENTIAL",
		"Secrets": "", "secret": "", "SECRETARY": "", "SECTION": "", "RESTRICTIONS": "",
	} {
		if got := isDamagedMarking(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestNoNoiseInPrint: what is noise in a scan is text anywhere else.
func TestNoNoiseInPrint(t *testing.T) {
	lines := plain("Statement on Rivers\n\n" + long + "\n\nHo Le\n\n" + long)
	r := Read(lines, nil)
	if len(r.Furniture) > 0 {
		t.Errorf("%+v", r.Furniture)
	}
}

// TestHeads: labelled lines open a record only where they make a whole head.
func TestHeads(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       []string
	}{
		{"from and to", "OFFICE OF RIVERS\n\nTO: The Director\n\nFROM: Jane Doe\nChief of Rivers\n\nSUBJECT: Dams of the North\nand their locks\n\n" + long, []string{"Dams of the North and their locks"}},
		{"a memorandum to one", "MEMORANDUM FOR: The Director of Rivers\n\nVIA: The Deputy\n\nSUBJECT : Dams of the North\n\n" + long, []string{"Memorandum for the Director of Rivers: Dams of the North"}},
		{"the subject again on the next page", "MEMORANDUM FOR THE RECORD\n\nSUBJECT: Dams of the North\n\n" + long + "\n\nSUBJECT: Dams of the North\n\n" + long, []string{"Memorandum for the Record: Dams of the North"}},
		{"a reference behind the subject", "MEMORANDUM FOR: The Director of Rivers\n\nSUBJECT : Dams of the North\n\nREFERENCE : Your memorandum of 3 March\n\n1. " + long, []string{"Memorandum for the Director of Rivers: Dams of the North"}},
		{"a subject without a label", "MEMORANDUM TO THE MINISTER OF RIVERS\n\nDAMS OF THE NORTH\n\n(For Information)\n\nISSUE\n\n" + long, []string{"Memorandum to the Minister of Rivers: Dams of the North"}},
		{"electronic mail in a release", "NOTE\n\n" + long + "\n\n000012\n\nFrom: Doe, Jane (RV)\nSent: April 12, 2018 9:14 AM\nTo: Roe, Richard (RV)\nSubject: River security\n\nHi Richard,\n\n" + long + "\n\n000013\n\nQUESTION PERIOD NOTE\n\nRIVERS AND SECURITY\n\n" + long,
			[]string{"Note", "River security", "Question Period Note: Rivers and Security"}},
		{"minutes behind a memorandum", "MEMORANDUM FOR THE RECORD\n\nSUBJECT: Dams of the North\n\n" + long + "\n\nSECRET\n\n       MINUTES OF THE MEETING OF THE RIVER COMMITTEE\n\n       14 March 1968\n\nPRESENT: Mr. Doe, Mr. Roe\n\n" + long,
			[]string{"Memorandum for the Record: Dams of the North", "Minutes of the Meeting of the River Committee"}},
		{"a label in the text", "Statement on Rivers\n\n" + long + "\n\nTo: the rivers.\n\n" + long, []string{"Statement on Rivers"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			lines := plain(test.text)
			r := Read(lines, nil)
			CheckAccounts(t, lines, r)
			var got []string
			for _, d := range r.Documents {
				got = append(got, d.Title)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
