//! The reader reads what `serde_json` reads, level by level: in texts that are made from requests, valid or not.

mod amount;
mod reference;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use hpplint::request::{Request, Scratch, read, read_into};
use hpplint::rules::facts::Facts;
use hpplint::rules::{self, Case};

use reference::Reference;

/// A request with its findings, as text.
fn describe(request: &Request) -> String {
    let facts = Facts::default();
    let case = Case::new(request, &facts);
    let findings = rules::check(&case);
    format!("{request:#?}\n{findings:#?}")
}

/// Reads these texts one after the other with the same buffers, as the requests of a stream are read.
fn compare<'a>(texts: impl IntoIterator<Item = &'a str>) -> Result<(), TestCaseError> {
    let mut scratch = Scratch::default();
    for text in texts {
        let read = read_into(text, &mut scratch).map(|mut request| {
            request.duplicates.sort_by_key(|duplicate| duplicate.last.as_ptr());
            (describe(&request), request)
        });
        let (read, request) = read.unzip();
        prop_assert_eq!(read, Reference::read(text).as_ref().map(describe), "{}", text);
        if let Some(request) = request {
            scratch.recycle(request);
        }
    }
    Ok(())
}

const REQUESTS: [&str; 3] = [
    concat!(
        r#"{"amount":90.5,"order_id":"A-\u0031\\","currency":"TRY","preauth":true,"x":null,"basket":{"#,
        r#""total_product_amount":100,"total_discount_amount":9.50,"total_amount":9.05e+1,"basket_items":["#,
        r#"{"product":{"name":"Kırmızı \"kazak\"","n":[1,[],{},-0.0E-7,{"a":[true]}]},"quantity":2,"unit_price":30,"price":60},"#,
        r#"{"product":{"name":"şal"},"quantity":1,"unit_price":40,"price":40}],"discounts":[{"name":"","amount":9.50}]}}"#,
    ),
    r#"{"amount":5,"basket":{"total_product_amount":5,"total_amount":5,"basket_items":[{"price":5}],"discounts":null}}"#,
    "{\n  \"amount\": 1,\n  \"basket\": {\n    \"basket_items\": [\n      {\n        \"price\": 1\n      },\n      {\n        \"price\": 0\n      }\n    ]\n  }\n}\n",
];

/// Texts that are inserted into a request.
const INSERTS: [&str; 44] = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\\u00e9",
    "\\ud800",
    "\\u12G4",
    "\\x",
    "\\n",
    "null",
    "nul",
    "true",
    "false",
    "0",
    "01",
    "-",
    "-0",
    "1.",
    ".5",
    "1e5",
    "1E+",
    "12345678901234567",
    "1234567890123456789",
    "1e-29",
    " ",
    "\n",
    "\t",
    "\r",
    "\u{c}",
    "\u{1}",
    "\u{1f}",
    "\u{7f}",
    "\0",
    "ş",
    "{\"a\":",
    "[[[[",
    "\"amount\":1,",
    "\"\\u0061mount\":2,",
    "\"basket\":{\"z\":0,\"total_amount\":1,\"total_amount\":2},",
    "\"basket_items\":[{},3],",
];

#[derive(Clone, Debug)]
enum Edit {
    Insert(&'static str),
    Replace(&'static str),
    Delete(usize),
    Repeat(usize),
    Cut,
}

/// Edits of a text: each at any character, or at one of JSON's own (`false`).
fn edits() -> impl Strategy<Value = Vec<(Index, bool, Edit)>> {
    let edit = prop_oneof![
        4 => select(&INSERTS[..]).prop_map(Edit::Insert),
        2 => select(&INSERTS[..]).prop_map(Edit::Replace),
        2 => (1..9_usize).prop_map(Edit::Delete),
        1 => (1..60_usize).prop_map(Edit::Repeat),
        1 => Just(Edit::Cut),
    ];
    vec((any::<Index>(), any::<bool>(), edit), 0..4)
}

fn edited(request: &str, edits: &[(Index, bool, Edit)]) -> String {
    let mut text: Vec<char> = request.chars().collect();
    for (index, anywhere, edit) in edits {
        let places = (0..text.len())
            .filter(|at| *anywhere || matches!(text[*at], '{'..='}' | '['..=']' | ',' | ':' | '"'));
        let places: Vec<_> = places.collect();
        let at = if places.is_empty() { 0 } else { *index.get(&places) };
        let end = |length: usize| text.len().min(at.saturating_add(length));
        match edit {
            Edit::Insert(insert) => drop(text.splice(at..at, insert.chars())),
            Edit::Replace(insert) => drop(text.splice(at..end(1), insert.chars())),
            Edit::Delete(length) => drop(text.drain(at..end(*length))),
            Edit::Repeat(length) => drop(text.splice(at..at, text[at..end(*length)].to_vec())),
            Edit::Cut => text.truncate(at),
        }
    }
    text.into_iter().collect()
}

fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        "-?[0-9]{0,20}[.]?[0-9]{0,12}([eE][-+]?[0-9]{0,3})?",
        "[-+.eE0-9]{1,6}",
        "\"([a-zşığ ]{0,9}(\\\\[\"\\\\/bfnrtux']|\\\\u[0-9a-fA-Fg]{4}|[\u{0}-\u{24}]|\u{7f}|\u{e000})?){0,5}\"",
        "([{}\\[\\],:1]|\"a\"|\"a\":){0,12}",
        "[ntf][aeflrsu]{2,4}",
    ]
}

/// `HPPLINT_CASES` sets how many texts are tried.
fn config() -> ProptestConfig {
    let cases = std::env::var("HPPLINT_CASES").map_or(500, |cases| cases.parse().unwrap());
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn edited_requests_are_read_as_serde_reads_them(texts in vec((select(&REQUESTS[..]), edits()), 1..4)) {
        let texts: Vec<_> = texts.iter().map(|(request, edits)| edited(request, edits)).collect();
        compare(texts.iter().map(String::as_str))?;
    }

    #[test]
    fn values_are_read_as_serde_reads_them(value in value(), is_amount: bool, around in "[ \t\r\n]{0,2}") {
        let key = if is_amount { "amount" } else { "x" };
        compare([&*format!("{around}{{\"{key}\":{around}{value}{around}}}{around}")])?;
    }
}

#[test]
fn brackets_may_be_nested_to_any_depth() {
    for depth in [1, 63, 64, 65, 128, 129, 100_000] {
        let (open, close) = ("[{\"a\":".repeat(depth), "}]".repeat(depth));
        let text = format!("{{\"x\":{open}1{close}}}");
        assert!(read(&text).is_some(), "{depth}");
        assert!(read(&text.replacen("}]", "]]", 1)).is_none(), "{depth}");
        assert!(read(&text.replacen("}]", "}", 1)).is_none(), "{depth}");
    }
}

#[test]
fn a_request_with_another_layout_than_the_one_before_is_read() {
    let others = [
        (":", ": "),
        (": ", ":"),
        (":", " :"),
        (",", ",\n"),
        (",", " ,"),
        ("{", "{ "),
        ("{ ", "{"),
        ("}", "\n}"),
    ];
    for request in REQUESTS {
        for (from, to) in
            others.into_iter().chain([("price", "pricf"), ("unit_", "\\u0075nit_"), ("\"x\"", "\"y\"")])
        {
            let other = request.replace(from, to);
            compare([request, &other, &other, request]).unwrap();
        }
    }
}

/// Fields that are repeated very often, after and around unknown keys, are read in linear time.
#[test]
fn repeated_fields_take_linear_time() {
    const TIMES: usize = 300_000;
    let unknown = "\"a\":0,".repeat(TIMES);
    let lists = "\"discounts\":[{\"z\":0,\"amount\":1,\"amount\":1}],".repeat(TIMES);
    let basket = format!("\"basket\":{{{unknown}{lists}\"z\":0}}");
    let baskets = "\"basket\":{\"z\":0},".repeat(TIMES);
    let text = format!("{{{unknown}{baskets}{basket},\"amount\":1}}");
    let start = std::time::Instant::now();
    let request = read(&text).unwrap();
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    assert_eq!(request.unknown.len(), 2 * TIMES + 2);
    let names: Vec<_> = request.duplicates.iter().map(|duplicate| duplicate.name).collect();
    assert_eq!(names, ["amount", "discounts", "basket"]);
}
