//! What is left out, and by which file, in every format (contract §9).

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::support::{NO_ORDER_DATE, REQUEST, WRONG_AMOUNT, difference, folder, hpplint, run, with};

/// A checkout whose files leave out errors, warnings and files.
fn checkout() -> TempDir {
    let wrong = &*with(REQUEST, WRONG_AMOUNT);
    let undated = &*with(REQUEST, NO_ORDER_DATE);
    let total = &*with(REQUEST, (r#""total_amount":10"#, r#""total_amount":12"#));
    let settings = concat!(
        "exclude = [\"drafts/\"]\norder-ids = \"off\"\n[rules]\nAMOUNTS_DONT_MATCH = \"allow\"\n",
        "INVALID_TOTAL_AMOUNT = \"warn\"\nLINT_MISSING_PARAMETER = \"allow\"\nORDER_ID_EXISTS = \"allow\"\n",
    );
    folder([
        (".git/HEAD", ""),
        (".gitignore", "build/\n"),
        ("hpplint.toml", settings),
        ("requests/.gitignore", "old.*\n"),
        ("requests/amount.json", wrong),
        ("requests/build/1.json", wrong),
        ("requests/build/deeper/2.ndjson", wrong),
        ("requests/build/x.txt", wrong),
        ("requests/drafts/1.json", wrong),
        ("requests/ok.json", REQUEST),
        ("requests/old.json", wrong),
        ("requests/total.json", total),
        ("requests/undated.json", undated),
        ("requests/zero.json", r#"{"amount":0,"basket":{"basket_items":[]}}"#),
    ])
}

/// The whole output of each format, and what is on standard error, with and without `--quiet`.
#[test]
fn every_format_with_room_says_what_is_left_out() {
    let checkout = checkout();
    let mut failures = String::new();
    for format in ["human", "concise", "envelope", "github", "gitlab", "jsonl", "junit", "rdjsonl", "sarif"] {
        for quiet in [&[][..], &["--quiet"]] {
            let mut command = hpplint(&["--format", format, "--allow=LINT_EMPTY_BASKET", "requests"]);
            let outcome = run(command.args(quiet).current_dir(&checkout));
            let mut stdout = outcome.stdout;
            if format == "sarif" {
                let log: serde_json::Value = serde_json::from_str(&stdout).unwrap();
                stdout = format!("{:#}\n", log["runs"][0]["invocations"]);
            }
            let shown = format!("{stdout}--- status {}, standard error:\n{}", outcome.status, outcome.stderr);
            let name = [format, ["", "-quiet"][quiet.len()]].concat();
            failures += &difference(&Path::new("tests/cli/left-out").join(name), &shown);
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn standard_error_is_quiet_if_no_file_hides_errors() {
    let checkout = checkout();
    let settings = "exclude = [\"drafts/\"]\n[rules]\nLINT_MISSING_PARAMETER = \"allow\"\n";
    fs::write(checkout.path().join("hpplint.toml"), settings).unwrap();
    let args = ["--quiet", "--allow=AMOUNTS_DONT_MATCH", "--format=concise", "requests"];
    let outcome = run(hpplint(&args).current_dir(&checkout));
    assert_eq!((outcome.status, &*outcome.stderr), (1, ""));
}

/// What a file hides may be all that is wrong.
#[test]
fn standard_error_says_which_file_hides_what_would_fail_the_run() {
    let undated = &*with(REQUEST, NO_ORDER_DATE);
    let (twice, wrong) = (&*format!("{REQUEST}\n{REQUEST}\n"), &*with(REQUEST, WRONG_AMOUNT));
    let warn = "[rules]\nAMOUNTS_DONT_MATCH = \"warn\"\n";
    for (settings, request, option, says) in [
        ("[rules]\nLINT_MISSING_PARAMETER = \"allow\"\n", undated, &[][..], ""),
        (
            "[rules]\nLINT_MISSING_PARAMETER = \"allow\"\n",
            undated,
            &["--strict"],
            "leaves out 1 LINT_MISSING_PARAMETER",
        ),
        ("order-ids = \"off\"\n", twice, &[], "sets order-ids = off"),
        ("order-ids = \"off\"\n", twice, &["--strict"], "sets order-ids = off"),
        ("order-ids = \"off\"\n", twice, &["--order-ids=off"], ""),
        ("order-ids = \"run\"\n", twice, &["--order-ids=off"], ""),
        (warn, wrong, &[], "counts 1 AMOUNTS_DONT_MATCH as a warning"),
    ] {
        let shop = folder([("hpplint.toml", settings), ("x.ndjson", request)]);
        let mut command = hpplint(&["--quiet", "x.ndjson"]);
        let stderr = match says {
            "" => String::new(),
            says => format!("hpplint: warning: hpplint.toml {says}\n"),
        };
        let outcome = run(command.args(option).current_dir(&shop));
        assert_eq!(outcome, crate::support::Outcome::new(0, "", &stderr), "{settings} {option:?}");
    }
}

#[test]
fn a_file_that_is_named_is_not_left_out() {
    let checkout = checkout();
    let args = ["--isolated", "--json", "requests", "requests", ".", "requests/old.json", "requests/build"];
    let outcome = run(hpplint(&args).current_dir(&checkout));
    assert_eq!(outcome.stdout.lines().count(), 9, "{outcome:?}");
    assert!(!outcome.stderr.contains("leaves out"), "{outcome:?}");
}

/// A link to a device was read without end, and a named pipe was waited for.
#[cfg(unix)]
#[test]
fn only_regular_files_of_folders_are_read() {
    let requests = folder([("a.json", REQUEST), ("b/c.json", REQUEST)]);
    let at = |name: &str| requests.path().join(name);
    super::lists::make_fifo(&at("pipe.json"));
    std::os::unix::fs::symlink("/dev/zero", at("zeros.json")).unwrap();
    std::os::unix::fs::symlink("../pipe.json", at("b/pipe.ndjson")).unwrap();
    std::os::unix::fs::symlink("a.json", at("link.json")).unwrap();
    std::os::unix::fs::symlink("/dev/zero", at("b/.gitignore")).unwrap();
    let mut command = hpplint(&["--format=concise", "--order-ids=off", "."]);
    let outcome = run(command.current_dir(&requests).timeout(super::lists::PATIENCE));
    let expected = "2 requests checked, 0 with errors: 0 errors, 0 warnings\n\
                    hpplint leaves out 3 special files (pipe or device)\n";
    assert_eq!((outcome.status, &*outcome.stderr), (0, expected));
}

/// What git ignores may be broken.
#[cfg(unix)]
#[test]
fn request_files_that_are_links_to_nothing_are_failures_unless_they_are_left_out() {
    let requests = folder([(".gitignore", "result*"), ("a.json", REQUEST)]);
    let link = |to: &str, name: &str| std::os::unix::fs::symlink(to, requests.path().join(name)).unwrap();
    link("missing", "result");
    link(".", "result-loop");
    let checked = || run(hpplint(&["--quiet", "."]).current_dir(&requests));
    assert_eq!(checked(), crate::support::Outcome::new(0, "", ""));
    link("missing", "README");
    assert_eq!(checked(), crate::support::Outcome::new(0, "", ""));
    link("missing", "b.json");
    link(".", "c");
    let expected = "hpplint: ./b.json: No such file or directory (os error 2)\n\
                    hpplint: ./c: this link leads back to a folder that it is in\n";
    assert_eq!(checked(), crate::support::Outcome::new(2, "", expected));
}
