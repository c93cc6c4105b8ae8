package regexp
import "testing"
func BenchmarkZZ(b *testing.B){ re:=MustCompile(`\b(?:released? (?:in|as) (?:full|part)|sanitized copy|approved for release)\b`); s:="ministers agreed to strengthen the sharing of information on terrorist travel and violent extremism, and to report in a year."; b.SetBytes(int64(len(s))); for b.Loop(){ re.MatchString(s)} }
