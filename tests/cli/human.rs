//! What the default format looks like, as files in `tests/human/`. `BLESS=1 cargo test` writes them
//! anew: look at the difference before you commit it.

use super::*;

/// Compares what is said of a fixture, which has errors, with `tests/human/{snapshot}.txt`.
#[track_caller]
fn expect_snapshot(fixture: &str, snapshot: &str) {
    let path = format!("tests/human/{snapshot}.txt");
    let output = hpplint(&["--quiet", fixture]).output().unwrap();
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &output.stdout).unwrap();
    }
    let stdout = &std::fs::read_to_string(path).unwrap();
    expect(&mut hpplint(&["--quiet", fixture]), &Outcome { status: 1, stdout, ..NOTHING });
}

#[test]
fn a_mismatch_shows_both_sides() {
    expect_snapshot("fixtures/amounts_dont_match/bad.json", "mismatch");
}

#[test]
fn a_minified_request_is_shown_in_part() {
    expect_snapshot("fixtures/requests/bad-fashion-minified-discount-forgotten.json", "minified");
}

#[test]
fn of_fifty_items_some_are_shown() {
    expect_snapshot("fixtures/requests/bad-fifty-items-one-line-price.json", "fifty-items");
}
