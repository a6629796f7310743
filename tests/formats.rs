//! Every format on the same runs (contract §9, §10): its output is in `tests/formats/CASE.FORMAT`, the exit status does
//! not depend on it, and a reader that is not our own code understands it (one module for each format).

mod github;
mod gitlab;
mod jsonl;
mod junit;
mod rdjsonl;
mod sarif;
mod text;

use std::fs;
use std::path::Path;

use clap::ValueEnum;
use hpplint::render::Format;
use hpplint::render::place::path;
use hpplint::render::sarif::uri;
use serde_json::Value;
use tempfile::TempDir;

use crate::support::{self, Outcome, difference, hpplint};

/// A run that every format reports.
struct Case {
    name: &'static str,
    status: i32,
    /// Files below `fixtures/`, and options.
    arguments: &'static [&'static str],
    /// A file below `fixtures/` on standard input.
    stdin: &'static str,
}

const CASES: &[Case] = &[
    Case { name: "clean", status: 0, arguments: &["requests/ok-groceries.json"], stdin: "" },
    Case { name: "one-error", status: 1, arguments: &["amounts_dont_match/bad.json"], stdin: "" },
    Case {
        name: "many",
        status: 1,
        arguments: &[
            "requests/bad-electronics-products-net-of-discounts.json",
            "requests/ok-free-gift.json",
            "invalid_amount_value/bad.json",
            "lint_invalid_json/bad.json",
            "lint_line_price/bad-two-lines.json",
            "lint_duplicate_key/bad.json",
            "invalid_total_amount/bad.json",
            "invalid_total_discount_amount/bad.json",
            "lint_missing_field/bad.json",
            "lint_negative_amount/bad.json",
            "lint_misspelt_field/bad.json",
            "requests/bad-kwd-perfume-amount-rounded-to-two-decimals.json",
            "causes/bad-binary-floats-of-many.json",
        ],
        stdin: "",
    },
    Case {
        name: "warnings-only",
        status: 0,
        arguments: &["lint_line_price/bad.json", "lint_empty_basket/bad.json"],
        stdin: "",
    },
    Case {
        name: "unreadable",
        status: 2,
        arguments: &["absent.json", "amounts_dont_match/bad.json", "../src"],
        stdin: "",
    },
    Case {
        name: "hostile",
        status: 1,
        arguments: &["--stdin-filename", "a:b,100%<&>\"]]>\u{1b}[2J\u{202e}\n::error::.json", "-"],
        stdin: "hostile.ndjson",
    },
    Case {
        name: "minified",
        status: 1,
        arguments: &["requests/bad-fashion-minified-discount-forgotten.json"],
        stdin: "",
    },
    Case {
        name: "stream",
        status: 1,
        arguments: &[
            "streams/bad-crlf-second-of-three-cut.ndjson",
            "streams/bad-third-of-five-amount-wrong.ndjson",
        ],
        stdin: "",
    },
    Case {
        name: "repeated",
        status: 1,
        arguments: &["--stdin-filename", "repeated.ndjson", "-"],
        stdin: "repeated.ndjson",
    },
    Case {
        name: "repeated-levels",
        status: 1,
        arguments: &[
            "-W",
            "AMOUNTS_DONT_MATCH",
            "-D",
            "LINT_MISSING_PARAMETER",
            "--stdin-filename",
            "repeated.ndjson",
            "-",
        ],
        stdin: "repeated.ndjson",
    },
];

/// Runs `hpplint` as the case says, in `fixtures/`, with more arguments.
fn run(case: &Case, more: &[&str]) -> (i32, String) {
    let mut command = hpplint(more);
    command.current_dir("fixtures").args(case.arguments);
    if !case.stdin.is_empty() {
        command.write_stdin(fs::read(Path::new("tests/formats").join(case.stdin)).unwrap());
    }
    let Outcome { status, stdout, .. } = support::run(&mut command);
    (status, stdout)
}

/// What is printed for a text on standard input.
fn stdout(args: &[&str], stdin: impl Into<Vec<u8>>) -> String {
    support::run(hpplint(args).write_stdin(stdin)).stdout
}

/// Compares the output of each case with its file, and calls `read` with it.
fn expect(format: &str, read: impl FnMut(&Case, &str)) {
    expect_shown(format, |_, actual| actual.to_owned(), read);
}

/// Like [`expect`]; the file holds what `show` returns, in a form that people can read.
fn expect_shown(format: &str, show: impl Fn(&Case, &str) -> String, mut read: impl FnMut(&Case, &str)) {
    let mut failures = String::new();
    for case in CASES {
        let (status, actual) = run(case, &["--format", format]);
        assert_eq!(status, case.status, "{}", case.name);
        let path = Path::new("tests/formats").join(case.name).with_extension(format);
        failures += &difference(&path, &show(case, &actual));
        read(case, &actual);
    }
    assert!(failures.is_empty(), "{failures}");
}

/// Whether a JSON Schema admits a value; what is wrong with it otherwise.
fn validate(schema: &str, value: &Value) {
    let schema = serde_json::from_str(schema).unwrap();
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    let errors: Vec<String> = validator.iter_errors(value).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:#?}\n{value:#}");
}

/// A case's findings in the concise format, each `path:line:col: level[CODE] message`.
fn findings(case: &Case) -> Vec<String> {
    run(case, &["--format", "concise"]).1.lines().map(str::to_owned).collect()
}

#[test]
fn an_output_file_gets_the_report_and_the_status_is_the_same() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("report");
    for case in CASES {
        for format in Format::value_variants() {
            let format = format.to_possible_value().unwrap();
            let format = format.get_name();
            let human = run(case, &[]);
            let both = run(case, &["--format", format, "--output-file", file.to_str().unwrap()]);
            assert_eq!(both, human, "{}", case.name);
            assert_eq!(fs::read_to_string(&file).unwrap(), run(case, &["--format", format]).1);
        }
    }
}

/// Standard output is the same as without `--quiet`. An envelope has no warnings, so the summary says why the run fails.
#[test]
fn warnings_that_fail_a_run_are_shown_by_quiet_too() {
    let case = CASES.iter().find(|case| case.name == "warnings-only").unwrap();
    for format in Format::value_variants() {
        let format = format.to_possible_value().unwrap();
        let options = ["--strict", "--format", format.get_name()];
        let quiet = run(case, &["--quiet", options[0], options[1], options[2]]);
        assert_eq!(quiet, run(case, &options), "{}", format.get_name());
        assert_eq!(quiet.0, 1);
    }
    let mut command = hpplint(&["--quiet", "--strict", "--json", "fixtures/lint_line_price/bad.json"]);
    let summary = "1 request checked, 0 with errors: 0 errors, 1 warning\n";
    assert_eq!(support::run(&mut command).stderr, summary);
}

/// A full disk is a failure; a closed pipe ends the run quietly, with the status of what was found (contract §7).
#[cfg(target_os = "linux")]
#[test]
fn a_report_is_written_or_a_failure_is_said() {
    use std::process::Stdio;

    let formats = Format::value_variants().iter().map(|format| {
        let format = format.to_possible_value().unwrap();
        vec!["--format".to_owned(), format.get_name().to_owned()]
    });
    for options in formats.chain([vec!["--diff".to_owned()]]) {
        let outcome = |stdout: Stdio, stderr: Stdio| {
            let mut command = support::process(&["fixtures/amounts_dont_match/bad.json"]);
            let output = command.args(&options).stdout(stdout).stderr(stderr).output().unwrap();
            (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
        };
        let full = || fs::File::options().write(true).open("/dev/full").unwrap().into();
        let closed = || std::io::pipe().unwrap().1.into();
        let reason = "hpplint: standard output: No space left on device (os error 28)\n";
        assert_eq!(outcome(full(), Stdio::piped()), (2, reason.to_owned()), "{options:?}");
        assert_eq!(outcome(closed(), Stdio::piped()), (1, String::new()), "{options:?}");
        assert_eq!(outcome(Stdio::null(), full()).0, 1, "{options:?}");
        assert_eq!(outcome(closed(), closed()).0, 1, "{options:?}");
    }
}

#[test]
fn paths_are_relative_where_they_can_be() {
    let path = |name| path(name, Path::new("/srv/shop"));
    assert_eq!(path("requests/a.json"), "requests/a.json");
    assert_eq!(path("./requests/./a.json"), "requests/a.json");
    assert_eq!(path("/srv/shop/requests/a.json"), "requests/a.json");
    assert_eq!(path("/elsewhere/a.json"), "/elsewhere/a.json");
    assert_eq!(path("../a.json"), "../a.json");
    assert_eq!(path("<stdin>"), "<stdin>");
    assert_eq!(path("."), ".");
    assert_eq!(path("/srv/shop"), ".");
}

#[test]
fn paths_become_uris() {
    assert_eq!(uri("requests/a-b_c.~1.json"), "requests/a-b_c.~1.json");
    assert_eq!(uri("../100% şık:[1]?#.json"), "../100%25%20%C5%9F%C4%B1k%3A%5B1%5D%3F%23.json");
    assert_eq!(uri("/tmp/a b.json"), "file:///tmp/a%20b.json");
    assert_eq!(uri("<stdin>"), "%3Cstdin%3E");
}
