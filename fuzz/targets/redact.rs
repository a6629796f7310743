//! With `--redact`, no format shows a string of a request, however it is damaged (contract §9).
//!
//! Each string of the request is made of one letter that hpplint never uses. An edit is a place, how many characters are
//! removed there, and what is inserted. Keys are shown, so that a text in which a string has become a key is left out.

#![no_main]

use std::io::Cursor;
use std::sync::LazyLock;

use clap::ValueEnum;
use hpplint::cli::Cli;
use hpplint::render::Format;
use libfuzzer_sys::fuzz_target;
use lint::{lint_as, parse};
use serde_json::Deserializer;

#[path = "../../tests/support/lint.rs"]
mod lint;

/// A request in which nearly every rule finds something.
const WRONG: &str = include_str!("../../tests/redact/wrong.json");

/// A command line for each format.
static COMMANDS: LazyLock<Vec<Cli>> = LazyLock::new(|| {
    let names = Format::value_variants().iter().map(|format| format.to_possible_value().unwrap());
    names
        .map(|name| parse(&["--isolated", "--threads=1", "--redact", "--format", name.get_name(), "-"]))
        .collect()
});

fn has_secret_key(text: &str) -> bool {
    text.match_indices('"').any(|(start, _)| {
        let mut strings = Deserializer::from_str(&text[start..]).into_iter::<String>();
        let is_secret = strings.next().is_some_and(|string| string.is_ok_and(|string| string.contains('Ж')));
        is_secret && text[start + strings.byte_offset()..].trim_start().starts_with(':')
    })
}

fuzz_target!(|edits: Vec<(u16, u8, &str)>| {
    let mut text: Vec<char> = WRONG.chars().collect();
    for (at, removed, inserted) in edits {
        let start = usize::from(at) % (text.len() + 1);
        let end = text.len().min(start + usize::from(removed % 16));
        text.splice(start..end, inserted.chars());
    }
    let text: String = text.into_iter().collect();
    if has_secret_key(&text) {
        return;
    }
    for command in &*COMMANDS {
        let outcome = lint_as(command, Cursor::new(text.clone()));
        for shown in [outcome.stdout, outcome.stderr] {
            assert!(!shown.contains('Ж') && !shown.contains("\\u0416"), "{shown}");
        }
    }
});
