//! A request's text under `--redact`.

use hpplint::json::Span;
use hpplint::text::redact::{Redacted, STRING};

#[track_caller]
fn expect(text: &str, shown: &str) {
    assert_eq!(Redacted::new(text).text(), shown);
}

#[test]
fn keys_and_numbers_are_shown() {
    expect(
        r#"{"a": "x", "b" : 1.50, "c": ["y\"", "z\\", {"d": null}]}"#,
        r#"{"a": "…", "b" : 1.50, "c": ["…", "…", {"d": null}]}"#,
    );
}

#[test]
fn a_valid_currency_code_is_shown() {
    expect(r#"{"currency": "TRY", "name": "TRY"}"#, r#"{"currency": "TRY", "name": "…"}"#);
    expect(r#"{"currency": "Ayşe", "currency": ["TRY"]}"#, r#"{"currency": "…", "currency": ["…"]}"#);
}

#[test]
fn personal_data_of_any_type_is_hidden() {
    expect(
        "{\"merchant_customer_phone_number\": 905 , \"merchant\\u005fcustomer_x\": {\n  \"a\": [1, \"}\"]\n}, \"n\": 1}",
        "{\"merchant_customer_phone_number\": … , \"merchant\\u005fcustomer_x\": …\n  …\n…, \"n\": 1}",
    );
}

#[test]
fn nothing_is_shown_after_a_syntax_error() {
    expect("{\"a\": 1, \"b\": \"x\" \"y\": 2,\n \"c\": 3\n}", "{\"a\": 1, \"b\": \"…\" …\n …\n…");
    expect("{\"a\": \"x\ny\", \"b\": 1}", "{\"a\": \"…\"…\n…");
    expect("[\"x\": 1]", "[\"…\"…");
    expect("{'a': 'x'}", "{…");
    expect("x", "…");
    expect("", "");
}

#[test]
fn offsets_are_translated_both_ways() {
    let text = r#"{"a": "secret", "b": 12, "c": ""}"#;
    let redacted = Redacted::new(text);
    let span = |part: &str| {
        let start = text.find(part).unwrap_or_default();
        Span { start, end: start.saturating_add(part.len()) }
    };
    for (real, shown) in [
        ("\"b\"", "\"b\""),
        ("12", "12"),
        ("\"secret\"", STRING),
        ("cre", STRING),
        ("{", "{"),
        ("}", "}"),
        ("\"\"", STRING),
        ("\"secret\", \"b\"", "\"…\", \"b\""),
    ] {
        let at = redacted.shown(span(real));
        assert_eq!(at.cut(redacted.text()), shown);
        if !shown.contains('…') {
            assert_eq!(redacted.real(at.start), span(real).start);
        }
    }
}
