//! Expected and found errors, in English.

use crate::rules::ApiError;
use crate::text::excerpt;

/// Errors that a help shows of either side; of more, it says how many.
const SHOWN: usize = 8;
/// Characters of an error's message that are shown.
const MESSAGE: usize = 100;

/// "expected `AMOUNTS_DONT_MATCH`; found no errors"
pub(super) fn unmet_codes(expected: &[&str], found: &[&str]) -> String {
    format!("expected {}; found {}", list(expected), list(found))
}

/// "missing: `ORDER_ID_EXISTS`; not expected: `AMOUNTS_DONT_MATCH`"
pub(super) fn difference_of_codes(expected: &[&str], found: &[&str]) -> String {
    let without = |codes: &[&str], others: &[&str]| {
        codes.iter().copied().filter(|code| !others.contains(code)).collect::<Vec<_>>().join(", ")
    };
    let sides = [("missing", without(expected, found)), ("not expected", without(found, expected))];
    let sides = sides.into_iter().filter(|(_, codes)| !codes.is_empty());
    sides.map(|(name, codes)| format!("{name}: {codes}")).collect::<Vec<_>>().join("; ")
}

/// The same for errors with their messages and arguments.
pub(super) fn unmet_errors(expected: &[ApiError], found: &[ApiError]) -> String {
    let codes = codes_of(expected);
    if expected.iter().map(|error| &error.code).eq(found.iter().map(|error| &error.code)) {
        format!("expected {codes} with other messages or arguments")
    } else {
        format!("expected {codes}; found {}", codes_of(found))
    }
}

/// The errors of either side that the other does not have, a line each.
pub(super) fn difference_of_errors(expected: &[ApiError], found: &[ApiError], redacts: bool) -> String {
    let (expected, found) = differing(expected, found);
    format!("− expected, + found:{}{}", side("−", expected, redacts), side("+", found, redacts))
}

/// Both lists without what they have in common at their start and at their end.
fn differing<'e, T: PartialEq>(mut a: &'e [T], mut b: &'e [T]) -> (&'e [T], &'e [T]) {
    while let (Some((first_a, rest_a)), Some((first_b, rest_b))) = (a.split_first(), b.split_first())
        && first_a == first_b
    {
        (a, b) = (rest_a, rest_b);
    }
    while let (Some((last_a, rest_a)), Some((last_b, rest_b))) = (a.split_last(), b.split_last())
        && last_a == last_b
    {
        (a, b) = (rest_a, rest_b);
    }
    (a, b)
}

/// The errors, each on a line of its own after the sign.
fn side(sign: &str, errors: &[ApiError], redacts: bool) -> String {
    let lines = errors.iter().take(SHOWN).map(|error| format!("\n{sign} {}", describe(error, redacts)));
    let more = errors.len().checked_sub(SHOWN).filter(|more| *more > 0);
    lines.chain(more.map(|more| format!("\n{sign} {more} more"))).collect()
}

/// "`INVALID_AMOUNT_VALUE` amount: Invalid amount. …"
fn describe(error: &ApiError, redacts: bool) -> String {
    let argument = error.argument.as_ref().map(|argument| format!(" {}", excerpt(argument, MESSAGE)));
    let message = (!redacts).then(|| format!(": {}", excerpt(&error.message, MESSAGE)));
    let code = excerpt(&error.code, MESSAGE);
    format!("{code}{}{}", argument.unwrap_or_default(), message.unwrap_or_default())
}

/// The codes of these errors, in their order: "`INVALID_AMOUNT_VALUE` ×3".
fn codes_of(errors: &[ApiError]) -> String {
    let groups = errors.chunk_by(|a, b| a.code == b.code);
    let codes = groups.take(SHOWN + 1).enumerate().filter_map(|(i, group)| {
        let code = excerpt(&group.first()?.code, MESSAGE);
        Some(match group.len() {
            _ if i == SHOWN => "…".to_owned(),
            1 => code,
            times => format!("{code} ×{times}"),
        })
    });
    list(&codes.collect::<Vec<_>>())
}

fn list<T: AsRef<str>>(codes: &[T]) -> String {
    let codes: Vec<&str> = codes.iter().map(AsRef::as_ref).collect();
    if codes.is_empty() { "no errors".to_owned() } else { codes.join(", ") }
}
