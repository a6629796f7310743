//! The closing lines say exactly what fixes do, and what more they could do.

use std::fmt::Write as _;
use std::io::Cursor;

use crate::support::{fixtures, lint};

use super::{clean, in_doubt, request, safe};

/// One total has the digits of a binary sum. Once it is correct, the other one is the only one that differs.
fn safe_in_two_steps() -> String {
    let request = request("0.30000000000000004", "0.3", "0.37", "0").replace(r#"{"amount":20}"#, "");
    request.replace(r#"{"price":70},{"price":5e1}"#, r#"{"price":0.1},{"price":0.2}"#)
}

/// The line about fixes.
fn said(args: &[&str], input: &str) -> String {
    let format: &[&str] = if args.contains(&"--diff") { &[] } else { &["--format=concise"] };
    let args = [&["--order-ids=off", "-"], format, args].concat();
    let stderr = lint(&args, Cursor::new(input.to_owned())).stderr;
    let is_about_fixes =
        |line: &&str| line.starts_with(|first: char| first.is_ascii_digit()) && !line.contains(" checked, ");
    stderr.lines().rfind(is_about_fixes).unwrap_or_default().to_owned()
}

#[test]
fn numbers_are_in_correct_english() {
    let no_fix = clean().replace(r#"{"amount":20}"#, r#"{"amount":320}"#).replacen("100", "101", 1);
    for (input, plain, fix, all, diff) in [
        (clean(), "", "0 totals fixed", "0 totals fixed", "0 totals would be fixed"),
        (
            safe(),
            "1 total can be fixed with --fix",
            "1 total fixed",
            "1 total fixed",
            "1 total would be fixed",
        ),
        (
            in_doubt(),
            "2 totals can be fixed with --fix --unsafe-fixes",
            "0 of 2 totals fixed, 2 can be fixed with --unsafe-fixes",
            "2 totals fixed",
            "0 of 2 totals would be fixed, 2 with --unsafe-fixes",
        ),
        (
            no_fix.clone(),
            "1 of 3 totals can be fixed with --fix --unsafe-fixes",
            "0 of 3 totals fixed, 1 can be fixed with --unsafe-fixes",
            "1 of 3 totals fixed",
            "0 of 3 totals would be fixed, 1 with --unsafe-fixes",
        ),
        (
            format!("{}\n{}", safe(), in_doubt()),
            "1 of 3 totals can be fixed with --fix, 2 more with --unsafe-fixes",
            "1 of 3 totals fixed, 2 more can be fixed with --unsafe-fixes",
            "3 totals fixed",
            "1 of 3 totals would be fixed, 2 more with --unsafe-fixes",
        ),
        (
            format!("{}\n{no_fix}", safe()),
            "1 of 4 totals can be fixed with --fix, 1 more with --unsafe-fixes",
            "1 of 4 totals fixed, 1 more can be fixed with --unsafe-fixes",
            "2 of 4 totals fixed",
            "1 of 4 totals would be fixed, 1 more with --unsafe-fixes",
        ),
    ] {
        assert_eq!(said(&[], &input), plain);
        assert_eq!(said(&["--fix"], &input), fix);
        assert_eq!(said(&["--fix", "--unsafe-fixes"], &input), all);
        assert_eq!(said(&["--diff"], &input), diff);
        assert_eq!(said(&["--quiet"], &input), "");
    }
}

#[test]
fn a_total_that_is_certain_after_another_one_is_counted() {
    let input = safe_in_two_steps();
    assert_eq!(said(&["--fix"], &input), "2 totals fixed");
    assert_eq!(said(&[], &input), "2 totals can be fixed with --fix");
}

/// What is expected and what is allowed is not fixed.
#[test]
fn what_does_not_count_is_not_counted() {
    assert_eq!(said(&["--expect=AMOUNTS_DONT_MATCH"], &safe()), "");
    assert_eq!(said(&["--allow=AMOUNTS_DONT_MATCH"], &safe()), "");
    assert_eq!(said(&["--warn=AMOUNTS_DONT_MATCH"], &safe()), "1 total can be fixed with --fix");
}

/// The fixes in a part of the line: "1 of 3 totals and 2 quoted numbers" are 3.
fn fixes(part: &str) -> usize {
    let words: Vec<&str> = part.split([' ', ',']).collect();
    let is_part = |index: usize| index == 0 || words[index - 1] != "of";
    words
        .iter()
        .enumerate()
        .filter(|(index, _)| is_part(*index))
        .filter_map(|(_, word)| word.parse::<usize>().ok())
        .sum()
}

#[test]
fn what_is_said_of_every_fixture_is_what_fixes_do() {
    let (mut fixed, mut stream) = ([0, 0], String::new());
    for fixture in fixtures() {
        let Ok(input) = std::fs::read_to_string(&fixture) else { continue };
        let plain = said(&[], &input);
        let all = fixes(&said(&["--fix", "--unsafe-fixes"], &input));
        let safe = if all > 0 { fixes(said(&["--fix"], &input).split(" fixed").next().unwrap()) } else { 0 };
        let (first, more) = plain.split_once(" can be fixed with --fix").unwrap_or_default();
        let [first, more] = [first, more].map(fixes);
        let offered =
            if more == 0 && plain.ends_with("--unsafe-fixes") { [0, first] } else { [first, first + more] };
        assert_eq!(offered, [safe, all], "{}: {plain}", fixture.display());
        fixed = [fixed[0] + safe, fixed[1] + all];
        if input.lines().count() < 100 && serde_json::from_str::<serde_json::Value>(&input).is_ok() {
            writeln!(stream, "{}", input.trim_start_matches('\u{feff}')).unwrap();
        }
    }
    assert!(fixed[0] > 60 && fixed[1] > 150, "{fixed:?}");
    // Many blocks, on several threads.
    let stream = stream.repeat(2);
    let line = said(&["--threads=1"], &stream);
    assert_eq!(said(&["--threads=4"], &stream), line);
    assert_eq!(said(&["--fix"], &stream).split(' ').next(), line.split(' ').next());
}
