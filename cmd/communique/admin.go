package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"communique/internal/store"
	"communique/web"
)

type adminCommand struct {
	Passwd passwdCommand `cmd:"" help:"Set the admin's password, read from standard input."`
}

type passwdCommand struct{ archiveFlag }

// Run sets the password to the first line of standard input.
func (c *passwdCommand) Run(ctx context.Context, std streams) (err error) {
	password, err := readPassword(std)
	if err != nil {
		return fmt.Errorf("read the password: %w", err)
	}
	hash, err := web.HashPassword(password)
	if err != nil {
		return fmt.Errorf("set the password: %w", err)
	}
	records, err := store.Open(ctx, c.Data) // made here if need be, so that a first serve is closed already
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, records.Close()) }()
	if err := records.SetPassword(ctx, hash); err != nil {
		return err
	}
	if err := records.Audit(ctx, commandLineActor, "set password", "", ""); err != nil {
		return err
	}
	fmt.Fprintln(std.out, "The admin's password is set.")
	return nil
}

// readPassword reads one line; from a terminal without showing it.
func readPassword(std streams) (string, error) {
	if file, ok := std.in.(*os.File); ok && term.IsTerminal(int(file.Fd())) {
		fmt.Fprint(std.err, "New password: ")
		line, err := term.ReadPassword(int(file.Fd()))
		fmt.Fprintln(std.err)
		return string(line), err
	}
	line, err := bufio.NewReader(std.in).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	return strings.TrimRight(line, "\r\n"), nil
}
