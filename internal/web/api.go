package web

import (
	"context"

	"github.com/google/uuid"

	"musikkforalle/internal/announcement"
	"musikkforalle/internal/answer"
	"musikkforalle/internal/answer/entry"
	"musikkforalle/internal/config"
	"musikkforalle/internal/db"
	"musikkforalle/internal/door"
	"musikkforalle/internal/family"
	"musikkforalle/internal/flyer/editing"
	"musikkforalle/internal/paper"
	"musikkforalle/internal/partner"
	"musikkforalle/internal/place"
	"musikkforalle/internal/push"
	"musikkforalle/internal/reminder"
	"musikkforalle/internal/report"
	"musikkforalle/internal/retention"
	"musikkforalle/internal/saturday"
	"musikkforalle/internal/season"
	"musikkforalle/internal/session"
	"musikkforalle/internal/team"
	"musikkforalle/internal/volunteer"
	"musikkforalle/internal/volunteer/roll"
)

// The domains' parts of the contract, each under a name of its own so that they can be embedded side by side.
type (
	placeAPI        = place.API
	sessionAPI      = session.API
	answerAPI       = answer.API
	entryAPI        = entry.API
	familyAPI       = family.API
	pushAPI         = push.API
	reminderAPI     = reminder.API
	volunteerAPI    = volunteer.API
	rollAPI         = roll.API
	partnerAPI      = partner.API
	teamAPI         = team.API
	flyerAPI        = editing.API
	saturdayAPI     = saturday.API
	doorAPI         = door.API
	seasonAPI       = season.API
	announcementAPI = announcement.API
	reportAPI       = report.API
	retentionAPI    = retention.API
)

type joined struct {
	placeAPI
	sessionAPI
	answerAPI
	entryAPI
	familyAPI
	pushAPI
	reminderAPI
	volunteerAPI
	rollAPI
	partnerAPI
	teamAPI
	flyerAPI
	saturdayAPI
	doorAPI
	seasonAPI
	announcementAPI
	reportAPI
	retentionAPI
}

// Join returns one API that implements the whole contract from the domains' parts.
func Join(c config.Config, store *db.Store, p push.API, press *paper.Press) API {
	p.Reached = func(ctx context.Context, family uuid.UUID) error { return answer.Reached(ctx, store, family) }
	return joined{
		placeAPI:        place.API{Store: store},
		sessionAPI:      session.API{Store: store},
		answerAPI:       answer.API{Store: store},
		entryAPI:        entry.API{Store: store},
		familyAPI:       family.API{Store: store, BaseURL: c.BaseURL},
		pushAPI:         p,
		reminderAPI:     reminder.API{Store: store},
		volunteerAPI:    volunteer.API{Store: store, BaseURL: c.BaseURL},
		rollAPI:         roll.API{Store: store, Press: press},
		partnerAPI:      partner.API{Store: store},
		teamAPI:         team.API{Store: store, BaseURL: c.BaseURL},
		flyerAPI:        editing.API{Store: store, BaseURL: c.BaseURL, Press: press},
		saturdayAPI:     saturday.API{Store: store},
		doorAPI:         door.API{Store: store, BaseURL: c.BaseURL},
		seasonAPI:       season.API{Store: store},
		announcementAPI: announcement.API{Store: store},
		reportAPI:       report.API{Store: store, Press: press},
		retentionAPI:    retention.API{Store: store},
	}
}
