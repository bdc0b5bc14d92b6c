//go:build unix && !linux

package private

import "syscall"

// dieWithUs has no counterpart here: the next start stops a server that was left behind.
func dieWithUs(*syscall.SysProcAttr) {}
