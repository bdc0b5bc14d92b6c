package door

import (
	"context"
	"time"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/audit"
	"musikkforalle/internal/db"
	"musikkforalle/internal/heads"
	"musikkforalle/internal/session"
)

// CountDoor implements POST /api/sessions/{session}/door: it stores a batch of taps that a phone of the place's team made at
// the door, all of it or nothing, and returns the door as it is now. A tap that is stored already changes nothing. Faults:
// nobody, not_found, session.cancelled, door.not_yet and report.closed.
func (a API) CountDoor(ctx context.Context, r contract.CountDoorRequestObject) (contract.CountDoorResponseObject, error) {
	s, err := Count(ctx, a.Store, r.Session, *r.Body)
	if err != nil {
		return nil, err
	}
	w, err := wire(a.Store.Gorm.WithContext(ctx), s)
	return contract.CountDoor200JSONResponse(w), err
}

// Count stores a batch of taps of the calling member's phone, writes the audit entry if any of them was new, and returns the
// session.
func Count(ctx context.Context, store *db.Store, id uuid.UUID, batch contract.DoorTaps) (*session.Session, error) {
	s, member, err := session.OfTeam(ctx, store.Gorm, id, atTheDoor...)
	if err != nil {
		return nil, err
	}
	return s, store.Tx(ctx, func(tx *db.Tx) error { return count(tx, s.ID, member, batch) })
}

// count does what Count does for a member who may count at the session's door. It locks the families before the session, as
// every transaction that locks both must, to avoid deadlocks.
func count(tx *db.Tx, id, member uuid.UUID, batch contract.DoorTaps) error {
	if err := lockFamilies(tx, batch.Families); err != nil {
		return err
	}
	s, err := session.Lock(tx, id)
	if err != nil {
		return err
	}
	if err := requireOpen(tx, s); err != nil {
		return err
	}
	sums, err := readSums(tx, id)
	if err != nil {
		return err
	}
	correctClock(&batch, tx.Now)
	fresh, err := insertTaps(tx, id, member, batch.Taps, sums.FoldedAt)
	if err != nil {
		return err
	}
	ticked, err := storeArrivals(tx, id, batch.Families, sums)
	if err != nil || len(fresh)+ticked == 0 {
		return err
	}
	if err := sums.correct(tx, id, fresh); err != nil {
		return err
	}
	return audit.Write(tx, audit.Entry{
		Action: "door.counted", By: audit.Member(member).At(s.PlaceID), Session: id,
		Detail: map[string]any{"taps": len(fresh), "families": ticked},
	})
}

// requireOpen returns a fault if the door cannot be counted now. It locks the season's row, so that the report cannot be
// closed before the transaction ends.
func requireOpen(tx *db.Tx, s *session.Session) error {
	if s.Status == session.Cancelled {
		return session.ErrCancelled
	}
	if tx.Now.Before(opening(s)) {
		return ErrNotYet
	}
	var closed bool
	err := tx.DB.Raw("select closed_at is not null from seasons where id = ? for share", s.SeasonID).Scan(&closed).Error
	if err == nil && closed {
		return ErrClosed
	}
	return err
}

// lockFamilies locks the families' rows, so that none is erased before the transaction ends.
func lockFamilies(tx *db.Tx, arrivals []contract.DoorArrival) error {
	if len(arrivals) == 0 {
		return nil
	}
	ids := make([]uuid.UUID, len(arrivals))
	for i, a := range arrivals {
		ids[i] = a.Family
	}
	return tx.DB.Exec("select from families where id in ? order by id for key share", ids).Error
}

// insertTaps stores the taps that are new and returns them. Once the session is folded it also skips taps made before the
// folding: their rows may be deleted, so a repeated one could no longer be recognised.
func insertTaps(tx *db.Tx, id, member uuid.UUID, taps []contract.DoorTap, folded *time.Time) ([]Tap, error) {
	known, err := knownTaps(tx, id, taps)
	if err != nil {
		return nil, err
	}
	var fresh []Tap
	for _, t := range taps {
		at := earlier(t.TappedAt, tx.Now)
		if known[t.Id] || folded != nil && !at.After(*folded) {
			continue
		}
		known[t.Id] = true
		fresh = append(fresh, Tap{
			SessionID: id, ID: t.Id, MemberID: &member, TappedAt: at, ReceivedAt: tx.Now,
			Heads:       heads.Heads(t.Heads),
			NewFamilies: int16(t.NewFamilies), Lang: (*string)(t.Lang),
		})
	}
	if len(fresh) == 0 {
		return nil, nil
	}
	return fresh, tx.DB.Create(&fresh).Error
}

// knownTaps returns the ids of those taps that are stored already. The caller has locked the session, so no other
// transaction can store them meanwhile.
func knownTaps(tx *db.Tx, id uuid.UUID, taps []contract.DoorTap) (map[uuid.UUID]bool, error) {
	known := make(map[uuid.UUID]bool, len(taps))
	if len(taps) == 0 {
		return known, nil
	}
	ids := make([]uuid.UUID, len(taps))
	for i, t := range taps {
		ids[i] = t.Id
	}
	var stored []uuid.UUID
	err := tx.DB.Model(&Tap{}).Where("session_id = ? and id in ?", id, ids).Pluck("id", &stored).Error
	for _, tap := range stored {
		known[tap] = true
	}
	return known, err
}

// correctClock shifts the times of taps by as much as the phone's clock is wrong, so that of taps of several phones on one
// family the last counts, whatever their clocks say. The time on the way counts as the clock's.
func correctClock(batch *contract.DoorTaps, now time.Time) {
	if batch.SentAt == nil {
		return
	}
	wrong := now.Sub(*batch.SentAt)
	for i := range batch.Taps {
		batch.Taps[i].TappedAt = batch.Taps[i].TappedAt.Add(wrong)
	}
	for i := range batch.Families {
		batch.Families[i].TappedAt = batch.Families[i].TappedAt.Add(wrong)
	}
}

// earlier returns the earlier of two times. It caps a phone's clock at ours: taps of a phone whose clock is ahead would
// otherwise overrule those of other phones until that time comes.
func earlier(a, b time.Time) time.Time {
	if a.After(b) {
		return b
	}
	return a
}

// tickFamily stores whether a family arrived; the latest tap wins. It changes nothing for a family that has no answer
// to the session, said no or is erased.
var tickFamily = `insert into door_families as d (session_id, family_id, lang, ` + heads.Columns("") + `,
		arrived, before_at, tapped_at, tap_id)
	select a.session_id, f.id, f.lang, ` + heads.Columns("a") + `,
		@arrived, door_before(f.id, a.session_id), @at, @tap
	  from answers a join families f on f.id = a.family_id
	 where a.session_id = @session and a.family_id = @family and a.state <> 'not_coming'
	on conflict (session_id, family_id) do update set arrived = excluded.arrived, tapped_at = excluded.tapped_at, tap_id = excluded.tap_id
	 where (excluded.tapped_at, excluded.tap_id) > (d.tapped_at, d.tap_id)`

// storeArrivals stores which families arrived, or did not after all, and returns how many rows changed. It does nothing once the
// session is folded: the rows of its families are gone.
func storeArrivals(tx *db.Tx, id uuid.UUID, arrivals []contract.DoorArrival, sums sums) (ticked int, err error) {
	if sums.FoldedAt != nil {
		return 0, nil
	}
	for _, a := range arrivals {
		r := tx.DB.Exec(tickFamily, map[string]any{
			"session": id, "family": a.Family, "arrived": a.Arrived, "at": earlier(a.TappedAt, tx.Now), "tap": a.Id,
		})
		if r.Error != nil {
			return ticked, r.Error
		}
		ticked += int(r.RowsAffected)
	}
	return ticked, nil
}

// Move transfers the visits of family old to family into when two families are merged. Where both were ticked at one
// session, into's row is kept: they are the same people.
func Move(tx *db.Tx, old, into uuid.UUID) error {
	for _, sql := range []string{
		`delete from door_families o using door_families n
			where o.family_id = @old and n.family_id = @into and n.session_id = o.session_id`,
		"update door_families set family_id = @into where family_id = @old",
		`insert into door_visits as v (family_id, place_id, last_at) select @into, place_id, last_at from door_visits where family_id = @old
			on conflict (family_id, place_id) do update set last_at = greatest(v.last_at, excluded.last_at)`,
	} {
		if err := tx.DB.Exec(sql, map[string]any{"old": old, "into": into}).Error; err != nil {
			return err
		}
	}
	return nil
}
