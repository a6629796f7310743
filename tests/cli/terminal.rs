//! In a terminal, reports are coloured and as wide as it is, and standard input is not waited for (contract §8, §9).

use std::fs::File;
use std::io::Read;
use std::process::Stdio;

use rustix::fs::{Mode, OFlags, open};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};

use crate::support::{REQUEST, WRONG_AMOUNT, folder, hpplint, process, run, with};

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
    let mut command = process(args);
    command.env("TERM", "xterm").envs(environment.iter().copied());
    let mut child = command.stdin(Stdio::null()).stdout(program).stderr(Stdio::null()).spawn().unwrap();
    // Closes the program's side in this process, so that reading ends, with an error, when the child ends.
    drop(command);
    let mut shown = Vec::new();
    let _ = user.read_to_end(&mut shown);
    assert_eq!(child.wait().unwrap().code(), Some(1));
    String::from_utf8(shown).unwrap().replace("\r\n", "\n")
}

#[test]
fn without_a_path_usage_is_shown() {
    let (_user, program) = terminal();
    let output = process(&[]).stdin(program).output().unwrap();
    assert_eq!((output.status.code(), &*output.stdout), (Some(2), &b""[..]));
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(
        stderr.starts_with("error: ") && stderr.contains("\nUsage: hpplint [OPTIONS] [PATHS]...\n"),
        "{stderr}"
    );
}

#[test]
fn reports_are_colored_unless_the_environment_says_no() {
    let args = ["--format=concise", "fixtures/amounts_dont_match/bad.json"];
    let by_option = |color| run(hpplint(&args).arg(color)).stdout;
    let (colored, plain) = (by_option("--color=always"), by_option("--color=never"));
    assert_eq!(in_terminal(&args, &[]), colored);
    assert_eq!(in_terminal(&args, &[("NO_COLOR", "1")]), plain);
    assert_eq!(in_terminal(&args, &[("TERM", "dumb")]), plain);
    assert_eq!(in_terminal(&["--color=never", args[0], args[1]], &[]), plain);
}

#[test]
fn reports_are_as_wide_as_the_terminal() {
    let args = ["--color=never", "fixtures/amounts_dont_match/bad.json"];
    let width = |shown: &str| shown.lines().map(|line| line.chars().count()).max().unwrap();
    let (wide, narrow) = (run(&mut hpplint(&args)).stdout, in_terminal(&args, &[]));
    assert!(width(&wide) > 60 && (50..=60).contains(&width(&narrow)), "{wide}\n{narrow}");
    let words = |shown: &str| shown.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    assert!(words(&narrow).len() > words(&wide).len(), "wrapped lines begin with a bar");
}

/// The terminal would obey an escape sequence of the input.
#[test]
fn what_is_hostile_in_a_diff_or_a_fixed_text_is_shown_escaped() {
    let request = with(REQUEST, WRONG_AMOUNT).replace(',', ",\n\t");
    let text = format!("{}\n\u{1b}[31m::\n", request.replace("A-1", "\u{9b}31m\u{202e}"));
    let folder = folder([("x.json", &*text)]);
    let path = folder.path().join("x.json");
    let diff = in_terminal(&["--diff", path.to_str().unwrap()], &[]);
    assert!(diff.contains("\n+{\"amount\":10.00,\n \t\"order_id\":\"\\u009b31m\\u202e\",\n"), "{diff}");
    let (mut user, program) = terminal();
    let mut command = process(&["--fix", "-q"]);
    command.stdin(File::open(path).unwrap()).stdout(program).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    drop(command);
    let mut shown = Vec::new();
    let _ = user.read_to_end(&mut shown);
    assert_eq!(child.wait().unwrap().code(), Some(1));
    let shown = String::from_utf8(shown).unwrap();
    assert!(shown.ends_with("}]}}\r\n\\u001b[31m:\\u003a\r\n"), "{shown:?}");
}
