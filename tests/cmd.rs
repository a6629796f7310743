//! Command lines as files, run by trycmd: arguments in, exit status, standard output and standard error compared exactly.
//!
//! A case is `tests/cmd/TOPIC/CASE.toml`. It runs in `fs.cwd` or in `CASE.in/`, and `CASE.out/` holds the files that it
//! leaves. A page, `PAGE.md`, shows several commands that print nothing on standard output. Output with a `\` is in
//! `CASE.stdout` and `CASE.stderr`, since trycmd changes `\` to `/` in the other files.
//! `cargo test --test all cmd:: trycmd=CASE` runs the cases with that name.
//!
//! The topics, with their sections of the contract: `facts` (§3), `formats` (§4, §9), `status` (§7), `inputs` (§8),
//! `levels`, `settings`, `expectations`, `outputs`, `redact`, `help` and `human` (§9), `hostile` (§10).

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::{hpplint, is_blessing, run};

/// Runs trycmd in a process of its own, so that its log is shown only if a case fails.
#[test]
fn commands_do_what_their_files_say() {
    if std::env::var_os("TRYCMD").is_none() {
        let mut this_test = Command::new(std::env::current_exe().unwrap());
        this_test.args(std::env::args().filter(|arg| arg.starts_with("trycmd=")));
        this_test.args(["cmd::commands_do_what_their_files_say", "--exact", "--nocapture"]);
        let output =
            this_test.env("TRYCMD", if is_blessing() { "overwrite" } else { "fail" }).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        return;
    }
    trycmd::TestCases::new()
        .default_bin_path(env!("CARGO_BIN_EXE_hpplint"))
        .register_bin("hpplint", Path::new(env!("CARGO_BIN_EXE_hpplint")))
        .env("NO_COLOR", "1")
        .env("COLUMNS", "100")
        .case("tests/cmd/*/*.toml")
        .case("tests/cmd/*/*.md")
        .run();
}

/// The files of all topics with this extension.
fn files(extension: &str) -> Vec<PathBuf> {
    let entries = |folder: &Path| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let topics = entries(Path::new("tests/cmd"));
    let files = topics.flat_map(|topic| entries(&topic).collect::<Vec<_>>());
    files.filter(|file| file.is_file() && file.extension() == Some(extension.as_ref())).collect()
}

/// trycmd does not compare what a case does not name.
#[test]
fn every_case_names_both_outputs() {
    let cases = files("toml");
    assert!(cases.len() > 80, "{}", cases.len());
    for case in cases {
        let text = fs::read_to_string(&case).unwrap();
        let is_binary = text.contains("\nbinary = true\n");
        for name in ["stdout", "stderr"] {
            let is_named = text.contains(&format!("\n{name} = "));
            assert_eq!(is_named, !is_binary, "{}: {name}", case.display());
            assert_eq!(case.with_extension(name).exists(), is_binary, "{}: {name}", case.display());
        }
    }
}

#[test]
fn pages_show_runs_that_print_nothing_on_standard_output() {
    for page in files("md") {
        let text = fs::read_to_string(&page).unwrap();
        let commands: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("$ hpplint ")).collect();
        assert!(!commands.is_empty(), "{}", page.display());
        for command in commands {
            let args: Vec<&str> = command.split(' ').collect();
            let outcome = run(hpplint(&args).current_dir(page.with_extension("in")));
            assert_eq!((outcome.status, &*outcome.stdout), (2, ""), "{command}");
        }
    }
}
