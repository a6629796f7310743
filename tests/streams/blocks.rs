//! How many bytes are read at a time changes no output (contract §8): not the findings, their positions, the fixes, or what
//! is copied.

use std::fs;
use std::io::{self, Cursor};

use proptest::prelude::*;
use proptest::sample::select;

use super::cuts::{check, stream};
use super::*;
use crate::support::{lint_as, parse};

/// The last one is more than all that these tests read.
const SIZES: [usize; 6] = [1, 7, 64, 1_000, 20_000, 1 << 20];

/// Options that change how a source is read, or what is done with its blocks.
const OPTIONS: [&[&str]; 8] = [
    &["--format=human"],
    &["--json"],
    &["--format=jsonl", "--order-ids=off"],
    &["--format=concise", "--lines"],
    &["--format=concise", "--find"],
    &["--format=concise", "--max-request-bytes=60"],
    &["--diff", "--unsafe-fixes"],
    &["--fix", "--unsafe-fixes", "--format=human"],
];

/// The outcome for this text in a file, or on standard input if the fixed text is to be copied.
fn outcome(text: &[u8], options: &[&str], block_bytes: usize, threads: &str) -> Outcome {
    let is_copied = options.contains(&"--fix");
    let folder = folder([]);
    let path = folder.path().join("orders.json");
    fs::write(&path, text).unwrap();
    let path = if is_copied { "-" } else { path.to_str().unwrap() };
    let mut cli = parse(&[options, &["--threads", threads, path][..]].concat());
    cli.block_bytes = block_bytes;
    let stdin = if is_copied { text.to_vec() } else { Vec::new() };
    let outcome = lint_as(&cli, Cursor::new(stdin));
    let without_folder = |text: &str| text.replace(path, "orders.json");
    Outcome::new(outcome.status, without_folder(&outcome.stdout), without_folder(&outcome.stderr))
}

#[track_caller]
fn expect_the_same(text: &[u8], options: &[&str]) {
    let whole = outcome(text, options, SIZES[SIZES.len() - 1], "1");
    for (index, size) in SIZES.into_iter().enumerate() {
        let threads = ["1", "2", "3", "8"][index % 4];
        let other = outcome(text, options, size, threads);
        assert!(other == whole, "{options:?}, {size} bytes, {threads} threads: {other:#?}\n{whole:#?}");
    }
}

#[test]
fn any_stream() {
    let streams = (stream(), 1..40_usize, select(&OPTIONS[..]), select(&SIZES[..]), 1..4_u32);
    check(400, streams, |(text, repeats, options, size, threads)| {
        let text = text.repeat(repeats);
        let whole = outcome(text.as_bytes(), options, 1 << 20, "1");
        let other = outcome(text.as_bytes(), options, size, &threads.to_string());
        prop_assert_eq!(other, whole);
        Ok(())
    });
}

/// Wrong requests, each with characters of several bytes before its error.
fn orders(count: usize) -> Vec<String> {
    (0..count)
        .map(|number| wrong(&format!("şğ{}", number % 40)).replacen('{', "{\"not\": \"çok\", ", 1))
        .collect()
}

#[test]
fn every_shape_of_a_stream() {
    let orders = orders(60);
    let pretty = |order: &String| format!("{:#}", serde_json::from_str::<serde_json::Value>(order).unwrap());
    let long = format!("{{\"a\":\"{}\"}}", "ş".repeat(3_000));
    let lines = orders.join("\n");
    let (left, right) = orders.split_at(20);
    let texts = [
        lines.clone(),
        lines.replace('\n', "\r\n"),
        format!("\u{feff}  \n{lines}\n"),
        orders.iter().map(pretty).collect::<Vec<_>>().join("\n"),
        orders.concat(),
        format!("[{}]", orders.join(",")),
        format!(" [\n{}\n]\n{lines}", orders.iter().map(pretty).collect::<Vec<_>>().join(",\n")),
        // Commas are missing, after a request that is too long as well, and the array is not closed.
        format!("[{} {}\n{}]\n{lines}", left.join(","), right.join(",\n"), orders[0]),
        format!("{lines}\n[{}, {long}\n{}] {lines}", left.join(","), right.join(",\n")),
        format!("[{}", orders.join("\n")),
        format!("{lines}\n{}\n{long}\n{lines}", " ".repeat(5_000)),
        format!("curl -d '{}' https://shop.example\n{lines}\nsome words\n{lines}", orders[0]),
        lines.replace(",\"basket\"", ",\n\"basket\""),
        "\n \n".repeat(700),
    ];
    for text in &texts {
        for options in OPTIONS {
            expect_the_same(text.as_bytes(), options);
        }
    }
    let utf16: Vec<u8> = lines.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let utf16 = [&[0xFF, 0xFE], &*utf16, b"\n", lines.as_bytes()].concat();
    let not_utf8 = lines.replace("çok", "\u{7f}").into_bytes().into_iter();
    let not_utf8: Vec<u8> = not_utf8.map(|byte| if byte == 0x7F { 0xFF } else { byte }).collect();
    // A copy of these would not be UTF-8.
    let options = OPTIONS.iter().filter(|options| !options.contains(&"--unsafe-fixes"));
    options.for_each(|options| [&utf16, &not_utf8].iter().for_each(|text| expect_the_same(text, options)));
}

/// A named file is fixed to the same bytes.
#[test]
fn files_that_are_fixed() {
    let text = orders(60).join("\n");
    let fixed = SIZES.map(|size| {
        let folder = folder([("orders.json", &*text)]);
        let path = folder.path().join("orders.json");
        let mut cli = parse(&["--fix", "--format=concise", path.to_str().unwrap()]);
        cli.block_bytes = size;
        let outcome = lint_as(&cli, io::empty());
        (outcome.stdout.replace(path.to_str().unwrap(), ""), fs::read(&path).unwrap())
    });
    assert!(fixed.iter().all(|one| *one == fixed[0] && one.1 != text.as_bytes()));
}
