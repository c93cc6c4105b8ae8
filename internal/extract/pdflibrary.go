package extract

import (
	"context"
	"errors"
	"math"
	"reflect"
	"unicode/utf16"

	"github.com/tetratelabs/wazero/api"
)

// library calls the functions of the PDF library in a sandbox. Its own binding
// makes a new call frame, a lock and a name for every call; a page takes
// thousands of calls, and these take a thousandth of a millisecond each.
//
// The first failure of the sandbox itself stays in err, and every call after it
// gives zero, so that callers ask once at the end of a piece of work.
type library struct {
	module    api.Module
	functions map[string]api.Function
	scratch   uint32 // room for what a function gives back through pointers
	err       error
}

const (
	scratchSize = 1 << 10
	maxString   = 1 << 16 // of a string that is no text of a page, in bytes
)

// newLibrary takes hold of the functions of an instance.
func newLibrary(implementation any) (*library, error) {
	module, err := moduleOf(implementation)
	if err != nil {
		return nil, err
	}
	l := &library{module: module, functions: map[string]api.Function{}}
	l.scratch = uint32(l.call("malloc", scratchSize))
	if l.err == nil && l.scratch == 0 {
		l.err = errMemory
	}
	return l, l.err
}

var (
	errMemory   = errors.New("the sandbox has no memory left")
	errNoModule = errors.New("the PDF library does not show its module")
)

// moduleOf gives the module behind an instance, which its type, internal to the
// library, holds in a field.
func moduleOf(implementation any) (api.Module, error) {
	v := reflect.Indirect(reflect.ValueOf(implementation))
	if v.Kind() != reflect.Struct {
		return nil, errNoModule
	}
	field := v.FieldByName("Module")
	if !field.IsValid() || !field.CanInterface() {
		return nil, errNoModule
	}
	module, ok := field.Interface().(api.Module)
	if !ok || module == nil {
		return nil, errNoModule
	}
	return module, nil
}

// call calls a function by name and gives its result, or 0. The context has no
// end of its own: whoever ends the sandbox ends the call.
func (l *library) call(name string, args ...uint64) uint64 {
	if l.err != nil {
		return 0
	}
	f := l.functions[name]
	if f == nil {
		if f = l.module.ExportedFunction(name); f == nil {
			l.err = errors.New("the PDF library has no function " + name)
			return 0
		}
		l.functions[name] = f
	}
	var stack [12]uint64
	copy(stack[:], args)
	if err := f.CallWithStack(context.Background(), stack[:max(len(args), 1)]); err != nil {
		l.err = err
		return 0
	}
	return stack[0]
}

// integer calls a function whose result is a signed number.
func (l *library) integer(name string, args ...uint64) int {
	return int(int32(uint32(l.call(name, args...))))
}

// room is the address of value i of eight bytes in the scratch memory.
func (l *library) room(i int) uint64 { return uint64(l.scratch) + 8*uint64(i) }

// double reads value i of the scratch memory.
func (l *library) double(i int) float64 {
	v, _ := l.module.Memory().ReadFloat64Le(uint32(l.room(i)))
	return finite(v)
}

// float reads float i, of four bytes, of the scratch memory.
func (l *library) float(i int) float64 {
	v, _ := l.module.Memory().ReadFloat32Le(l.scratch + 4*uint32(i))
	return finite(float64(v))
}

// word reads number i, of four bytes, of the scratch memory.
func (l *library) word(i int) uint32 {
	v, _ := l.module.Memory().ReadUint32Le(l.scratch + 4*uint32(i))
	return v
}

// finite makes what a broken file can make of a number a number again.
func finite(v float64) float64 {
	if math.IsNaN(v) || math.Abs(v) > 1e7 {
		return 0
	}
	return v
}

// store puts bytes into the memory of the sandbox and gives their address.
func (l *library) store(data []byte) uint64 {
	at := l.call("malloc", uint64(len(data))+1)
	if l.err == nil && (at == 0 || !l.module.Memory().Write(uint32(at), data) || !l.module.Memory().WriteByte(uint32(at)+uint32(len(data)), 0)) {
		l.err = errMemory
	}
	return at
}

// bytes calls a function that fills a buffer and gives the length it needs; the
// buffer and its length are its last arguments.
func (l *library) bytes(name string, args ...uint64) []byte {
	n := l.call(name, append(args, 0, 0)...) & 0xFFFFFFFF
	if n == 0 || n > maxString || l.err != nil {
		return nil
	}
	at := l.call("malloc", n)
	defer l.call("free", at)
	l.call(name, append(args, at, n)...)
	data, ok := l.module.Memory().Read(uint32(at), uint32(n))
	if l.err != nil || !ok {
		return nil
	}
	return append([]byte(nil), data...)
}

// wide reads what bytes gives as UTF-16 with a zero at its end.
func wide(data []byte) string {
	units := make([]uint16, 0, len(data)/2)
	for i := 0; i+1 < len(data); i += 2 {
		u := uint16(data[i]) | uint16(data[i+1])<<8
		if u == 0 {
			break
		}
		units = append(units, u)
	}
	return string(utf16.Decode(units))
}

// openProblem says why a document cannot be opened, by the library's number.
func (l *library) openProblem() string {
	switch l.call("FPDF_GetLastError") {
	case 4:
		return lockedPDF
	case 5:
		return "is encrypted in a way that cannot be read"
	}
	return "is a damaged or truncated PDF"
}

// open gives the document in data, or says in words why there is none.
func (l *library) open(data []byte) (document uint64, problem string) {
	at := l.store(data)
	document = l.call("FPDF_LoadMemDocument64", at, uint64(len(data)), 0)
	if l.err == nil && document == 0 {
		return 0, l.openProblem()
	}
	return document, ""
}

// meta gives an entry of the document's description.
func (l *library) meta(document uint64, tag string) string {
	at := l.store([]byte(tag))
	defer l.call("free", at)
	return wide(l.bytes("FPDF_GetMetaText", document, at))
}
