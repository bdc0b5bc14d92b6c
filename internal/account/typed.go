package account

import (
	"crypto/rand"
	"math/big"
	"strconv"
	"strings"
	"unicode"

	"musikkforalle/internal/fault"
)

// wrongCode says how many tries are left; none left is the same as an old code.
func wrongCode(left int) error {
	if left <= 0 {
		return ErrCodeOver
	}
	return fault.New(ErrCodeWrong.Kind, ErrCodeWrong.Code, strconv.Itoa(left))
}

// Random draws n characters of an alphabet, each evenly likely.
func Random(alphabet string, n int) string {
	drawn := make([]byte, n)
	for i := range drawn {
		k, _ := rand.Int(rand.Reader, big.NewInt(int64(len(alphabet)))) // never fails (crypto/rand)
		drawn[i] = alphabet[k.Int64()]
	}
	return string(drawn)
}

// Typed reads a code as a person types it: spaces, dashes and capitals do not matter, and a keyboard may write ٣ or ۳
// for 3.
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

// digitValue relies on Unicode's promise that the digits of a script stand together, from 0 to 9.
func digitValue(r rune) rune {
	zero := r
	for unicode.Is(unicode.Nd, zero-1) && r-zero < 9 {
		zero--
	}
	return r - zero
}
