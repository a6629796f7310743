//! A complete request that is alone on its lines, and not inside a valid JSON value, never loses its verdict, whatever
//! comes before it; and it makes no difference in how many parts the input is read (contract §8).
//!
//! Each byte 1, 2 or 3 of the data stands for a request: on one line, on several lines, or with an error.

#![no_main]

use std::io::Cursor;
use std::sync::LazyLock;

use hpplint::cli::Cli;
use libfuzzer_sys::fuzz_target;
use lint::{lint_as, parse};
use pipe::Pipe;
use serde::de::IgnoredAny;
use serde_json::{Deserializer, Value};

#[path = "../../tests/support/lint.rs"]
mod lint;
#[path = "../../tests/support/pipe.rs"]
mod pipe;

/// Requests of any length, or only short ones.
static COMMANDS: LazyLock<[Cli; 2]> = LazyLock::new(|| {
    ["--quiet", "--max-request-bytes=300"]
        .map(|option| parse(&["--isolated", "--threads=1", "--order-ids=off", "--json", option, "-"]))
});

fn request(byte: u8, number: usize) -> Option<String> {
    let amount = if byte == 3 { 2 } else { 1 };
    let totals = r#""total_product_amount":1,"total_amount":1,"basket_items":[{"price":1}]"#;
    let request = format!(r#"{{"amount":{amount},"order_id":"{number}","basket":{{{totals}}}}}"#);
    match byte {
        1 | 3 => Some(request),
        2 => Some(format!("{:#}", serde_json::from_str::<Value>(&request).unwrap())),
        _ => None,
    }
}

fn is_alone(before: &[u8], after: &[u8]) -> bool {
    let is_newline = |byte: &u8| *byte == b'\n';
    let parts = before.rsplit(is_newline).take(1).chain(after.split(is_newline).take(1));
    parts.flatten().all(|byte| matches!(byte, b' ' | b'\t' | b'\r'))
}

fn is_inside_value(text: &[u8], at: usize) -> bool {
    let mut starts = (0..at).filter(|start| matches!(text[*start], b'{' | b'['));
    starts.any(|start| {
        let mut values = Deserializer::from_slice(&text[start..]).into_iter::<IgnoredAny>();
        values.next().is_some_and(|value| value.is_ok()) && start + values.byte_offset() > at
    })
}

fuzz_target!(|data: &[u8]| {
    let (mut text, mut requests) = (Vec::new(), Vec::new());
    for &byte in data {
        let start = text.len();
        let request = request(byte, requests.len());
        requests.extend(request.iter().map(|request| start..start + request.len()));
        text.extend(request.map_or(vec![byte], String::into_bytes));
    }
    let [answers, _] = [0, 1].map(|command| {
        let whole = lint_as(&COMMANDS[command], Cursor::new(text.clone()));
        let parts = Pipe::new(text.clone(), vec![text.len() % 61 + 1]);
        assert_eq!(lint_as(&COMMANDS[command], parts), whole);
        whole.stdout
    });
    for range in requests {
        if is_alone(&text[..range.start], &text[range.end..]) && !is_inside_value(&text, range.start) {
            let verdict = lint_as(&COMMANDS[0], Cursor::new(text[range].to_vec())).stdout;
            assert!(answers.contains(&verdict), "lost: {verdict}{}\n{answers}", text.escape_ascii());
        }
    }
});
