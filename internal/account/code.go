package account

import (
	"context"
	"net/mail"
	"strings"
	"time"
	"unicode"

	"github.com/google/uuid"

	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
)

// Limits of typed codes (OWASP ASVS 5.0, 6.6). Eight digits are 26 bits; five tries of each of thirty codes an hour leave a
// guesser on one network one chance in 600,000 an hour.
const (
	codeLife   = 10 * time.Minute
	codeDigits = 8
	codeTries  = 5
)

// The faults of typed codes.
var (
	ErrCodeWrong = fault.New(fault.Invalid, "code.wrong")
	ErrCodeOver  = fault.New(fault.Conflict, "code.over")
	errEmail     = fault.New(fault.Invalid, "invalid").With(fault.Field{Field: "email", Rule: "email"})
)

// Purpose is what a typed code is for.
type Purpose string

// The purposes of a code.
const (
	FamilyAdd    Purpose = "family_add"    // keep the address for the calling family
	FamilyReturn Purpose = "family_return" // sign in as the family that has the address
	AsVolunteer  Purpose = "volunteer"     // sign in as a volunteer, for the first time or again
	AsMember     Purpose = "member"        // add a passkey as a member of a team, invited or known
)

// Code is an attempt to prove that an address is one's own. The code itself is never stored.
type Code struct {
	ID           uuid.UUID  `gorm:"type:uuid;primaryKey;default:gen_random_uuid()"`
	Purpose      Purpose    `gorm:"not null"`
	Email        string     `gorm:"not null"`
	Lang         string     `gorm:"not null"`
	BrowserHash  []byte     `gorm:"not null"`
	FamilyID     *uuid.UUID `gorm:"type:uuid"`
	CodeHash     []byte     // null until the mail is being written
	Wrong        int16      `gorm:"not null"`
	CreatedAt    time.Time  `gorm:"not null"`
	ExpiresAt    time.Time  `gorm:"not null"`
	UsedAt       *time.Time
	InvitationID *uuid.UUID `gorm:"type:uuid"` // that a member of a team answers
	Name         string     `gorm:"not null"`  // of who answers an invitation
}

// TableName returns the name of the codes' table, for GORM.
func (Code) TableName() string { return "email_codes" }

// SendCode stores an attempt, queues its mail and returns the attempt's id. The answer and its timing are the same for
// every address, because the job decides whether a mail is sent. Faults: too_many, and invalid if it is not an address.
func SendCode(ctx context.Context, store *db.Store, purpose Purpose, email, lang string) (uuid.UUID, error) {
	return Begin(ctx, store, Code{Purpose: purpose, Email: email, Lang: lang})
}

// Begin is SendCode for an attempt that has more fields set, such as an invitation.
func Begin(ctx context.Context, store *db.Store, code Code) (_ uuid.UUID, err error) {
	if code.Email, err = Address(code.Email); err != nil {
		return uuid.Nil, err
	}
	caller := From(ctx)
	if err := mayAsk(ctx, store, code.Email); err != nil {
		return uuid.Nil, err
	}
	code.BrowserHash = append([]byte{}, caller.Browser...)
	if code.Purpose == FamilyAdd && caller.Family != uuid.Nil {
		code.FamilyID = &caller.Family
	}
	err = store.Tx(ctx, func(tx *db.Tx) error {
		code.CreatedAt, code.ExpiresAt = tx.Now, tx.Now.Add(codeLife)
		if err := tx.DB.Create(&code).Error; err != nil {
			return err
		}
		err := tx.Enqueue(ctx, CodeArgs{ID: code.ID})
		return err
	})
	return code.ID, err
}

// Address returns the normal form of an e-mail address: lower case, ASCII, without surrounding text. Fault: invalid.
func Address(email string) (string, error) {
	email = strings.ToLower(strings.TrimSpace(email))
	parsed, err := mail.ParseAddress(email)
	if err != nil || parsed.Address != email || len(email) > 254 || strings.ContainsFunc(email, notPrintableASCII) {
		return "", errEmail
	}
	return email, nil
}

func notPrintableASCII(r rune) bool { return r <= ' ' || r >= unicode.MaxASCII }

// UseCode checks a typed code. If it is right, UseCode calls arrive in the same transaction, so that of two requests
// with one code only one signs in. Faults: code.wrong with the number of tries left, code.over, which does not say why,
// and those of arrive.
func UseCode(ctx context.Context, store *db.Store, id uuid.UUID, typed string, arrive func(*db.Tx, Code) error) error {
	caller := From(ctx)
	if len(caller.Browser) == 0 {
		return ErrCodeOver
	}
	var verdict error
	var proof string
	err := Tx(ctx, store, func(tx *db.Tx) error {
		verdict, proof = ErrCodeOver, ""
		// One statement counts the try and uses the code: the row's lock puts parallel tries in a row. A wrong try
		// is committed, so the verdict on it is not an error of the transaction.
		var tried []struct {
			Code
			Used bool
		}
		err := tx.DB.Raw(`update email_codes set
				used_at = case when code_hash = @hash then trusted_now() end,
				wrong   = wrong + (code_hash is distinct from @hash)::int
			where id = @id and browser_hash = @browser and used_at is null and wrong < @tries and expires_at > trusted_now()
			returning *, used_at is not null as used`, map[string]any{
			"hash": codeHash(id, Typed(typed)), "id": id, "browser": caller.Browser, "tries": codeTries}).Scan(&tried).Error
		if err != nil || len(tried) == 0 {
			return err
		}
		if !tried[0].Used {
			verdict = wrongCode(codeTries - int(tried[0].Wrong))
			return nil
		}
		verdict = nil
		if proof, err = proofOf(ctx, tx, tried[0].Email); err != nil {
			return err
		}
		if err := arrive(tx, tried[0].Code); err != nil {
			return err
		}
		// The address and the name are where they arrived; a copy here would outlive what is changed or withdrawn there.
		return tx.DB.Exec("delete from email_codes where id = ?", id).Error
	})
	if err != nil {
		return err
	}
	caller.proved = proof
	return verdict
}

// codeHash returns the hash of a code, salted with the attempt's id, so that equal codes have different hashes.
func codeHash(id uuid.UUID, code string) []byte { return Hash(id.String() + " " + code) }
