//! Any text of `hpplint.toml` is accepted, or refused with the place of each error; and what `--show-settings` prints is a
//! settings file that sets the same (contract §9).

#![no_main]

use std::fs;
use std::io::{Cursor, empty};
use std::sync::LazyLock;

use hpplint::cli::Cli;
use libfuzzer_sys::fuzz_target;
use lint::{Outcome, lint_as, parse};
use tempfile::TempDir;
use toml::Table;

#[path = "../../tests/support/lint.rs"]
mod lint;

static FOLDER: LazyLock<TempDir> = LazyLock::new(|| TempDir::new().unwrap());
static PATH: LazyLock<String> = LazyLock::new(|| format!("{}/hpplint.toml", FOLDER.path().display()));
static SHOW: LazyLock<Cli> = LazyLock::new(|| parse(&["--config", &PATH, "--show-settings"]));
static LINT: LazyLock<Cli> = LazyLock::new(|| parse(&["--threads=1", "--config", &PATH, "-"]));

fn show(settings: &[u8]) -> Outcome {
    fs::write(&*PATH, settings).unwrap();
    lint_as(&SHOW, empty())
}

fn values(shown: &Outcome) -> Table {
    shown.stdout.parse().unwrap()
}

fuzz_target!(|settings: &[u8]| {
    let shown = show(settings);
    let linted = lint_as(&LINT, Cursor::new("{}"));
    if shown.status == 0 {
        assert_eq!(values(&show(shown.stdout.as_bytes())), values(&shown), "{}", shown.stdout);
        return;
    }
    assert_eq!(linted, shown);
    assert!(!shown.stderr.is_empty() && shown.stdout.is_empty());
    let is_placed = |line: &str| line.strip_prefix("hpplint: ").is_some_and(|line| line.starts_with(&*PATH));
    assert!(shown.stderr.lines().all(is_placed), "{shown:?}");
});
