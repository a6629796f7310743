//! A valid request with one slip is one `LINT_INVALID_JSON`, whose span is the slip, wherever it is.

use hpplint::{Options, lint};
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// A part of a valid request: it, and what is written there by mistake.
#[derive(Clone, Copy, Debug)]
enum Slip {
    /// A value is replaced; the whole of it is the slip.
    Value(&'static str),
    /// A key is replaced.
    Key(&'static str),
    /// This is before a token.
    Before(&'static str),
    /// A comma is before a closing bracket.
    TrailingComma,
    /// The character is missing.
    Missing(char),
    /// This is in a string.
    InString(&'static str),
    /// A string has no closing quote.
    Unclosed,
}

const SLIPS: [Slip; 52] = [
    Slip::Value("01499.85"),
    Slip::Value("+1"),
    Slip::Value(".75"),
    Slip::Value("75."),
    Slip::Value("0x626"),
    Slip::Value("1_000"),
    Slip::Value("1.499,85"),
    Slip::Value("1,499.85"),
    Slip::Value("1499,85"),
    Slip::Value("1499.85 TL"),
    Slip::Value("1.499,85 TL"),
    Slip::Value("₺1499,85"),
    Slip::Value("1 499,85"),
    Slip::Value("12abc"),
    Slip::Value("2026-11-28"),
    Slip::Value("{{total}}"),
    Slip::Value("{total}"),
    Slip::Value("${total}"),
    Slip::Value("%s"),
    Slip::Value("%.2f"),
    Slip::Value("<amount>"),
    Slip::Value("<%= total %>"),
    Slip::Value("True"),
    Slip::Value("None"),
    Slip::Value("NaN"),
    Slip::Value("-Infinity"),
    Slip::Value("undefined"),
    Slip::Value("TRY"),
    Slip::Key("order_id"),
    Slip::Key("{{key}}"),
    Slip::Key("%s"),
    Slip::Before("“"),
    Slip::Before("”"),
    Slip::Before("\u{a0}"),
    Slip::Before("\u{200b}"),
    Slip::Before("\u{202e}"),
    Slip::Before("\u{feff}"),
    Slip::Before("\u{3000}"),
    Slip::Before("\u{1b}"),
    Slip::Before("'"),
    Slip::Before("#"),
    Slip::Before("/"),
    Slip::TrailingComma,
    Slip::Missing(','),
    Slip::Missing(':'),
    Slip::InString("\\g"),
    Slip::InString("\\u"),
    Slip::InString("\t"),
    Slip::InString("\0"),
    Slip::InString("\u{1b}"),
    Slip::InString("\\x"),
    Slip::Unclosed,
];

/// The tokens of a request of one line. Its keys have no digits, and its strings no punctuation.
const TOKENS: [&str; 55] = [
    "{",
    "\"amount\"",
    ":",
    "5.50",
    ",",
    "\"order\"",
    ":",
    "\"abc\"",
    ",",
    "\"flag\"",
    ":",
    "true",
    ",",
    "\"none\"",
    ":",
    "null",
    ",",
    "\"basket\"",
    ":",
    "{",
    "\"total\"",
    ":",
    "5.50",
    ",",
    "\"items\"",
    ":",
    "[",
    "{",
    "\"price\"",
    ":",
    "5.50",
    ",",
    "\"name\"",
    ":",
    "\"ğü\"",
    "}",
    ",",
    "{",
    "\"price\"",
    ":",
    "-1e2",
    "}",
    "]",
    ",",
    "\"discounts\"",
    ":",
    "[",
    "]",
    "}",
    ",",
    "\"z\"",
    ":",
    "\"\"",
    "}",
    "",
];

impl Slip {
    /// Whether the slip can be made at a token. Text before the whole request is another slip.
    fn fits(self, at: usize) -> bool {
        let (token, next) = (TOKENS[at], TOKENS.get(at + 1).copied().unwrap_or_default());
        let is_string = token.starts_with('"');
        let is_value = at > 0 && TOKENS[at - 1] == ":" && !matches!(token, "{" | "[");
        match self {
            Self::Value(_) => is_value,
            Self::Key(_) => is_string && next == ":",
            Self::Before(_) => at > 0 && !token.is_empty(),
            Self::TrailingComma => at > 1 && matches!(token, "}" | "]") && TOKENS[at - 1] != "[",
            Self::Missing(character) => token == character.to_string(),
            Self::InString(_) => is_string && token.len() > 3,
            Self::Unclosed => is_string && token.len() > 2,
        }
    }

    /// Writes a token with the slip. Returns the slip's place in it.
    fn write(self, token: &str, text: &mut String) -> (usize, usize) {
        let start = text.len();
        let (before, slip, after) = match self {
            Self::Value(slip) | Self::Key(slip) => ("", slip, ""),
            Self::Before(slip) => ("", slip, token),
            Self::TrailingComma => ("", ",", token),
            Self::Missing(_) => ("", "", ""),
            Self::InString(slip) => {
                let middle = token.char_indices().nth(2).unwrap().0;
                (&token[..middle], slip, &token[middle..])
            }
            Self::Unclosed => ("", "\"", &token[1..token.len() - 1]),
        };
        *text += &[before, slip, after].concat();
        (start + before.len(), start + before.len() + slip.len())
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn the_slip_is_found_at_its_place(slip in select(&SLIPS[..]), at in any::<Index>(), spaces in any::<bool>()) {
        let places: Vec<usize> = (0..TOKENS.len()).filter(|at| slip.fits(*at)).collect();
        let place = places[at.index(places.len())];
        let (mut text, mut span, mut end) = (String::new(), (0, 0), 0);
        for (index, token) in TOKENS.iter().enumerate() {
            if index == place {
                span = slip.write(token, &mut text);
                // What is missing, is missing right after the token before it.
                span = if matches!(slip, Slip::Missing(_)) { (end, end) } else { span };
            } else {
                text += token;
            }
            end = text.len();
            if spaces && !token.is_empty() && index + 1 < TOKENS.len() {
                text.push(' ');
            }
        }
        let found = lint(&text, &Options::default());
        prop_assert_eq!(found.len(), 1, "{}: {:?}", text, found);
        prop_assert_eq!(found[0].rule.code, "LINT_INVALID_JSON");
        let found_span = (found[0].span.start, found[0].span.end);
        prop_assert_eq!(found_span, span, "{}: {:?} {}", text, slip, found[0].message());
    }
}
