package account

import (
	"crypto/rand"
	"fmt"
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

// newDigits draws a code: eight digits, evenly likely.
func newDigits() (string, error) {
	n, err := rand.Int(rand.Reader, new(big.Int).Exp(big.NewInt(10), big.NewInt(codeDigits), nil))
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%0*d", codeDigits, n), nil
}

// digits reads what a person typed: spaces and dashes do not matter, and a keyboard may write ٣ or ۳ for 3.
func digits(typed string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Nd, r):
			return '0' + digitValue(r)
		case unicode.IsSpace(r), unicode.Is(unicode.Pd, r), unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, typed)
}

// digitValue relies on Unicode's promise that the digits of a script stand together, from 0 to 9.
func digitValue(r rune) rune {
	zero := r
	for unicode.Is(unicode.Nd, zero-1) && r-zero < 9 {
		zero--
	}
	return r - zero
}
