//! Numbers as people write them: `1.499,85 TL`, and the JSON number that is meant.

use iso_currency::Currency;

use super::Cursor;

/// Why a number is not JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberFault {
    /// It has a currency or a suffix of a programming language: `12.50 TL`, `12.50f`.
    Unit,
    /// It is hexadecimal: `0x626`.
    Hexadecimal,
    /// It has separators between groups of digits: `1_000`, `1.499,85`.
    Separators,
    /// Its decimals are after a comma: `12,50`.
    DecimalComma,
    /// It begins with `+`.
    PlusSign,
    /// It begins with the minus sign of typography, `−`.
    MinusSign,
    /// It begins with a zero that other digits follow: `01499.85`.
    LeadingZero,
    /// No digit is before its point: `.75`.
    NothingBeforePoint,
    /// No digit is after its point: `75.`.
    NothingAfterPoint,
    /// Anything else.
    Other,
}

/// What is between groups of digits, and is never before decimals.
const SEPARATORS: [char; 7] = ['_', '\'', '’', ' ', '\u{a0}', '\u{2009}', '\u{202f}'];

/// Suffixes of number literals in programming languages.
const SUFFIXES: [&str; 7] = ["f", "F", "d", "D", "L", "m", "n"];

/// Why `text` is not a JSON number, and the JSON number that it means, if only one can be meant: `1,499` can be either
/// 1.499 or 1499. Takes digits as they are: the number has the same value.
pub(crate) fn read(text: &str) -> (NumberFault, Option<String>) {
    let (bare, has_unit) = without_unit(text);
    let (is_negative, unsigned) = match bare.strip_prefix(['-', '−']) {
        Some(unsigned) => (true, unsigned),
        None => (false, bare.strip_prefix('+').unwrap_or(bare)),
    };
    let sign = if is_negative { "-" } else { "" };
    if let Some(digits) = unsigned.strip_prefix("0x").or_else(|| unsigned.strip_prefix("0X")) {
        let value = u128::from_str_radix(digits, 16).ok().filter(|_| !digits.starts_with('+'));
        return (NumberFault::Hexadecimal, value.map(|value| format!("{sign}{value}")));
    }
    let (mantissa, exponent) = unsigned.split_at(unsigned.find(['e', 'E']).unwrap_or(unsigned.len()));
    let decimals = decimals(mantissa);
    let point = decimals.unwrap_or(mantissa.len());
    let (whole, fraction) = mantissa.split_at_checked(point).unwrap_or((mantissa, ""));
    let fault = match fraction.chars().next() {
        _ if has_unit => NumberFault::Unit,
        _ if whole.contains(|letter| is_separator(letter) || matches!(letter, ',' | '.')) => {
            NumberFault::Separators
        }
        Some(',') if may_be_group(whole, fraction) => NumberFault::Separators,
        Some(',') => NumberFault::DecimalComma,
        _ if bare.starts_with('+') => NumberFault::PlusSign,
        _ if bare.starts_with('−') => NumberFault::MinusSign,
        _ if whole.len() > 1 && whole.starts_with('0') => NumberFault::LeadingZero,
        Some('.') if whole.is_empty() => NumberFault::NothingBeforePoint,
        Some('.') if fraction.len() == 1 => NumberFault::NothingAfterPoint,
        _ => NumberFault::Other,
    };
    let is_clear = !may_be_group(whole, fraction) || (fraction.starts_with('.') && !has_unit);
    let digits = join_groups(whole).filter(|_| is_clear);
    let number = digits.map(|whole| {
        let whole = whole.trim_start_matches('0');
        let whole = if whole.is_empty() { "0" } else { whole };
        let fraction = fraction.get(1..).filter(|decimals| !decimals.is_empty());
        let point = if fraction.is_some() { "." } else { "" };
        format!("{sign}{whole}{point}{}{exponent}", fraction.unwrap_or_default())
    });
    let has_digits = mantissa.contains(|digit: char| digit.is_ascii_digit());
    (fault, number.filter(|number| has_digits && is_json(number)))
}

/// The number that a JSON string means, as JSON has it, if only one can be meant: `"12.50"`, `"1.499,85 TL"`.
pub(crate) fn quoted(value: &str) -> Option<String> {
    let text = value.strip_prefix('"')?.strip_suffix('"')?;
    if is_json(text) { Some(text.to_owned()) } else { read(text).1 }
}

/// Whether `text` is a number as JSON has it.
pub(crate) fn is_json(text: &str) -> bool {
    let mut cursor = Cursor::new(text);
    cursor.number().is_some() && cursor.is_at_end()
}

/// Whether a word before or after a number is a currency, or a suffix of a programming language.
pub(crate) fn is_unit(word: &str) -> bool {
    let is_code = || word.len() == 3 && Currency::from_code(&word.to_ascii_uppercase()).is_some();
    is_currency_sign(word) || SUFFIXES.contains(&word) || is_code()
}

fn is_currency_sign(word: &str) -> bool {
    matches!(word, "TL" | "tl" | "Tl" | "lira" | "Lira" | "₺" | "$" | "€" | "£")
}

/// The number without a unit before or after it, and whether it has one.
fn without_unit(text: &str) -> (&str, bool) {
    let text = text.trim();
    let is_of_number =
        |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ',' | '+' | '-' | '−');
    let start = text.find(is_of_number).unwrap_or_default();
    let end = text.rfind(|letter: char| letter.is_ascii_digit() || letter == '.').map_or(0, |last| last + 1);
    let prefix = text.get(..start).unwrap_or_default().trim();
    let suffix = text.get(end..).unwrap_or_default().trim();
    let fits = |word: &str| word.is_empty() || is_unit(word);
    match text.get(start..end) {
        Some(bare) if prefix.len() + suffix.len() > 0 && fits(prefix) && fits(suffix) => (bare, true),
        _ => (text, false),
    }
}

fn is_separator(letter: char) -> bool {
    SEPARATORS.contains(&letter)
}

/// Where the decimals begin, with their point or comma; `None` if there are none.
fn decimals(mantissa: &str) -> Option<usize> {
    let last = mantissa.rfind(['.', ','])?;
    let separator = mantissa.get(last..)?.chars().next()?;
    let before = mantissa.get(..last)?;
    // A separator that comes twice is between groups: `1.499.850`.
    (!before.contains(separator)).then_some(last)
}

/// Whether the decimals may be a group of digits instead: `1,499`.
fn may_be_group(whole: &str, fraction: &str) -> bool {
    let is_one_group = (1..=3).contains(&whole.len()) && whole.bytes().all(|byte| byte.is_ascii_digit());
    is_one_group && !whole.starts_with('0') && fraction.len() == 4
}

/// The digits of groups: `1.499` is `1499`. `None` if these are not groups.
fn join_groups(whole: &str) -> Option<String> {
    let groups: Vec<&str> =
        whole.split(|letter| is_separator(letter) || matches!(letter, ',' | '.')).collect();
    let is_free = whole.contains('_');
    let fits = |(index, group): (usize, &&str)| {
        let length = group.len();
        let has_length = if index == 0 { (1..=3).contains(&length) } else { length == 3 };
        has_length || (is_free && length > 0)
    };
    let are_groups = groups.len() == 1 || groups.iter().enumerate().all(fits);
    let are_digits = groups.iter().all(|group| group.bytes().all(|byte| byte.is_ascii_digit()));
    (are_groups && are_digits).then(|| groups.concat())
}
