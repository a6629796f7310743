//! No report overwrites what the run reads, under whatever name (contract §10).

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::support::{Outcome, REQUEST, WRONG_AMOUNT, folder, hpplint, run, with};

/// A folder with everything that a run may read.
fn folder_of_a_run() -> TempDir {
    folder([
        ("hpplint.toml", "known-orders = \"orders.txt\"\n"),
        ("other.toml", "known-users = \"users.txt\"\n"),
        ("orders.txt", "A-7\n"),
        ("users.txt", "42\n"),
        ("a/x.json", REQUEST),
        ("a/x.expected.json", r#"{"response":{"errors":[]}}"#),
    ])
}

/// The content of every file.
fn contents(folder: &Path) -> BTreeMap<String, String> {
    let mut contents = BTreeMap::new();
    for folder in [folder.to_owned(), folder.join("a")] {
        for entry in fs::read_dir(&folder).unwrap().map(Result::unwrap) {
            if entry.metadata().unwrap().is_file() {
                let text = fs::read_to_string(entry.path()).unwrap();
                contents.insert(entry.path().display().to_string(), text);
            }
        }
    }
    contents
}

/// Runs `hpplint` with a report in the file `report`, which it must refuse without a change of any file.
#[track_caller]
fn expect_refusal(folder: &TempDir, args: &[&str], report: &str) {
    let before = contents(folder.path());
    let mut command = hpplint(args);
    command.args(["--format=sarif", "--output-file=first.sarif", "--format=gitlab", "--output-file", report]);
    fs::write(folder.path().join("first.sarif"), "an older report").unwrap();
    let Outcome { status, stdout, stderr } = run(command.current_dir(folder));
    assert_eq!((status, &*stdout), (2, ""), "{args:?} {report}: {stderr}");
    assert!(stderr.starts_with(&format!("hpplint: {report}: ")) && stderr.lines().count() == 1, "{stderr}");
    let first = fs::read_to_string(folder.path().join("first.sarif")).unwrap();
    assert_eq!(first, "an older report", "no report is begun if another is refused");
    fs::remove_file(folder.path().join("first.sarif")).unwrap();
    assert_eq!(contents(folder.path()), before, "{args:?} {report}");
}

#[test]
fn no_report_overwrites_what_a_run_reads() {
    for (args, read) in [
        (&["a"][..], "a/x.json"),
        (&["a/x.json"], "a/x.json"),
        (&["a"], "hpplint.toml"),
        (&["--isolated", "a"], "hpplint.toml"),
        (&["--config=other.toml", "a"], "other.toml"),
        (&["--config=other.toml", "a"], "users.txt"),
        (&["a"], "orders.txt"),
        // The command line names another list than the settings file.
        (&["--known-orders=users.txt", "a"], "orders.txt"),
        (&["--known-users=users.txt", "a"], "users.txt"),
        (&["--known-orders=orders.txt", "a"], "orders.txt"),
        (&["a/x.json"], "a/x.expected.json"),
        (&["--expect-files", "a"], "a/x.expected.json"),
    ] {
        let folder = folder_of_a_run();
        expect_refusal(&folder, args, read);
        expect_refusal(&folder, args, &format!("a/../{read}"));
        // Its other name is not that of a request or of a settings file.
        if !args.contains(&"--isolated") {
            fs::hard_link(folder.path().join(read), folder.path().join("hard")).unwrap();
            expect_refusal(&folder, args, "hard");
        }
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(read, folder.path().join("soft")).unwrap();
            expect_refusal(&folder, args, "soft");
        }
    }
}

#[test]
fn no_report_takes_the_name_of_what_a_run_would_read() {
    let folder = folder_of_a_run();
    fs::remove_file(folder.path().join("hpplint.toml")).unwrap();
    fs::remove_file(folder.path().join("a/x.expected.json")).unwrap();
    for (args, name) in [
        (&["a/x.json"][..], "a/x.expected.json"),
        (&["a"], "a/hpplint.toml"),
        (&["a/x.json", "a/missing.json"], "a/missing.json"),
        (&["a"], "first.sarif"),
        (&["a"], "./a/../first.sarif"),
    ] {
        expect_refusal(&folder, args, name);
    }
    fs::write(folder.path().join("first"), "").unwrap();
    fs::hard_link(folder.path().join("first"), folder.path().join("second")).unwrap();
    let args = ["--json", "--output-file=first", "--format=sarif", "--output-file=second", "a"];
    assert_eq!(
        run(hpplint(&args).current_dir(&folder)).stderr,
        "hpplint: second: is named for two reports\n"
    );
}

/// The shell opens the files, and the program knows only what they are.
#[cfg(unix)]
#[test]
fn standard_streams_are_compared_too() {
    for (script, reason) in [
        (r#""$0" -q --format=concise a/x.json >>a/x.json"#, "hpplint: standard output: is one of the inputs"),
        (r#""$0" -q --format=concise a 1<>a/x.json"#, "hpplint: standard output: is one of the inputs"),
        (r#""$0" --diff -q <a/x.json >>a/x.json"#, "hpplint: standard output: is one of the inputs"),
        (r#""$0" --fix -q <a/x.json 1<>a/x.json"#, "hpplint: standard output: is one of the inputs"),
        (
            r#""$0" -q --known-orders=orders.txt a 1<>orders.txt"#,
            "hpplint: standard output: is a settings file or",
        ),
        (
            r#""$0" -q --known-orders=users.txt a >>orders.txt"#,
            "hpplint: standard output: is a settings file or",
        ),
        (r#""$0" -q --config=other.toml a >>other.toml"#, "hpplint: standard output: is a settings file or"),
        (r#""$0" -q a/x.json >>a/x.expected.json"#, "hpplint: standard output: holds expected errors"),
        (
            r#""$0" -q --json --expect-files a >>a/x.expected.json"#,
            "hpplint: standard output: holds expected",
        ),
        (r#""$0" -q --json --output-file=a/x.json <a/x.json"#, "hpplint: a/x.json: is one of the inputs"),
        (
            r#""$0" -q --json --output-file=a/../new --format=sarif a >new"#,
            "hpplint: a/../new: is named for two reports",
        ),
        (
            r#""$0" -q --json --output-file=/dev/stdout --format=sarif a >new"#,
            "hpplint: /dev/stdout: is named for two",
        ),
    ] {
        let folder = folder_of_a_run();
        fs::write(folder.path().join("new"), "").unwrap();
        fs::write(folder.path().join("a/x.json"), with(REQUEST, WRONG_AMOUNT)).unwrap();
        let before = contents(folder.path());
        let mut command = assert_cmd::Command::new("sh");
        command.args(["-c", script, env!("CARGO_BIN_EXE_hpplint")]);
        let outcome = run(command.current_dir(&folder));
        assert!(outcome.status == 2 && outcome.stderr.starts_with(reason), "{script}: {outcome:?}");
        assert_eq!(contents(folder.path()), before, "{script}");
    }
}

#[test]
fn an_envelope_may_become_an_expectation() {
    let folder = folder_of_a_run();
    fs::write(folder.path().join("a/x.json"), with(REQUEST, WRONG_AMOUNT)).unwrap();
    let write = ["-q", "--json", "--output-file=a/x.expected.json", "--format=concise", "a/x.json"];
    assert_eq!(run(hpplint(&write).current_dir(&folder)).status, 1);
    let check = ["-q", "--expect-files", "a"];
    assert_eq!(run(hpplint(&check).current_dir(&folder)), Outcome::new(0, "", ""));
    // It cannot be read and written in one run.
    let both = [&write[..], &["--expect-files"]].concat();
    let before = contents(folder.path());
    let outcome = run(hpplint(&both).current_dir(&folder));
    assert!(outcome.status == 2 && outcome.stderr.starts_with("hpplint: a/x.expected.json: "), "{outcome:?}");
    assert_eq!(contents(folder.path()), before);
}
