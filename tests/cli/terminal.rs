//! What is different in a terminal: colour, width, and no waiting for standard input (contract §8, §9).

use std::fs::File;
use std::io::Read;
use std::process::{Command, Stdio};

use rustix::fs::{Mode, OFlags, open};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};

use super::*;

/// A terminal of 60 columns: the side that a user sees, and the program's.
fn terminal() -> (File, File) {
    let user = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&user).unwrap();
    unlockpt(&user).unwrap();
    let size = Winsize { ws_row: 24, ws_col: 60, ws_xpixel: 0, ws_ypixel: 0 };
    tcsetwinsize(&user, size).unwrap();
    let name = ptsname(&user, Vec::new()).unwrap();
    let program = open(&*name, OFlags::RDWR | OFlags::NOCTTY, Mode::empty()).unwrap();
    (user.into(), program.into())
}

/// What `hpplint` writes to a terminal; the summary goes elsewhere.
fn in_terminal(args: &[&str], environment: &[(&str, &str)]) -> String {
    let (mut user, program) = terminal();
    let mut command = Command::new(env!("CARGO_BIN_EXE_hpplint"));
    for name in ["NO_COLOR", "CLICOLOR_FORCE", "FORCE_COLOR"] {
        command.env_remove(name);
    }
    command.env("TERM", "xterm").envs(environment.iter().copied()).args(args);
    let mut child = command.stdin(Stdio::null()).stdout(program).stderr(Stdio::null()).spawn().unwrap();
    // The program's side is closed by now in this process, and reading ends with an error where the child ends.
    drop(command);
    let mut shown = Vec::new();
    let _ = user.read_to_end(&mut shown);
    assert_eq!(child.wait().unwrap().code(), Some(1));
    String::from_utf8(shown).unwrap().replace("\r\n", "\n")
}

#[test]
fn without_a_path_usage_is_shown() {
    let (_user, program) = terminal();
    let output = Command::new(env!("CARGO_BIN_EXE_hpplint")).stdin(program).output().unwrap();
    let stderr = "error: no path, and standard input is a terminal\n\n\
                  Usage: hpplint [OPTIONS] [PATHS]...\n\n\
                  For more information, try '--help'.\n";
    assert_eq!((output.status.code(), &*output.stdout), (Some(2), &b""[..]));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), stderr);
}

#[test]
fn reports_are_colored_unless_the_environment_says_no() {
    let folder = folder([("x", &*with(REQUEST, WRONG_AMOUNT))]);
    let path = folder.path().join("x");
    let path = path.to_str().unwrap();
    let plain = format!("{path}:1:11: {WRONG_AMOUNT_SAYS}");
    let colored = plain
        .replace(&format!("{path}:1:11"), &format!("\u{1b}[1m{path}:1:11\u{1b}[0m"))
        .replace("error[AMOUNTS_DONT_MATCH]", "\u{1b}[1;31merror[AMOUNTS_DONT_MATCH]\u{1b}[0m");
    let args = ["--format=concise", path];
    assert_eq!(in_terminal(&args, &[]), colored);
    assert_eq!(in_terminal(&args, &[("NO_COLOR", "1")]), plain);
    assert_eq!(in_terminal(&args, &[("TERM", "dumb")]), plain);
    assert_eq!(in_terminal(&["--color=never", args[0], path], &[]), plain);
}

#[test]
fn reports_are_as_wide_as_the_terminal() {
    let shown = in_terminal(&["--color=never", "fixtures/amounts_dont_match/bad.json"], &[]);
    let title: Vec<&str> = shown.lines().take(3).collect();
    let expected = [
        "  × error[AMOUNTS_DONT_MATCH] amount: 1599.85, but the",
        "  │ basket comes to 1499.85 (100.00 too much)",
        "   ╭─[fixtures/amounts_dont_match/bad.json:2:13]",
    ];
    assert_eq!(title, expected);
}
