//! In a terminal, reports are coloured and as wide as it is, and standard input is not waited for (contract §8, §9).

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};

use rustix::fs::{Mode, OFlags, open};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};

use unicode_width::UnicodeWidthStr;

use crate::support::{NO_ORDER_DATE, REQUEST, WRONG_AMOUNT, difference, folder, hpplint, process, run, with};

/// A terminal of so many columns: the side that a user sees, and the program's.
fn terminal(columns: u16) -> (File, File) {
    let user = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&user).unwrap();
    unlockpt(&user).unwrap();
    let size = Winsize { ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
    tcsetwinsize(&user, size).unwrap();
    let name = ptsname(&user, Vec::new()).unwrap();
    let program = open(&*name, OFlags::RDWR | OFlags::NOCTTY, Mode::empty()).unwrap();
    (user.into(), program.into())
}

/// Columns of a terminal, if a test does not say another number.
const COLUMNS: u16 = 60;

/// What `hpplint` writes to a terminal; the summary goes elsewhere.
fn in_terminal(args: &[&str], environment: &[(&str, &str)]) -> String {
    in_terminal_of(COLUMNS, args, environment)
}

fn in_terminal_of(columns: u16, args: &[&str], environment: &[(&str, &str)]) -> String {
    let mut command = process(args);
    command.env("TERM", "xterm").envs(environment.iter().copied()).stdin(Stdio::null());
    shown(columns, command, |command, program| {
        command.stdout(program).stderr(Stdio::null());
    })
}

/// The summary that `hpplint` writes to a terminal; reports go elsewhere.
fn summary_in_terminal(args: &[&str], environment: &[(&str, &str)]) -> String {
    let mut command = process(args);
    command.env("TERM", "xterm").envs(environment.iter().copied()).stdin(Stdio::null());
    shown(COLUMNS, command, |command, program| {
        command.stdout(Stdio::null()).stderr(program);
    })
}

/// What a command writes to the terminal of so many columns that is given to `connect`. It finds something, so its status is 1.
fn shown(columns: u16, mut command: Command, connect: impl FnOnce(&mut Command, File)) -> String {
    let (mut user, program) = terminal(columns);
    connect(&mut command, program);
    let mut child = command.spawn().unwrap();
    // Closes the program's side in this process, so that reading ends, with an error, when the child ends.
    drop(command);
    let mut shown = Vec::new();
    let _ = user.read_to_end(&mut shown);
    assert_eq!(child.wait().unwrap().code(), Some(1));
    String::from_utf8(shown).unwrap().replace("\r\n", "\n")
}

#[test]
fn without_a_path_usage_is_shown() {
    let (_user, program) = terminal(COLUMNS);
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

/// No line is wider than the terminal, and lines that are cut use all of it.
#[test]
fn reports_are_as_wide_as_the_terminal() {
    let folder = "tests/cmd/human/requests";
    let paths = ["one-price-wrong.json", "stream.ndjson"].map(|name| format!("{folder}/{name}"));
    for columns in [80, 120, 200] {
        let args = ["--color=never", "--quiet", "--strict", &paths[0], &paths[1]];
        let shown = in_terminal_of(columns, &args, &[]);
        let widest = shown.lines().map(UnicodeWidthStr::width).max().unwrap();
        let columns_used = usize::from(columns) - 5..=columns.into();
        assert!(columns_used.contains(&widest), "{widest} columns: {shown}");
        let expected = format!("tests/cli/terminal/{columns}-columns");
        let failure = difference(Path::new(&expected), &shown);
        assert!(failure.is_empty(), "{failure}");
    }
}

/// The terminal would obey an escape sequence of the input.
#[test]
fn what_is_hostile_in_a_diff_or_a_fixed_text_is_shown_escaped() {
    let request = with(REQUEST, WRONG_AMOUNT).replace(',', ",\n\t");
    let text = format!("{}\n\u{1b}[31m::\n", request.replace("A-1", "\u{9b}31m\u{202e}"));
    let folder = folder([("x.json", &*text)]);
    let path = folder.path().join("x.json");
    let diff = in_terminal(&["--diff", path.to_str().unwrap()], &[("NO_COLOR", "1")]);
    assert!(diff.contains("\n+{\"amount\":10.00,\n \t\"order_id\":\"\\u009b31m\\u202e\",\n"), "{diff}");
    let mut command = process(&["--fix", "-q"]);
    command.stdin(File::open(path).unwrap()).stderr(Stdio::null());
    let fixed = shown(COLUMNS, command, |command, program| {
        command.stdout(program);
    });
    assert!(fixed.ends_with("}]}}\n\\u001b[31m:\\u003a\n"), "{fixed:?}");
}

/// A diff is for `git apply` where nobody reads it: there, only `--color=always` colours it.
#[test]
fn a_diff_is_coloured_where_people_read_it() {
    let request = with(REQUEST, WRONG_AMOUNT).replace(',', ",\r\n").replace("A-1", "\u{9b}31m");
    let folder = folder([("x.json", &*request)]);
    let path = folder.path().join("x.json");
    let args = ["--diff", path.to_str().unwrap()];
    let in_pipe = |color: &[&str], environment: &[(&str, &str)]| {
        run(hpplint(&args).args(color).envs(environment.iter().copied())).stdout
    };
    let (plain, colored) = (in_pipe(&[], &[]), in_pipe(&["--color=always"], &[]));
    assert!(plain.contains("\n-{\"amount\":13,\r\n+{\"amount\":10.00,\r\n "), "{plain}");
    let lines = "\u{1b}[36m@@ -1,4 +1,4 @@\u{1b}[0m\n\u{1b}[31m-{\"amount\":13,\u{1b}[0m\r\n\
                 \u{1b}[32m+{\"amount\":10.00,\u{1b}[0m\r\n \"order_id\":\"\\u009b31m\",\r\n";
    assert!(colored.contains(lines), "{colored}");
    assert_eq!(in_pipe(&[], &[("FORCE_COLOR", "1")]), plain);
    assert_eq!(in_pipe(&[], &[("FORCE_COLOR", "1"), ("CI", "true")]), colored);
    assert_eq!(
        in_pipe(&["--color=never"], &[("FORCE_COLOR", "1"), ("CI", "true")]),
        plain.replace('\u{9b}', "\\u009b")
    );
    assert_eq!(in_terminal(&args, &[]), colored);
    assert_eq!(in_terminal(&args, &[("NO_COLOR", "1")]), plain.replace('\u{9b}', "\\u009b"));
}

#[test]
fn the_summary_is_coloured_and_names_a_command_in_a_terminal() {
    let fixture = "fixtures/causes/bad-discounts-not-subtracted.json";
    let warn = "--warn=INVALID_TOTAL_AMOUNT";
    let plain = "1 request checked, 1 with errors: 1 error, 1 warning\n\
                 2 totals can be fixed with --fix --unsafe-fixes\n";
    let help = "to learn more: hpplint --explain AMOUNTS_DONT_MATCH\n";
    assert_eq!(summary_in_terminal(&[warn, fixture], &[("NO_COLOR", "1")]), format!("{plain}{help}"));
    assert_eq!(summary_in_terminal(&["--quiet", warn, fixture], &[]), "");
    let colored = "1 request checked, 1 with errors: \u{1b}[1m\u{1b}[31m1 error\u{1b}[0m, \
                   \u{1b}[1m\u{1b}[33m1 warning\u{1b}[0m\n\
                   2 totals can be fixed with \u{1b}[1m--fix --unsafe-fixes\u{1b}[0m\n";
    let bold_help = "to learn more: \u{1b}[1mhpplint --explain AMOUNTS_DONT_MATCH\u{1b}[0m\n";
    assert_eq!(summary_in_terminal(&[warn, fixture], &[]), format!("{colored}{bold_help}"));
    assert_eq!(run(&mut hpplint(&[warn, fixture])).stderr, plain);
    assert_eq!(run(&mut hpplint(&["--color=always", warn, fixture])).stderr, colored);
    // The most frequent error, even if a warning is more frequent.
    let stream = [with(REQUEST, WRONG_AMOUNT), with(REQUEST, NO_ORDER_DATE), with(REQUEST, NO_ORDER_DATE)];
    let folder = folder([("x.json", &*stream.concat())]);
    let path = folder.path().join("x.json");
    let args = ["--order-ids=off", "--color=never", path.to_str().unwrap()];
    let strict = [&args[..], &["--strict", "--allow=AMOUNTS_DONT_MATCH"]].concat();
    for (args, code) in [(&args[..], "AMOUNTS_DONT_MATCH"), (&strict, "LINT_MISSING_PARAMETER")] {
        let summary = summary_in_terminal(args, &[]);
        assert!(summary.ends_with(&format!("to learn more: hpplint --explain {code}\n")), "{summary}");
    }
}
