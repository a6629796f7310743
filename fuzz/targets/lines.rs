//! With `--lines`, the answer of each line is what it is without the other lines; and it makes no difference in how many
//! parts the input is read (contract §8).

#![no_main]

use std::io::Cursor;
use std::sync::LazyLock;

use hpplint::cli::Cli;
use libfuzzer_sys::fuzz_target;
use lint::{lint_as, parse};
use pipe::Pipe;

#[path = "../../tests/support/lint.rs"]
mod lint;
#[path = "../../tests/support/pipe.rs"]
mod pipe;

/// A line before all others, so that these are not the start of a text, which shows its encoding.
const FIRST: &[u8] = b"{}\n";

static COMMAND: LazyLock<Cli> = LazyLock::new(|| {
    let limit = "--max-request-bytes=300";
    parse(&["--isolated", "--threads=1", "--order-ids=off", "--lines", "--json", limit, "-"])
});

fuzz_target!(|data: &[u8]| {
    let text = [FIRST, data].concat();
    let answers = lint_as(&COMMAND, Cursor::new(text.clone()));
    assert_eq!(lint_as(&COMMAND, Pipe::new(text.clone(), vec![text.len() % 61 + 1])), answers);
    let mut answers = answers.stdout.lines();
    for line in text.split(|byte| *byte == b'\n') {
        if !line.iter().all(|byte| matches!(byte, b' ' | b'\t' | b'\r')) {
            let alone = lint_as(&COMMAND, Cursor::new([FIRST, line].concat()));
            assert_eq!(answers.next(), alone.stdout.lines().last(), "{}", line.escape_ascii());
        }
    }
    assert_eq!(answers.next(), None);
});
