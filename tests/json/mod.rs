//! Spans and strings of JSON texts.

use hpplint::json::{Span, decode};
use hpplint::request::read;
use serde::de::IgnoredAny;

#[test]
fn a_part_is_found_in_its_whole() {
    let text = String::from(r#"{"amount": 12.50}"#);
    assert_eq!(Span::of(&text[11..16], &text).cut(&text), "12.50");
    assert_eq!(Span::of("elsewhere", &text), Span { start: 0, end: 0 });
}

#[test]
fn escapes_are_decoded_and_lone_surrogates_stay_apart() {
    assert_eq!(&*decode(r#""\u0061mount""#), b"amount");
    assert_eq!(&*decode(r#""a\"b""#), br#"a"b"#);
    assert_ne!(decode(r#""\ud800""#), decode(r#""\ud801""#));
    assert_eq!(&*decode(r#"["\n"]"#), br#"["\n"]"#);
}

/// The reader searches eight bytes at a time.
#[test]
fn a_string_ends_at_the_first_character_that_is_not_plain() {
    for special in '\0'..='ÿ' {
        for (index, after) in
            (0..24).flat_map(|index| ["a", "ÿ", "!", "\"", "\0"].map(|after| (index, after)))
        {
            let text = format!("{{\"\":\"{}{special}{}\"}}", "#".repeat(index), after.repeat(23 - index));
            let is_json = serde_json::from_str::<IgnoredAny>(&text).is_ok();
            assert_eq!(read(&text).is_some(), is_json, "{text:?}");
        }
    }
}
