package web

import (
	"context"
	"encoding/json"
	"errors"
	"strings"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/partner"
	"musikkforalle/internal/reminder"
	"musikkforalle/internal/replay"
	"musikkforalle/internal/saturday"
)

// again is a write that came before, while its answer is read anew.
type again struct {
	*Server
	ctx    context.Context
	values map[string]string // of its path
	body   []byte            // of the request, which is the same as the first
	made   replay.Outcome
}

// rereads are the successful writes whose answer has a body, each with how the body is read as it stands now: by the
// operation that reads it, so that a replay shows no more than that does. A write that is in neither this list nor repeats
// answers without a body.
var rereads = map[string]func(again) (any, error){
	"SetAnswer": again.answer, "SetWishes": again.wishes, "AnswerNotice": again.notice,
	"EnterAnswer": again.entered, "ChangeAnswer": again.entered,
	"CreateFamily": again.family, "UpdateFamily": again.family, "UseLink": again.me, "UseCode": again.me,
	"AddEmail": again.code, "SendCode": again.code, "SendTeamCode": again.code, "AcceptInvitation": again.code,

	"UpdateVolunteer": again.volunteer, "JoinPartner": again.volunteer, "FinishPasskeySignIn": again.volunteer,
	"TakeShift": again.shift, "GiveBackShift": again.shift,
	"AskCertificate": again.certificates, "ShowCertificate": again.certificates,

	"UseTeamCode": again.team, "FinishTeamPasskey": again.team, "FinishTeamSignIn": again.team,
	"AddPartner": again.partner, "ChangePartner": again.partner,
	"UpdatePlaceSettings": again.settings, "SetSchoolHolidays": again.settings,
	"CreateSeason": again.season, "SetSeasonDates": again.season, "PublishSeason": again.season, "CopySeason": again.season,
	"AddSession": again.season, "SetGoals": again.season, "PlanSession": again.season,

	"Announce": again.announcement, "CountDoor": again.door, "SetSessionNote": again.note, "SetRecipe": again.recipe,
	"CreateFlyer": again.flyer, "PublishFlyerText": again.flyerText, "ConfirmFlyerReading": again.flyerText, "SaveFlyerDraft": again.flyerDraft,
	"SetGlossaryWord": again.word, "AddDistributor": again.distributor, "RenameDistributor": again.distributor,
	"SetReportText": again.reportText,
}

// repeats are the writes that are not recognised when they come again, and are simply done again: their answer is shown
// once, or they change nothing.
var repeats = map[string]string{
	"OpenHelps":           "what helps a child (P2)",
	"TickCall":            "telephone numbers, and a tick is the same however often it is set",
	"OpenCalls":           "telephone numbers",
	"Invite":              "a link that is shown once",
	"CreateCalendar":      "an address that is shown once",
	"CreateLink":          "a code that is shown once",
	"RenewPartnerCode":    "a code that is shown once",
	"BeginPasskey":        "a challenge that is used once",
	"BeginPasskeySignIn":  "a challenge that is used once",
	"BeginTeamPasskey":    "a challenge that is used once",
	"BeginTeamSignIn":     "a challenge that is used once",
	"ProposeSeason":       "changes nothing",
	"ReadDates":           "changes nothing",
	"PreviewAnnouncement": "changes nothing",
}

// id returns a value of the path that the contract has checked to be a UUID.
func (r again) id(name string) uuid.UUID {
	id, _ := uuid.Parse(r.values[name])
	return id
}

// sent decodes the request's body, which was accepted before.
func sent[T any](r again) (b T) {
	_ = json.Unmarshal(r.body, &b)
	return b
}

// found returns the element of a list that is meant, or fault.ErrNotFound if it is gone.
func found[T any](all []T, err error, is func(*T) bool) (any, error) {
	if err != nil {
		return nil, err
	}
	for i := range all {
		if is(&all[i]) {
			return all[i], nil
		}
	}
	return nil, fault.ErrNotFound
}

func (r again) readMe() (contract.Me, error) {
	got, err := r.API.GetMe(r.ctx, contract.GetMeRequestObject{})
	me, err := answered[contract.GetMe200JSONResponse](got, err)
	if err == nil && me.Body.Family == nil {
		err = fault.ErrNobody
	}
	return me.Body, err
}

func (r again) me() (any, error) { return r.readMe() }

func (r again) family() (any, error) {
	me, err := r.readMe()
	if err != nil {
		return nil, err
	}
	return *me.Family, nil
}

func (r again) answer() (any, error) {
	me, err := r.readMe()
	return found(me.Answers, err, func(a *contract.Answer) bool { return a.Session.Id == r.id("session") })
}

func (r again) entered() (any, error) {
	got, err := r.API.ListAnswers(r.ctx, contract.ListAnswersRequestObject{Session: r.id("session")})
	all, err := answered[contract.ListAnswers200JSONResponse](got, err)
	return found(all.Answers, err, func(a *contract.FamilyAnswer) bool { return a.Id == r.made.ID })
}

// wishes may have been withdrawn; then there are none.
func (r again) wishes() (any, error) {
	a, err := r.answer()
	if answer, ok := a.(contract.Answer); ok && answer.Wishes != nil {
		return *answer.Wishes, nil
	}
	if errors.Is(err, fault.ErrNotFound) {
		err = nil
	}
	return contract.Wishes{}, err
}

func (r again) notice() (any, error) {
	return reminder.API{Store: r.Store}.Answered(r.ctx, r.values["token"])
}

func (r again) code() (any, error) { return contract.CodeSent{Id: r.made.ID}, nil }

func (r again) volunteer() (any, error) {
	got, err := r.API.GetVolunteer(r.ctx, contract.GetVolunteerRequestObject{})
	return answered[contract.GetVolunteer200JSONResponse](got, err)
}

func (r again) shift() (any, error) {
	got, err := r.API.ListShifts(r.ctx, contract.ListShiftsRequestObject{})
	all, err := answered[contract.ListShifts200JSONResponse](got, err)
	return found(all, err, func(s *contract.Shift) bool {
		s.OrganiserTold = r.made.OrganiserTold
		return s.Id == r.id("shift")
	})
}

func (r again) certificates() (any, error) {
	got, err := r.API.GetVolunteerOfPlace(r.ctx, contract.GetVolunteerOfPlaceRequestObject{Place: r.values["place"], Volunteer: r.id("volunteer")})
	of, err := answered[contract.GetVolunteerOfPlace200JSONResponse](got, err)
	return of.Volunteer.Certificates, err
}

func (r again) team() (any, error) {
	got, err := r.API.GetTeam(r.ctx, contract.GetTeamRequestObject{})
	return answered[contract.GetTeam200JSONResponse](got, err)
}

func (r again) partner() (any, error) {
	return partner.API{Store: r.Store}.One(r.ctx, r.made.ID)
}

func (r again) settings() (any, error) {
	got, err := r.API.GetPlaceSettings(r.ctx, contract.GetPlaceSettingsRequestObject{Place: r.values["place"]})
	return answered[contract.GetPlaceSettings200JSONResponse](got, err)
}

func (r again) season() (any, error) {
	got, err := r.API.GetSeason(r.ctx, contract.GetSeasonRequestObject{Season: r.made.ID})
	return answered[contract.GetSeason200JSONResponse](got, err)
}

func (r again) announcement() (any, error) {
	got, err := r.API.GetAnnouncement(r.ctx, contract.GetAnnouncementRequestObject{Announcement: r.made.ID})
	return answered[contract.GetAnnouncement200JSONResponse](got, err)
}

func (r again) door() (any, error) {
	got, err := r.API.GetDoor(r.ctx, contract.GetDoorRequestObject{Session: r.id("session")})
	return answered[contract.GetDoor200JSONResponse](got, err)
}

func (r again) note() (any, error) {
	got, err := r.API.GetSessionNote(r.ctx, contract.GetSessionNoteRequestObject{Session: r.id("session")})
	note, err := answered[contract.GetSessionNote200JSONResponse](got, err)
	return note.Body, err
}

func (r again) recipe() (any, error) {
	return saturday.API{Store: r.Store}.Kept(r.ctx, r.values["place"])
}

func (r again) flyer() (any, error) {
	got, err := r.API.ListFlyers(r.ctx, contract.ListFlyersRequestObject{Place: r.values["place"]})
	all, err := answered[contract.ListFlyers200JSONResponse](got, err)
	return found(all.Flyers, err, func(f *contract.Flyer) bool { return f.Id == r.made.ID })
}

func (r again) readFlyerText() (contract.FlyerText, error) {
	got, err := r.API.GetFlyerText(r.ctx, contract.GetFlyerTextRequestObject{Flyer: r.id("flyer"), Lang: r.values["lang"]})
	text, err := answered[contract.GetFlyerText200JSONResponse](got, err)
	return text.Body, err
}

func (r again) flyerText() (any, error) { return r.readFlyerText() }

func (r again) flyerDraft() (any, error) {
	text, err := r.readFlyerText()
	if err == nil && text.Draft == nil {
		err = fault.ErrNotFound
	}
	if err != nil {
		return nil, err
	}
	return *text.Draft, nil
}

func (r again) word() (any, error) {
	got, err := r.API.ListGlossary(r.ctx, contract.ListGlossaryRequestObject{Place: r.values["place"], Lang: r.values["lang"]})
	all, err := answered[contract.ListGlossary200JSONResponse](got, err)
	term := strings.TrimSpace(sent[contract.NewGlossaryWord](r).Term)
	return found(all, err, func(w *contract.GlossaryWord) bool { return strings.EqualFold(w.Term, term) })
}

func (r again) distributor() (any, error) {
	got, err := r.API.ListDistributors(r.ctx, contract.ListDistributorsRequestObject{Place: r.values["place"]})
	all, err := answered[contract.ListDistributors200JSONResponse](got, err)
	return found(all, err, func(d *contract.Distributor) bool { return d.Via == r.made.Via })
}

func (r again) reportText() (any, error) {
	asked, place := sent[contract.NewReportText](r), r.values["place"]
	got, err := r.API.GetReport(r.ctx, contract.GetReportRequestObject{Params: contract.GetReportParams{
		Place: &place, Year: &asked.Year, Season: (*contract.GetReportParamsSeason)(asked.Season)}})
	report, err := answered[contract.GetReport200JSONResponse](got, err)
	section, err := found(report.Sections, err, func(s *contract.ReportSection) bool {
		return s.Text != nil && string(s.Text.Section) == string(asked.Section)
	})
	if err != nil {
		return nil, err
	}
	return *section.(contract.ReportSection).Text, nil
}

// tagOf returns the ETag of an answer whose operation gives one.
func tagOf(operation string, body any) (tag string, ok bool) {
	switch b := body.(type) {
	case contract.Family:
		return db.Tag(b.Version), operation == "UpdateFamily"
	case contract.SessionNote:
		return db.Tag(b.Version), true
	case contract.FlyerDraft:
		return db.Tag(b.Version), true
	}
	return "", false
}

// recognised makes the caller of a repeated first request the device that the first one signed in.
func recognised(ctx context.Context, store *db.Store, who *account.Caller) error {
	if who.Device != uuid.Nil {
		return nil
	}
	return account.Reissue(ctx, store, who.Key)
}
