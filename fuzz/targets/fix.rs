//! A fix changes nothing but numbers and numbers in quotes, and the result is JSON if the input was; the fixed totals' errors
//! are gone and no other, and there is nothing to fix a second time (contract §9).

#![no_main]

use std::io::Cursor;
use std::sync::LazyLock;

use hpplint::cli::Cli;
use libfuzzer_sys::fuzz_target;
use lint::{Outcome, lint_as, parse};
use serde_json::Value;

#[path = "../../tests/support/lint.rs"]
mod lint;

const TOTALS: [&str; 4] = [
    "AMOUNTS_DONT_MATCH",
    "INVALID_TOTAL_PRODUCT_AMOUNT",
    "INVALID_TOTAL_AMOUNT",
    "INVALID_TOTAL_DISCOUNT_AMOUNT",
];

/// Only check, fix what is safe, and fix everything.
static COMMANDS: LazyLock<[Cli; 3]> = LazyLock::new(|| {
    [&[][..], &["--fix"], &["--fix", "--unsafe-fixes"]]
        .map(|fixes| parse(&[&["--isolated", "--threads=1", "--json", "-"], fixes].concat()))
});

fn run(command: &Cli, text: &str) -> Outcome {
    lint_as(command, Cursor::new(text.to_owned()))
}

fn errors(envelopes: &str) -> usize {
    TOTALS.iter().map(|code| envelopes.matches(&format!(r#""error_code":"{code}""#)).count()).sum()
}

/// The text without the characters that a number may have.
fn without_numbers(text: &str) -> String {
    text.replace(|c: char| c.is_ascii_digit() || "+-.eE".contains(c), "")
}

/// How many fixes a summary says were made: in "1 of 3 totals and 2 quoted numbers fixed, 1 more …", 3.
fn made(summary: &str) -> usize {
    let made = summary.split(" fixed").next().unwrap_or_default();
    let words: Vec<&str> = made.split(' ').collect();
    let is_part = |index: usize| index == 0 || words[index - 1] != "of";
    let parts = words.iter().enumerate().filter(|(index, _)| is_part(*index));
    parts.filter_map(|(_, word)| word.parse::<usize>().ok()).sum()
}

/// The value with each number, and each string that may be one, replaced with `null`.
fn shape(text: &str) -> Option<Value> {
    fn erase(value: &mut Value) {
        match value {
            Value::Number(_) => *value = Value::Null,
            Value::String(text) if text.contains(|c: char| c.is_ascii_digit()) => *value = Value::Null,
            Value::Array(elements) => elements.iter_mut().for_each(erase),
            Value::Object(members) => members.values_mut().for_each(erase),
            _ => {}
        }
    }
    let mut value = serde_json::from_str(text).ok()?;
    erase(&mut value);
    Some(value)
}

fuzz_target!(|text: &str| {
    let [check, fixes @ ..] = &*COMMANDS;
    for fix in fixes {
        let fixed = run(fix, text);
        // The reports of the fixed text, then the summary: `…; N totals fixed`.
        let (reports, summary) = fixed.stderr.trim_end().rsplit_once('\n').unwrap_or(("", &fixed.stderr));
        let (count, is_quoted) = (made(summary), summary.contains("quoted number"));
        assert!(is_quoted || without_numbers(&fixed.stdout) == without_numbers(text));
        assert_eq!(shape(&fixed.stdout), shape(text));
        assert_eq!(count == 0, fixed.stdout == text, "{summary}");
        assert_eq!(reports.trim_end(), run(check, &fixed.stdout).stdout.trim_end());
        assert!(is_quoted || errors(reports) + count == errors(&run(check, text).stdout), "{}", fixed.stdout);
        assert_eq!(run(fix, &fixed.stdout).stdout, fixed.stdout);
    }
});
