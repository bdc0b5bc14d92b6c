package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"musikkforalle/internal/account"
	"musikkforalle/internal/audit"
	"musikkforalle/internal/demo"
	"musikkforalle/internal/flyer"
	"musikkforalle/internal/partner"
	"musikkforalle/internal/place"
	"musikkforalle/internal/session"
	"musikkforalle/internal/team"
	"musikkforalle/internal/volunteer"
)

var errUsage = errors.New("that is not how it is typed; see musikkforalle help")

// migrate migrates the schema and prints how many migrations were new.
func migrate(ctx context.Context, p *program, _ []string) error {
	if err := p.open(ctx); err != nil {
		return err
	}
	_, err := fmt.Fprintf(p.out, "The database is up to date (%d new).\n", p.applied)
	return err
}

// seedDemo adds the two real places to the database and leaves existing ones unchanged.
func seedDemo(ctx context.Context, p *program, _ []string) error {
	if err := p.open(ctx); err != nil {
		return err
	}
	return p.fill(ctx)
}

// fillDemo fills an empty database with places and made-up people.
func fillDemo(ctx context.Context, p *program, args []string) error {
	o := demo.Options{}
	flags := flag.NewFlagSet("demo", flag.ContinueOnError)
	flags.SetOutput(p.out)
	flags.IntVar(&o.Places, "places", 1, "how many places: Lørenskog, Drammen, then made-up ones")
	flags.IntVar(&o.Families, "families", 60, "how many families at each place")
	flags.Uint64Var(&o.Seed, "seed", 1, "another number makes other people")
	if err := flags.Parse(args); err != nil || flags.NArg() > 0 {
		return errUsage
	}
	if err := p.open(ctx); err != nil {
		return err
	}
	if err := demo.Fill(ctx, p.store, time.Now(), o); err != nil {
		return err
	}
	if err := flyer.Demo(ctx, p.store); err != nil {
		return err
	}
	if _, err := p.sealAll(ctx); err != nil {
		return err
	}
	_, err := fmt.Fprintf(p.out, "Places: %d, each with %d made-up families. Nothing is sent to any of them.\n", o.Places, o.Families)
	return err
}

// changeSession moves or cancels a session, or changes its door. The running server notifies everyone who said yes.
func changeSession(ctx context.Context, p *program, args []string) error {
	if len(args) < 3 {
		return errUsage
	}
	if err := p.open(ctx); err != nil {
		return err
	}
	s, err := session.Find(ctx, p.store, args[1])
	if err != nil {
		return err
	}
	switch args[0] {
	case "move":
		err = p.move(ctx, s, args[2:])
	case "cancel":
		err = session.Cancelling(args[2]).Do(ctx, p.store, s.ID, audit.CommandLine)
	case "door":
		err = p.setDoor(ctx, s, args[2:])
	default:
		return errUsage
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(p.out, "Done. Those who said yes are told by the running server.")
	return err
}

func (p *program) move(ctx context.Context, s *session.Session, args []string) error {
	if len(args) != 3 {
		return errUsage
	}
	start, err := session.LocalTime(s.Place, args[0], args[1])
	if err != nil {
		return err
	}
	end, err := session.LocalTime(s.Place, args[0], args[2])
	if err != nil {
		return err
	}
	return session.Moving(start, end).Do(ctx, p.store, s.ID, audit.CommandLine)
}

func (p *program) setDoor(ctx context.Context, s *session.Session, args []string) error {
	if args[0] == "usual" {
		return session.ThroughDoor(nil).Do(ctx, p.store, s.ID, audit.CommandLine)
	}
	door := place.Door{Kind: args[0]}
	if len(args) > 1 {
		door.Name = args[1]
	}
	if len(args) > 2 {
		floor, err := strconv.ParseInt(args[2], 10, 16)
		if err != nil {
			return errUsage
		}
		n := int16(floor)
		door.Floor = &n
	}
	return session.ThroughDoor(&door).Do(ctx, p.store, s.ID, audit.CommandLine)
}

// keepCertificate records that a police certificate was asked for and, with more arguments, shown: the dates, the task
// and to whom, nothing else.
func keepCertificate(ctx context.Context, p *program, args []string) error {
	if len(args) != 3 && len(args) < 5 {
		return errUsage
	}
	if err := p.open(ctx); err != nil {
		return err
	}
	v, err := volunteer.ByEmail(ctx, p.store, args[0])
	if err != nil {
		return err
	}
	task := args[1]
	asked, err := time.Parse(time.DateOnly, args[2])
	if err != nil {
		return errUsage
	}
	if err := volunteer.AskCertificate(ctx, p.store, audit.CommandLine, v.ID, task, asked); err != nil || len(args) == 3 {
		return err
	}
	shown, err := time.Parse(time.DateOnly, args[3])
	if err != nil {
		return errUsage
	}
	return volunteer.ShowCertificate(ctx, p.store, audit.CommandLine, v.ID, task, shown, strings.Join(args[4:], " "))
}

// newPartnerCode prints a new code with which a partner's volunteers join; the older code stops working.
func newPartnerCode(ctx context.Context, p *program, args []string) error {
	if len(args) < 2 {
		return errUsage
	}
	if err := p.open(ctx); err != nil {
		return err
	}
	code, err := partner.NewCode(ctx, p.store, args[0], strings.Join(args[1:], " "))
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(p.out, code)
	return err
}

// invite prints a link that gives one person a role: without arguments network organiser of all places, with a place
// alone its organiser.
func invite(ctx context.Context, p *program, args []string) error {
	offer := team.Offer{Role: place.Network}
	switch len(args) {
	case 3:
		offer.Lang = args[2]
		fallthrough
	case 2:
		offer.Place, offer.Role = args[0], place.Role(args[1])
	case 1:
		offer.Place, offer.Role = args[0], place.Organiser
	case 0:
	default:
		return errUsage
	}
	if offer.Place == string(place.Network) {
		offer.Place, offer.Role = "", place.Network
	}
	if err := p.open(ctx); err != nil {
		return err
	}
	link, err := team.Invite(ctx, p.store, p.BaseURL, offer)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(p.out, link)
	return err
}

// keepErasures prints the hashes of erased people, or reads such a list and erases again the people whom a restored
// backup brought back (P6). The list must be kept outside the database, since a backup lacks the erasures made after
// it.
func keepErasures(ctx context.Context, p *program, args []string) error {
	if len(args) > 1 {
		return errUsage
	}
	if err := p.open(ctx); err != nil {
		return err
	}
	if len(args) == 1 {
		return p.readErasures(ctx, args[0])
	}
	hashes, err := account.Erasures(ctx, p.store)
	if err != nil {
		return err
	}
	for _, h := range hashes {
		if _, err := fmt.Fprintln(p.out, h); err != nil {
			return err
		}
	}
	return nil
}

func (p *program) readErasures(ctx context.Context, file string) error {
	raw, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	added, err := account.Remember(ctx, p.store, strings.Fields(string(raw)))
	if err != nil {
		return err
	}
	erased, err := p.eraseAgain(ctx)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(p.out, "%d erasures were new to this database; %d people were erased again.\n", added, erased)
	return err
}
