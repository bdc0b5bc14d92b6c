package private

import "syscall"

// dieWithUs turns the end of this program, kill -9 too, into the server's fast shutdown.
func dieWithUs(attributes *syscall.SysProcAttr) { attributes.Pdeathsig = syscall.SIGINT }
