//! What is around requests: none of it is one.

use super::text::{Text, text};
use crate::oracle::dice::Dice;

/// Lines of logs and prose.
const LINES: [&str; 38] = [
    "",
    "2026-04-17T13:42:21.123Z INFO  [http-nio-8080-exec-3] PaymentService - istek alındı: sepet 1.499,85 TL 🛒",
    r#"{"level":"info","msg":"started","port":8080}"#,
    r#"{"a":[1,2,{"b":"}"}],"c":"\"{"}"#,
    r#"{"error_code":"AMOUNTS_DONT_MATCH","message":"Sepet ve Sipariş tutarları örtüşmüyor.","argument":null}"#,
    r#"{"msg":"{\"level\":\"debug\",\"ctx\":\"{\\\"id\\\":7}\"}"}"#,
    r#"if (x) { y["a"] = '{'; }"#,
    "It's Ayşe's order: don't ship it.",
    "5\" pipe, 6' board",
    "{{{{",
    "}}]]",
    "[[[",
    "[1,2",
    "\"",
    "'",
    "`",
    "\\",
    "\\\\\"",
    "\\\"",
    "{\"",
    "'{\"",
    "\"{",
    "{\\\"",
    "\"{\\\"",
    "\"{\\\"a\\\":\\\"",
    "{\"a\":",
    "{\"a\":\"b",
    "{\"a\":[1,",
    "{'a': 1}",
    "{a: 1}",
    "{\"a\":01}",
    "$'",
    "$(cat <<EOF",
    "```",
    "<<'EOF'",
    "%7B%22order%22%3A1%7D",
    "\u{feff}\u{200b}\u{a0}",
    "-----",
];

/// What is before a request on its line.
const PREFIXES: [&str; 20] = [
    "",
    "2026-04-17 13:42:21 INFO request: ",
    "<14>Apr 17 13:42:21 shop-1 app[812]: ",
    "[2026-04-17] [checkout] ",
    "level=info msg=\"ödeme isteği\" body=",
    "🛒🛒 ",
    "POST /processor/payment-sessions ",
    "{\"level\":\"info\"} ",
    "{\"level\":\"info\"}",
    "{\"a\": ",
    "[1, ",
    "[",
    "{ ",
    "{",
    "\" ",
    "\"",
    "it's ",
    "(",
    "\\",
    ">>> ",
];

/// What is after a request on its line.
const SUFFIXES: [&str; 14] = [
    "",
    " took 12ms",
    " -> 201 {\"id\":\"a-1\"}",
    "}",
    " ]",
    "\"",
    "'",
    " it's",
    ",",
    ";",
    " {",
    " {\"a\":",
    " \\",
    " # ödendi 🎉",
];

/// A line, with its line break.
pub(crate) fn line(dice: &mut Dice) -> String {
    let line = LINES[dice.roll(LINES.len())];
    format!("{line}{}", dice.pick(&["\n", "\r\n"]))
}

/// Requests on one line, with other text around each. If not `is_hostile`, this text opens no bracket and no quote.
pub(crate) fn on_line(parts: &[Text], is_hostile: bool, dice: &mut Dice) -> Text {
    let mut text = Text::default();
    for part in parts {
        let (prefixes, suffixes) = if is_hostile { (PREFIXES.len(), SUFFIXES.len()) } else { (9, 3) };
        text += text![PREFIXES[dice.roll(prefixes)], part, SUFFIXES[dice.roll(suffixes)]];
    }
    text![text, "\n"]
}

/// Members of an object that has a request in it: each is a key and a value.
pub(crate) const MEMBERS: [(&str, &str); 10] = [
    ("ts", r#""2026-04-17T13:42:21.123Z""#),
    ("seviye", r#""bilgi 🎉""#),
    ("status", "201"),
    ("tags", r#"["a",{"b":[]},null,-1.5e3]"#),
    ("stack", r#""Error: x\n\tat \"y\" {z}""#),
    ("", "{}"),
    ("context", r#"{"user":{"id":42},"amounts":[1,2],"baskets":{}}"#),
    ("note", r#""amount, basket""#),
    ("escaped", r#""{\"a\":\"{\\\"b\\\":1}\"}""#),
    ("path", r#""C:\\temp\\{""#),
];
