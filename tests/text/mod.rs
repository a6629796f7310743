//! Text that is shown: positions, escapes, excerpts, and a request's text under `--redact`.

use hpplint::json::Span;
use hpplint::text::redact::{Redacted, STRING};
use hpplint::text::{Position, SourceText, closest, escape, escape_lines, excerpt, is_hostile};

#[test]
fn columns_count_characters() {
    let at = |line, column, byte, offset| Position { line, column, byte, offset };
    assert_eq!(Position::START.after("şık".as_bytes()), at(1, 4, 6, 5));
    assert_eq!(Position::START.after("a\r\nşı".as_bytes()), at(2, 3, 5, 7));
    assert_eq!(at(7, 5, 9, 99).after(b"ab"), at(7, 7, 11, 101));
}

#[test]
fn places_can_be_asked_for_in_any_order() {
    let start = Position { line: 3, column: 5, byte: 7, offset: 77 };
    let lines = |length: usize| format!("şık{}\n", "ğ".repeat(length));
    for text in [
        String::new(),
        "x".repeat(5000),
        (0..200).map(lines).collect(),
        [lines(9000), "\n".repeat(3000), lines(3), "x".repeat(1023) + "\n", lines(2000)].concat(),
    ] {
        let source = SourceText::new(text.as_bytes(), start, false);
        let step = 7919;
        for offset in (0..=text.len()).map(|i| i * step % (text.len() + 1)) {
            let (before, after) = text.as_bytes().split_at(offset);
            assert_eq!(source.position(offset), start.after(before));
            let line_start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
            let line_end = after.iter().position(|byte| *byte == b'\n').map_or(text.len(), |it| offset + it);
            assert_eq!(source.shown_line_around(offset), line_start..line_end);
        }
    }
}

#[test]
fn hostile_characters_are_shown_escaped() {
    assert_eq!(escape("a\u{1b}[2J\u{202e}\u{9b}\u{2028}\n"), "a\\u001b[2J\\u202e\\u009b\\u2028\\n");
    assert_eq!(escape("\u{e0041}"), "\\udb40\\udc41");
    assert_eq!(escape("Kırmızı Yün Kazak"), "Kırmızı Yün Kazak");
}

#[test]
fn no_hostile_character_is_missed() {
    for character in (char::MIN..=char::MAX).filter(|character| is_hostile(*character)) {
        let text = format!("a{character}");
        assert_ne!(escape(&text), text);
        assert_eq!(escape_lines(&text) == text, matches!(character, '\n' | '\t'), "{character:?}");
    }
}

#[test]
fn starts_of_a_runner_s_commands_are_shown_escaped() {
    assert_eq!(escape("##[a] ###[b] ::c:: :::d"), r"#\u0023[a] #\u0023#[b] :\u003ac:\u003a :\u003a:d");
    assert_eq!(escape("#1001: a #[b], http://c/#d"), "#1001: a #[b], http://c/#d");
}

#[test]
fn of_several_lines_breaks_and_tabs_are_kept() {
    assert_eq!(escape_lines("\ta\r\n\u{1b}[2Jb\rc\r\r\n\n##"), "\ta\r\n\\u001b[2Jb\\rc\\r\r\n\n#\\u0023");
}

#[test]
fn a_misspelt_name_is_closest_to_the_intended_one() {
    let names = || ["order-ids", "known-orders", "warn"].into_iter();
    assert_eq!(closest("ORDER_IDS", names()), Some("order-ids"));
    assert_eq!(closest("knwon-orders", names()), Some("known-orders"));
    assert_eq!(closest("warm", names()), Some("warn"));
    assert_eq!(closest("wash", names()), None);
}

#[test]
fn excerpts_end_after_the_limit() {
    assert_eq!(excerpt("şapka", 5), "şapka");
    assert_eq!(excerpt("şapka", 3), "şap…");
}

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
    expect("{\"a\": \"x\ny\", \"b\": 1}", "{\"a\": \"…\"\n…");
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
