package account

import (
	"crypto/rand"
	"math/big"
	"strconv"
	"strings"
	"unicode"

	"musikkforalle/internal/fault"
)

// wrongCode returns the fault of a wrong code with the number of tries left, or ErrCodeOver if none is left.
func wrongCode(left int) error {
	if left <= 0 {
		return ErrCodeOver
	}
	return fault.New(ErrCodeWrong.Kind, ErrCodeWrong.Code, strconv.Itoa(left))
}

// Random returns n random characters of an alphabet, each equally likely.
func Random(alphabet string, n int) string {
	drawn := make([]byte, n)
	for i := range drawn {
		k, _ := rand.Int(rand.Reader, big.NewInt(int64(len(alphabet)))) // never fails (crypto/rand)
		drawn[i] = alphabet[k.Int64()]
	}
	return string(drawn)
}

// Typed normalises a code that a person typed: upper case, without spaces and dashes, and with ASCII digits for those
// of other scripts, such as ٣ or ۳ for 3.
func Typed(code string) string {
	return strings.ToUpper(strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Nd, r):
			return '0' + digitValue(r)
		case unicode.IsSpace(r), unicode.Is(unicode.Pd, r), unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, code))
}

// digitValue returns the value of a digit of any script. It relies on Unicode's guarantee that the digits of a script
// are consecutive, from 0 to 9.
func digitValue(r rune) rune {
	zero := r
	for unicode.Is(unicode.Nd, zero-1) && r-zero < 9 {
		zero--
	}
	return r - zero
}
