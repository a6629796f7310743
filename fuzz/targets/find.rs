//! `--find`: a request that is alone on its lines, as JSON or in a JSON string, and not inside another request, is found,
//! whatever is before and after it; it makes no difference in how many parts the input is read; and a fix changes nothing
//! but numbers (contract §8, §9).
//!
//! Each byte from 1 to 6 of the data stands for a request: on one line, on several lines, with an error, or in a JSON
//! string, also in one within another.

#![no_main]

use std::io::Cursor;
use std::sync::LazyLock;

use hpplint::cli::Cli;
use libfuzzer_sys::fuzz_target;
use lint::{lint_as, parse};
use pipe::Pipe;
use serde_json::{Deserializer, Map, Value};

#[path = "../../tests/support/lint.rs"]
mod lint;
#[path = "../../tests/support/pipe.rs"]
mod pipe;

/// Check, and fix everything.
static COMMANDS: LazyLock<[Cli; 2]> = LazyLock::new(|| {
    [&["--json"][..], &["--json", "--fix", "--unsafe-fixes"]].map(|options| {
        let find = ["--isolated", "--threads=1", "--order-ids=off", "--find", "--quiet", "-"];
        parse(&[&find, options].concat())
    })
});

/// A request, and how it is written.
fn request(byte: u8, number: usize) -> Option<(String, String)> {
    let amount = if byte == 3 { 2 } else { 1 };
    let totals = r#""total_product_amount":1,"total_amount":1,"basket_items":[{"price":1}]"#;
    let request = format!(r#"{{"amount":{amount},"order_id":"{number}","basket":{{{totals}}}}}"#);
    let string = |text: &str| Value::from(text).to_string();
    let written = match byte {
        1 | 3 => request.clone(),
        2 => {
            let pretty = format!("{:#}", serde_json::from_str::<Value>(&request).unwrap());
            return Some((pretty.clone(), pretty));
        }
        4 => string(&request),
        5 => string(&string(&request)),
        6 => string(&request).replace("\\\"", "\\u0022"),
        _ => return None,
    };
    Some((request, written))
}

fn is_alone(before: &[u8], after: &[u8]) -> bool {
    let is_newline = |byte: &u8| *byte == b'\n';
    let parts = before.rsplit(is_newline).take(1).chain(after.split(is_newline).take(1));
    parts.flatten().all(|byte| matches!(byte, b' ' | b'\t' | b'\r'))
}

/// Whether the text at an offset is inside another request.
fn is_inside_request(text: &[u8], at: usize) -> bool {
    let mut starts = (0..at).filter(|start| text[*start] == b'{');
    starts.any(|start| {
        let mut values = Deserializer::from_slice(&text[start..]).into_iter::<Map<String, Value>>();
        let object = values.next().and_then(Result::ok).unwrap_or_default();
        let is_request = ["amount", "basket"].iter().all(|key| object.contains_key(*key));
        is_request && start + values.byte_offset() > at
    })
}

/// The text without the characters that a number may have, escaped or not.
fn without_numbers(text: &str) -> String {
    text.replace(|c: char| c.is_ascii_hexdigit() || "+-.\\u".contains(c), "")
}

fuzz_target!(|data: &[u8]| {
    let (mut text, mut requests) = (Vec::new(), Vec::new());
    for &byte in data {
        let start = text.len();
        if let Some((request, written)) = request(byte, requests.len()) {
            text.extend(written.bytes());
            requests.push((request, start..text.len()));
        } else {
            text.push(byte);
        }
    }
    // Where compressed text is found to be corrupt depends on how it is read.
    if [&b"\x28\xB5\x2F\xFD"[..], b"\x1F\x8B"].iter().any(|magic| text.starts_with(magic)) {
        return;
    }
    let [check, fix] = &*COMMANDS;
    let answers = lint_as(check, Cursor::new(text.clone()));
    assert_eq!(lint_as(check, Pipe::new(text.clone(), vec![text.len() % 61 + 1])), answers);
    for (request, range) in requests {
        if is_alone(&text[..range.start], &text[range.end..]) && !is_inside_request(&text, range.start) {
            let verdict = lint_as(check, Cursor::new(request)).stdout;
            assert!(answers.stdout.contains(&verdict), "lost: {verdict}{}\n{answers:?}", text.escape_ascii());
        }
    }
    if let Ok(text) = str::from_utf8(&text) {
        let fixed = lint_as(fix, Cursor::new(text.to_owned())).stdout;
        assert_eq!(without_numbers(&fixed), without_numbers(text));
        assert_eq!(lint_as(fix, Cursor::new(fixed.clone())).stdout, fixed);
    }
});
