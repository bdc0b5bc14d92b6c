//go:build unix

package private

import (
	"fmt"
	"hash/fnv"
	"os"
	"os/user"
	"path/filepath"
	"runtime"
	"strconv"
	"syscall"
)

// account is the user that runs the server; nil means the user of this program.
type account struct{ uid, gid int }

// serverAccount returns an account other than root, as which PostgreSQL refuses to run. initdb needs it to have a name.
func serverAccount() (*account, error) {
	if os.Geteuid() != 0 {
		return nil, nil // no other account is needed
	}
	found, err := user.Lookup("postgres")
	if err != nil {
		found, err = user.Lookup("nobody")
	}
	if err != nil {
		return nil, fmt.Errorf("PostgreSQL refuses to run as root and there is no account postgres or nobody: %w", err)
	}
	uid, uidErr := strconv.Atoi(found.Uid)
	gid, gidErr := strconv.Atoi(found.Gid)
	if uidErr != nil || gidErr != nil {
		return nil, fmt.Errorf("account %s has no numeric id", found.Username)
	}
	return &account{uid, gid}, nil
}

// attributes make a process run as the account.
func (a *account) attributes() *syscall.SysProcAttr {
	if a == nil {
		return &syscall.SysProcAttr{}
	}
	return &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(a.uid), Gid: uint32(a.gid)}} // ids fit
}

// DefaultDir returns the data folder of app's private server. For root it is not below $HOME, which the server's account
// cannot enter.
func DefaultDir(app string) string {
	if os.Geteuid() == 0 {
		return filepath.Join("/var/lib", app)
	}
	if data := os.Getenv("XDG_DATA_HOME"); data != "" {
		return filepath.Join(data, app)
	}
	home, err := os.UserHomeDir()
	switch {
	case err != nil:
		return filepath.Join(os.TempDir(), app)
	case runtime.GOOS == "darwin":
		return filepath.Join(home, "Library", "Application Support", app)
	default:
		return filepath.Join(home, ".local", "share", app)
	}
}

const longestSocket = 103 // bytes in sun_path on macOS, less the closing zero

// socketFolder is inside dir unless the path of the socket would be too long for the kernel.
func socketFolder(dir string) string {
	inside := filepath.Join(dir, "s")
	if len(filepath.Join(inside, ".s.PGSQL.5432")) <= longestSocket {
		return inside
	}
	name := fnv.New64a()
	_, _ = name.Write([]byte(dir))
	return filepath.Join("/tmp", fmt.Sprintf("pg-%d-%x", os.Geteuid(), name.Sum64()))
}
