//! Where a stream is cut, by blocks or by the pipe, does not change what is found (contract §8).

use std::io::{self, Cursor};

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};
use tempfile::NamedTempFile;

use super::*;
use crate::support::Pipe;

/// Pieces of streams: valid, broken and unusual ones.
const PIECES: [&str; 46] = [
    r#"{"amount":1,"basket":{"total_product_amount":1,"total_amount":1,"basket_items":[{"price":1}]}}"#,
    r#"{"amount":1,"order_id":"ş","basket":{"basket_items":[{"price":2}],"discounts":[]}}"#,
    "{\n  \"amount\": 1,\n  \"basket\": {\n    \"basket_items\": [\n      {\n        \"price\": 1\n      }\n    ]\n  }\n}",
    "{\r\n\t\"order_id\": \"ş\"\r\n}",
    r#"{"order_id":"A"}"#,
    r#"{"order_id":"A"}{"order_id":"A"}"#,
    r#"{"order_id":"B"} , {}"#,
    r#"{"a":"{\"}","b":"\\"}"#,
    r#"{"a":["]",[[]],{}]}"#,
    r#"{"amount":1"#,
    r#"{"amount":1,"#,
    r#"{"amount":"#,
    r#"{"amount":"1"#,
    r#"{"amount":"1\"#,
    r#"{"amount":[1,"#,
    r#"{"amount":[1}"#,
    r#"{"amount":1]"#,
    r#""amount":1}"#,
    "{",
    "}",
    "[",
    "]",
    "[]",
    "[{},",
    r#"[{"order_id":"A"},{"order_id":"A"}"#,
    r#"[{"order_id":"A"},,{"amount":1]}"#,
    "]]}",
    ",",
    "{}",
    "{}}",
    "12",
    "null",
    "\"",
    "\u{feff}{}",
    "\0",
    "",
    "curl -d '",
    "curl https://shop.example -d '{\"amount\":1,\"basket\":{}}'",
    "# Title",
    "```",
    "<a>",
    "a:",
    "a: b",
    "POST / HTTP/1.1",
    "some words of text",
    "\u{1}\u{2}\u{3}",
];

/// A stream of a few pieces.
pub(super) fn stream() -> impl Strategy<Value = String> {
    let end = select(&["\n", "\n", "\n", "\r\n", "\n\n  ", " ", ",", ",\n", ""][..]);
    vec((select(&PIECES[..]), end), 1..7)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, end)| [piece, end]).collect::<String>())
}

/// Checks a property, for the same cases in every run.
#[track_caller]
pub(super) fn check<T>(
    cases: u32,
    values: impl Strategy<Value = T>,
    property: impl Fn(T) -> Result<(), TestCaseError>,
) where
    T: std::fmt::Debug,
{
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    if let Err(error) = TestRunner::new_with_rng(config, rng).run(&values, property) {
        panic!("{error}");
    }
}

#[test]
fn through_a_pipe_and_from_a_file_it_is_the_same() {
    let sizes = vec(prop_oneof![1..4_usize, 1..100_usize], 1..8);
    let formats = select(&["--format=concise", "--format=human", "--json"][..]);
    check(400, (stream(), sizes, formats, 1..4_u32), |(text, sizes, format, threads)| {
        let mut file = NamedTempFile::new().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        let path = file.path().to_str().unwrap();
        let threads = threads.to_string();
        let arguments = [format, "--threads", &threads, "--stdin-filename", path];
        let whole = lint(&[&arguments, &[path][..]].concat(), io::empty());
        let in_pieces = lint(&[&arguments, &["-"][..]].concat(), Pipe::new(&*text, sizes));
        // Without a request, a file has a finding, and standard input has none.
        prop_assume!(checked(&in_pieces.stderr) != [0, 0, 0, 0]);
        prop_assert_eq!(in_pieces, whole);
        Ok(())
    });
}

/// After a good line, the same is found at the boundary of a block and far from it.
#[test]
fn at_a_boundary_between_blocks_it_is_the_same() {
    check(8, stream(), |text| {
        let after = |padding: usize| {
            let line = request("padding", padding - request("padding", 0).len() - 1);
            lint(&["--format=concise", "--threads=1", "-"], Cursor::new(format!("{line}\n{text}")))
        };
        let far_away = after(1_000);
        for before in 0..=text.len() + 2 {
            prop_assert_eq!(&after(END_OF_READ + 1 - before), &far_away, "{} bytes before", before);
        }
        Ok(())
    });
}
